"""The cases of BSPS in the demo office: one year under way, with a household in every stage of the work; one whose
decree has just come; one whose villages are being surveyed; and one that has just begun."""

from collections.abc import Sequence

from django.utils import timezone

from bsps.scheme import SCHEME
from perkim.accounts.villages import open_village_accounts
from perkim.demo.acts import Acts, OfficeHands
from perkim.demo.cases import FIRST_DAY
from perkim.demo.office import SUMBERWULUH
from perkim.documents.actions.writing import ask_draft
from perkim.regions.models import Region
from perkim.schemes.names import decreed_names
from perkim.schemes.plays.colour import OWN_WORDS
from perkim.schemes.plays.proposals import hand_out, open_year, propose, send, survey_all
from perkim.sipoc.models import Berkas
from perkim.swadaya.kpb.demo import form_groups
from perkim.swadaya.paper_names.demo import bring_names, names_as_ours
from perkim.swadaya.ranking.demo import announce_ranking

KABID, STAF, TIM, TFL, PPK = "kabid.perumahan", "staf", "tim.teknis", "tfl.candipuro", "ppk"
# Villages by code: their names repeat.
VILLAGES = ("35.08.03.2003", "35.08.03.2004", "35.08.03.2006", "35.08.03.2008", "35.08.03.2009")
# How far the recipients of the first year have gone: who takes which way, how many of them, so many days after all was
# provided and so many days ago.
WORK = (
    (TFL, "lanjut", 8, 96, 93),
    (STAF, "lanjut", 7, 86, 80),
    (TFL, "lanjut", 6, 74, 28),
    (TFL, "ajukan", 5, 26, 24),
    (PPK, "setujui", 4, 22, 20),
    (TFL, "ajukan", 3, 12, 10),
    (PPK, "setujui", 2, 8, 6),
    (PPK, "selesai", 1, 4, 3),
)


def play(acts: Acts) -> None:
    """All that happened since the first day."""
    regions = Region.objects.filter(code__in=VILLAGES).select_related("parent")
    villages = sorted(regions, key=lambda village: VILLAGES.index(village.code))
    acts.own_words |= OWN_WORDS
    open_village_accounts(actor=None, villages=villages, today=timezone.localdate(acts.ago(FIRST_DAY)))
    home = Region.objects.select_related("parent").get(code=SUMBERWULUH)
    _build_houses(acts, home)
    _await_meetings(acts, villages[0])
    _survey_villages(acts, villages[1:])
    open_year(acts, SCHEME, "BSPS alokasi tambahan", 200_000_000, 6, on=False)


def _verified(acts: Acts, year: Berkas, village: Region, houses: int, days: int) -> Berkas:
    """A proposal whose houses were all surveyed and found eligible, sent so many days ago."""
    case = send(acts, SCHEME, year, village, houses, acts.ago(days))
    acts.take(STAF, [case], "terima", acts.ago(days - 2))
    survey_all(acts, SCHEME, case, days - 4)
    acts.prepare([case], acts.ago(days - 20))
    acts.take(TIM, [case], "sahkan", acts.ago(days - 21))
    return case


def _build_houses(acts: Acts, home: Region) -> None:
    """Ten households are eligible for nine houses, so the list hung out; then each goes as far as its papers."""
    year = open_year(acts, SCHEME, "BSPS", 180_000_000, 149)
    proposal = _verified(acts, year, home, 10, 142)
    ranking = announce_ranking(acts, year, 9, 120)
    acts.prepare([year], acts.ago(110))
    acts.take(KABID, [year], "tetapkan", acts.ago(108))
    awarded = [place.berkas for place in ranking.places.within().select_related("berkas").order_by("berkas")]
    acts.take(KABID, awarded, "tetapkan", acts.ago(105))
    form_groups(acts.person("korfas"), proposal, acts.ago(100))
    acts.prepare([proposal], acts.ago(99))
    acts.prepare([year], acts.ago(97), only=("rekening_semua",))
    acts.take(KABID, [year], "lanjut", acts.ago(97))
    _work(acts, awarded)


def _work(acts: Acts, awarded: Sequence[Berkas]) -> None:
    for who, way, houses, provided, taken in WORK:
        acts.prepare(awarded[:houses], acts.ago(provided))
        acts.take(who, awarded[:houses], way, acts.ago(taken))


def _await_meetings(acts: Acts, village: Region) -> None:
    """Two houses; the PPK's decree came last week, and the village has not met yet."""
    year = open_year(acts, SCHEME, "BSPS alokasi kedua", 40_000_000, 70)
    _verified(acts, year, village, 2, 45)
    acts.prepare([year], acts.ago(8))
    _bring_names(acts, year)
    acts.take(KABID, [year], "tetapkan", acts.ago(6))
    awarded = list(Berkas.objects.filter(parent__parent=year, stage=SCHEME.at.eligible).order_by("id"))
    acts.take(KABID, awarded, "tetapkan", acts.ago(5))


def _bring_names(acts: Acts, year: Berkas) -> None:
    """The PPK sent the names of his decree as a list; they are ours."""
    names = decreed_names(SCHEME)
    if names:
        bring_names(names, OfficeHands(acts, acts.ago(7)), year, names_as_ours(names, year))


def _survey_villages(acts: Acts, villages: Sequence[Region]) -> None:
    """One village is verified, one is being surveyed, one waits for the office, one writes its list. The letter that
    asks for the decree is being written."""
    year = open_year(acts, SCHEME, "BSPS alokasi ketiga", 400_000_000, 60)
    _verified(acts, year, villages[0], 3, 36)
    surveyed = send(acts, SCHEME, year, villages[1], 3, acts.ago(16))
    acts.take(STAF, [surveyed], "terima", acts.ago(14))
    hand_out(acts, SCHEME, list(surveyed.children.order_by("id"))[:2], 12)
    send(acts, SCHEME, year, villages[2], 4, acts.working_days_ago(2))
    propose(acts, SCHEME, year, villages[3], 3, 4, whole=False)
    acts.prepare([year], acts.ago(5), only=("ba_koordinasi", "peringkat"))
    ask_draft(actor=acts.person(STAF), case=year, key=SCHEME.decree.request_key, now=acts.ago(2))
