"""The rankings of the demo office: a quota, the list announced with one objection, and the head's approval."""

from collections.abc import Sequence

from django.utils import timezone

from perkim.documents.actions import ask_draft
from perkim.local.demo_acts import Acts
from perkim.parameters.reading import value_on
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Ranking
from perkim.swadaya.ranking.actions import freeze_ranking
from perkim.swadaya.ranking.announcing import (
    announce,
    answer_objection,
    approve_ranking,
    close_objections,
    record_objection,
)
from perkim.swadaya.ranking.quota import QuotaLimits, state_quota
from rtlh.documents import SK_PENERIMA
from rtlh.money import AID

KABID, STAF, KADIS = "kabid.perumahan", "staf", "kadis"


def announce_ranking(acts: Acts, year: Berkas, houses: int, frozen: int) -> Ranking:
    """Rank the eligible households so many days ago, and close the days of objection eight days later."""
    kabid, staf, start = acts.person(KABID), acts.person(STAF), acts.ago(frozen)
    limits = QuotaLimits(units=houses, aid=value_on(AID, timezone.localdate(start)))
    state_quota(actor=kabid, case=year, limits=limits, now=start)
    ranking = freeze_ranking(actor=kabid, case=year, seen=None, now=acts.ago(frozen, 10))
    ranking = announce(actor=kabid, ranking=ranking, starts=timezone.localdate(start), now=acts.ago(frozen, 20))
    said = record_objection(
        actor=staf,
        ranking=ranking,
        received_on=timezone.localdate(acts.ago(frozen - 3)),
        objector="Warga Dusun Krajan",
        text="Rumah tetangga saya lebih rusak, tetapi urutannya di bawah.",
        place=ranking.places.exclude(reserve=None).order_by("reserve").first(),
        now=acts.ago(frozen - 3),
    )
    answer = "Nilai kedua rumah dihitung dengan rumus yang sama dari hasil survei. Urutannya tetap."
    answer_objection(actor=kabid, objection=said, upheld=False, answer=answer, now=acts.ago(frozen - 5))
    return close_objections(actor=staf, ranking=ranking, now=acts.ago(frozen - 8))


def approve_list(acts: Acts, ranking: Ranking, days_ago: int) -> Sequence[Berkas]:
    """The head agrees; returns the households within the quota, by id."""
    approve_ranking(actor=acts.person(KADIS), ranking=ranking, now=acts.ago(days_ago))
    return [place.berkas for place in ranking.places.within().select_related("berkas").order_by("berkas")]


def have_decree_written(acts: Acts, year: Berkas, days_ago: int) -> None:
    """The staff asks for the decree's draft; the worker makes the PDF once it runs."""
    ask_draft(actor=acts.person(STAF), case=year, key=SK_PENERIMA.key, now=acts.ago(days_ago))
