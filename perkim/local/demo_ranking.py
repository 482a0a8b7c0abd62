"""The award of the demo office: a quota, the ranking announced with one objection, and the head's approval."""

from collections.abc import Sequence

from django.utils import timezone

from perkim.local.demo_acts import Acts
from perkim.sipoc.models import Berkas
from perkim.swadaya.actions.announcing import (
    announce,
    answer_objection,
    approve_ranking,
    close_objections,
    record_objection,
)
from perkim.swadaya.actions.ranking import Limits, freeze_ranking, state_quota

KABID, STAF, KADIS = "kabid.perumahan", "staf", "kadis"
HOUSES, EACH = 15, 20_000_000


def rank(acts: Acts, year: Berkas, frozen: int) -> Sequence[Berkas]:
    """Rank the eligible households so many days ago, and take the list through until it is approved nine days later.
    Returns those within the quota, by id."""
    kabid, staf, start = acts.person(KABID), acts.person(STAF), acts.ago(frozen)
    limits = Limits(units=HOUSES, rupiah=HOUSES * EACH, each=EACH)
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
    ranking = close_objections(actor=staf, ranking=ranking, now=acts.ago(frozen - 8))
    approve_ranking(actor=acts.person(KADIS), ranking=ranking, now=acts.ago(frozen - 9))
    return [place.berkas for place in ranking.places.within().select_related("berkas").order_by("berkas")]
