"""What an activity asks for before its recipients are named: a frozen ranking (announced as `RANKING` says), and its
approval. And what a household asks for: a place within the quota."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from django.utils.formats import date_format
from django.utils.timezone import localtime

from perkim.accounts.roles import Role
from perkim.announcements.declarations import Announced
from perkim.announcements.requirements import AnnouncementOver
from perkim.documents.models import Dokumen
from perkim.funds.gates import Ceilings
from perkim.lib.money import rupiah
from perkim.sipoc.declarations import Process, Reads, Requirement, Stage
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.swadaya.models import Place, Quota, Ranking
from perkim.swadaya.ranking.parameters import ANNOUNCED_DAYS
from perkim.swadaya.ranking.values import CUT_OTHERWISE, above_ceiling, total_of

# What a house gets by the kind of work while nothing is stated, by the day.
WorthOn = Callable[[date], Mapping[str, Ceilings]]
PAGE = "swadaya:ranking_of"
# What of a ranking hangs out: the requirement of this key is what freezes it.
RANKING = Announced(
    key="peringkat",
    noun="peringkat",
    length=ANNOUNCED_DAYS,
    page=PAGE,
    remedy="perbaiki datanya, lalu bekukan dan umumkan peringkat lagi",
)
NOTHING_TO_COMPARE = "Jumlah nilainya baru diketahui setelah daftarnya dibekukan."
NOT_WITHIN = (
    "Calon ini tidak berada di dalam kuota pada daftar yang berlaku. Cadangan naik bila ada tempat yang lowong."
)


@dataclass(frozen=True, kw_only=True)
class _OfRanking(Requirement):
    """Requirements about the current ranking, met on its page."""

    page: str = PAGE

    def fact(self, case: Berkas) -> str:
        ranking = Ranking.objects.current().filter(berkas=case).select_related("berkas").first()
        return self._fact(ranking) if ranking else ""

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        if RankingFrozen.find(stage) is None:
            yield "speaks of a ranking that the stage does not ask for"

    @abstractmethod
    def _fact(self, ranking: Ranking) -> str:
        """What the ranking says about this, in a sentence; empty where there is nothing to say."""


@dataclass(frozen=True, kw_only=True)
class RankingFrozen(_OfRanking):
    """All eligible households of the activity in order, cut at the quota.

    Ranked are the cases of `process` in the stage `ranked_in`, however far below. Once the paper `decree` is recorded
    the ranking does not change any more but by reserves that move up. `worth` is what the quota's values begin with;
    `noun` is what people call it: a list that need not hang out is no ranking to them.
    """

    reads: ClassVar[Reads] = Reads.OWN

    process: str
    ranked_in: str
    decree: str
    worth: WorthOn
    noun: str = "peringkat"

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        rows = Quota.objects.filter(berkas__any_of=cases.ids()).prefetch_related("villages")
        quotas = {each.berkas_id: each for each in rows}
        # Once the decree is recorded nothing is cut anew.
        decreed = Dokumen.objects.live().filter(berkas__any_of=cases.ids(), key=self.decree)
        final = set(decreed.values_list("berkas", flat=True))

        def lacking(ranking: Ranking | None) -> str:
            if ranking is None:
                return f"{self.noun.capitalize()} belum dibekukan. Isi kuotanya, lalu bekukan {self.noun}."
            quota = None if ranking.berkas_id in final else quotas.get(ranking.berkas_id)
            return CUT_OTHERWISE if quota and not ranking.is_cut_by(quota) else ""

        return _each(cases, lacking)

    def _fact(self, ranking: Ranking) -> str:
        return f"{ranking.places.counting().count()} di dalam kuota, {ranking.places.reserves().count()} cadangan."

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        if not any(each.key == self.decree for each in stage.requirements):
            yield f"names the paper {self.decree!r}, which the stage does not ask for"


@dataclass(frozen=True, kw_only=True)
class BelowCeiling(_OfRanking):
    """What all households within the quota get is known to fit the ceiling (pagu) that the activity states."""

    reads: ClassVar[Reads] = Reads.STAGE

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        return _each(cases, self._lacking)

    def _fact(self, ranking: Ranking) -> str:
        ceiling = ranking.berkas.amount
        return f"{rupiah(total_of(ranking))} dari pagu {rupiah(ceiling)}." if ceiling else ""

    def _lacking(self, ranking: Ranking | None) -> str:
        return above_ceiling(ranking) if ranking else NOTHING_TO_COMPARE


@dataclass(frozen=True, kw_only=True)
class ChoiceAnnounced(AnnouncementOver):
    """A ranking hangs out only where it leaves somebody out: otherwise there is nothing to object to."""

    def unneeded(self, case: Berkas) -> str:
        """No ranking, or one with a place for everybody: another one would have been missing."""
        frozen = Ranking.objects.current().filter(berkas=case).exists()
        return "Semua calon yang layak berada di dalam kuota." if frozen else "Belum ada daftar yang dibekukan."

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        choosing = Ranking.objects.current().filter(berkas__any_of=cases.ids(), places__reserve__isnull=False)
        return super().missing(cases.filter(pk__in=choosing.order_by().values("berkas")))


@dataclass(frozen=True, kw_only=True)
class RankingApproved(_OfRanking):
    """Who signs for the agency agrees to the announced list; sent back to this stage, he is asked again."""

    reads: ClassVar[Reads] = Reads.OWN

    worked_by: Role = field()  # always somebody

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        approved = Ranking.objects.current().filter(berkas__any_of=cases.ids()).approved_in_this_stay()
        have = set(approved.values_list("berkas", flat=True))
        sentence = f"{self.title} belum ada."
        return {pk: [sentence] for pk in cases.ids() if pk not in have}

    def _fact(self, ranking: Ranking) -> str:
        if ranking.approved_at is None:
            return ""
        return f"Disetujui {date_format(localtime(ranking.approved_at), 'j F Y, H.i')}."


@dataclass(frozen=True, kw_only=True)
class WithinQuota(Requirement):
    """The household has a place within the quota of the current ranking, or moved up into it."""

    def fact(self, case: Berkas) -> str:
        place = Place.objects.current().filter(berkas=case).first()
        return f"Peringkat {place.position}." if place and place.is_within else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        have = set(Place.objects.current().within().filter(berkas__any_of=cases.ids()).values_list("berkas", flat=True))
        return {pk: [NOT_WITHIN] for pk in cases.ids() if pk not in have}


def noun_of(process: Process) -> str:
    """What the ranking of this kind of case is called."""
    requirement = RankingFrozen.find(process)
    return requirement.noun if requirement else RANKING.noun


def award_of(stage: Stage) -> str:
    """The key of the move by which a household of the ranking is awarded; empty where the stage has none."""
    ways = (move.key for move in stage.moves if any(isinstance(each, WithinQuota) for each in move.requires))
    return next(ways, "")


def _each(cases: BerkasQuerySet, lacking: Callable[[Ranking | None], str]) -> dict[int, list[str]]:
    """By case what its ranking lacks; None: nothing was frozen yet. One query, and one for the ids."""
    rankings = Ranking.objects.current().filter(berkas__any_of=cases.ids()).select_related("berkas")
    by_case = {each.berkas_id: each for each in rankings}
    said = {pk: lacking(by_case.get(pk)) for pk in cases.ids()}
    return {pk: [sentence] for pk, sentence in said.items() if sentence}
