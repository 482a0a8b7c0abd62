"""Requirements before a year is closed: no eligible household waits any more. It may be taken over next year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Count

from perkim.sipoc.declarations import Process, Reads, Requirement, Stage
from perkim.sipoc.levels import lying_below, path_below
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.registry import owner_of
from perkim.sipoc.terms import MoveKind
from perkim.swadaya.ranking.requirements import PAGE, RankingFrozen


@dataclass(frozen=True, kw_only=True)
class ReservesClosed(Requirement):
    """The reserves of a year are closed, however far below, by the move `way`. `process` and `ranked_in` as the ranking
    names them."""

    reads: ClassVar[Reads] = Reads.STAGE

    process: str
    ranked_in: str
    way: str
    page: str = PAGE

    def fact(self, case: Berkas) -> str:
        closed = Berkas.objects.filter(
            lying_below([case], [self._path]), process=self.process, stage=self.ranked_in, outcome="DITOLAK"
        ).count()
        return f"{closed} cadangan dapat diambil ke usulan tahun {case.year + 1}." if closed else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        rows = self.waiting(cases).order_by().values_list(self._path).annotate(Count("id"))
        return {pk: [f"{number} cadangan masih menunggu. Tutup dengan satu putusan."] for pk, number in rows}

    def waiting(self, cases: BerkasQuerySet) -> BerkasQuerySet:
        """The households that wait below these years."""
        here = lying_below(cases, [self._path])
        return Berkas.objects.open().filter(here, process=self.process, stage=self.ranked_in)

    @property
    def _path(self) -> str:
        return path_below(self, self.process)

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        owner = owner_of(process)
        requirement = RankingFrozen.find(process)
        if requirement is None or (requirement.process, requirement.ranked_in) != (self.process, self.ranked_in):
            yield f"names {self.process!r} in {self.ranked_in!r}, which {owner.slug}.{process.key} does not rank"
            return
        moves = owner.process(self.process).stage(self.ranked_in).moves
        if not any(move.key == self.way and move.kind is MoveKind.END for move in moves):
            yield f"closes by {self.way!r}, which is no end of {self.ranked_in!r}"
