"""What RTLH asks of a case beyond its own papers: how far cases above and below are, and who may not decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Count, Q

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.documents.models import Dokumen
from perkim.sipoc.declarations import Process, Reads, Stage
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.registry import owner_of


@dataclass(frozen=True, kw_only=True)
class CaseAbove:
    """The case above of a process, however far above, has got past some stages.

    Nothing below it can move while it is moved back: sending it back locks and freezes all that lies below.
    """

    reads: ClassVar[Reads] = Reads.STANDING
    comes_by_itself: ClassVar[bool] = True

    key: str
    title: str
    process: str
    not_in: tuple[str, ...]
    worked_by: Role | None = None
    page: str = ""

    def fact(self, case: Berkas) -> str:
        above = case.parent
        while above is not None and above.process != self.process:
            above = above.parent
        return f"{above.declared_stage.title}: {above}." if above else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        behind = Q()
        # One level for each process that may lie between.
        for path in ("parent__", "parent__parent__"):
            behind |= Q(**{f"{path}process": self.process, f"{path}stage__in": self.not_in})
        found = cases.filter(behind).order_by().values_list("pk", flat=True)
        return {pk: [f"{self.title} belum selesai pada berkas induknya."] for pk in found}

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        owner = owner_of(process)
        known = {each.key: each for each in owner.processes}
        above, steps = process.parent, 1
        while above and above != self.process:
            above, steps = known[above].parent, steps + 1
        if not above or steps > 2:
            yield f"names the process {self.process!r}, which lies not one or two steps above {process.key!r}"
            return
        for key in sorted(set(self.not_in) - {each.key for each in known[above].stages}):
            yield f"names the stage {key!r}, which {self.process!r} does not have"


@dataclass(frozen=True, kw_only=True)
class SomeBelow:
    """At least one case of a process below stands in one of these stages now."""

    reads: ClassVar[Reads] = Reads.STANDING

    key: str
    title: str
    process: str
    stages: tuple[str, ...]
    worked_by: Role | None = None
    page: str = ""

    def fact(self, case: Berkas) -> str:
        return f"{self._standing(Berkas.objects.filter(pk=case.pk)).count()} berkas."

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        have = set(self._standing(cases).order_by().values_list("parent", flat=True).distinct())
        sentence = f"{self.title}: belum ada satu pun."
        return {pk: [sentence] for pk in cases.order_by().values_list("pk", flat=True) if pk not in have}

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        owner = owner_of(process)
        below = [one for one in owner.processes if one.key == self.process and one.parent == process.key]
        known = {each.key for one in below for each in one.stages}
        if not below or not set(self.stages) <= known:
            yield f"names {self.process!r} in {self.stages}, which does not lie below {process.key!r} like that"

    def _standing(self, cases: BerkasQuerySet) -> BerkasQuerySet:
        return Berkas.objects.standing().filter(parent__in=cases, process=self.process, stage__in=self.stages)


@dataclass(frozen=True, kw_only=True)
class NoneBelow:
    """No open case of a process below stands outside of these stages: nobody is closed along who has begun."""

    reads: ClassVar[Reads] = Reads.STANDING
    comes_by_itself: ClassVar[bool] = True

    key: str
    title: str
    process: str
    not_in: tuple[str, ...]
    worked_by: Role | None = None
    page: str = ""

    def fact(self, case: Berkas) -> str:
        return ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        begun = Berkas.objects.filter(parent__in=cases, process=self.process, outcome="").exclude(stage__in=self.not_in)
        rows = begun.order_by().values_list("parent").annotate(Count("id"))
        return {
            pk: [f"{number} penerima di bawahnya masih berjalan. Selesaikan atau tutup masing-masing dahulu."]
            for pk, number in rows
            if pk
        }

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        owner = owner_of(process)
        below = [one for one in owner.processes if one.key == self.process and one.parent == process.key]
        if not below or not set(self.not_in) <= {each.key for one in below for each in one.stages}:
            yield f"names {self.process!r} beside {self.not_in}, which does not lie below {process.key!r} like that"


@dataclass(frozen=True, kw_only=True)
class NotWhoDid:
    """Who recorded one of these papers, or reported one of these tasks, does not take the move: who verifies does not
    sign, also where both happen within one stage (`domain.md` §1.3)."""

    keys: tuple[str, ...]

    def refusals(self, user: User, cases: Sequence[Berkas]) -> Mapping[int, str]:
        ids = [case.pk for case in cases]
        papers = Dokumen.objects.live().filter(berkas__in=ids, key__in=self.keys, recorded_by=user)
        tasks = Tugas.objects.filter(berkas__in=ids, key__in=self.keys, done_by=user)
        did = {*papers.values_list("berkas", flat=True), *tasks.values_list("berkas", flat=True)}
        return dict.fromkeys(did, "Anda memeriksa berkas ini, jadi putusannya harus oleh pejabat lain.")
