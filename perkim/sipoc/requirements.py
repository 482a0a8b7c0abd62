"""Requirements without a table of their own: work that somebody reports done, and how far cases above and below are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Self

from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime

from perkim.accounts.roles import Role
from perkim.lib.text import within_sentence
from perkim.sipoc.declarations import Deadline, Process, Reads, Requirement, Stage
from perkim.sipoc.levels import above, case_above, paths_up
from perkim.sipoc.models import Berkas, Tenggat, Tugas
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.registry import owner_of, programmes


@dataclass(frozen=True, kw_only=True)
class Deed(Requirement):
    """Something a role does and reports: a meeting held, a drawing signed. It counts for the present stay in the stage,
    so sending a case back voids it; `kept` lets it count for good."""

    reads: ClassVar[Reads] = Reads.OWN

    worked_by: Role = field()  # always somebody
    kept: bool = False

    def fact(self, case: Berkas) -> str:
        done = case.tugas.filter(key=self.key, done_at__isnull=False).order_by("-id").first()
        if done is None:
            return ""
        # The role, not the name: some accounts are hidden in some cases, and the history tells who it was.
        return (
            f"Dilaporkan {within_sentence(self.worked_by.label)}, {date_format(localtime(done.done_at), 'j F Y, H.i')}."
        )

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        done = Tugas.objects.filter(berkas__any_of=cases.ids(), key=self.key, done_at__isnull=False)
        if not self.kept:
            done = done.filter(visit__left_at=None)
        have = set(done.values_list("berkas", flat=True))
        sentence = f"{self.title} belum dilaporkan selesai oleh {within_sentence(self.worked_by.label)}."
        return {pk: [sentence] for pk in cases.ids() if pk not in have}


@dataclass(frozen=True, kw_only=True)
class ClassChosen(Requirement):
    """A deadline of this stage depends on a class, and one was chosen: no case goes on without a promise."""

    reads: ClassVar[Reads] = Reads.OWN

    deadline: Deadline

    @classmethod
    def of(cls, deadline: Deadline) -> Self:
        title = f"Golongan tenggat “{deadline.title}”"
        return cls(key=f"golongan-{deadline.key}", title=title, deadline=deadline)

    def fact(self, case: Berkas) -> str:
        chosen = case.tenggat.filter(key=self.deadline.key).exclude(chosen="").order_by("-id").first()
        return chosen.chosen.capitalize() if chosen else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        chosen = Tenggat.objects.filter(berkas__any_of=cases.ids(), key=self.deadline.key).exclude(chosen="")
        have = set(chosen.values_list("berkas", flat=True))
        sentence = f"{self.title} belum dipilih: {', '.join(self.deadline.classes)}."
        return {pk: [sentence] for pk in cases.ids() if pk not in have}


@dataclass(frozen=True, kw_only=True)
class CasesBelow(Requirement):
    """Cases of another process must have been opened below this one and have got past some stages.

    Those that ended count as past, however they ended. `least` is how many there must be at all.
    """

    reads: ClassVar[Reads] = Reads.STAGE
    comes_by_itself: ClassVar[bool] = True

    process: str
    not_in: tuple[str, ...]
    least: int = 1

    def fact(self, case: Berkas) -> str:
        below = case.children.filter(process=self.process)
        settled, number = below.exclude(stage__in=self.not_in, outcome="").count(), below.count()
        return f"{settled} dari {number} berkas." if number else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        below = Berkas.objects.filter(parent__any_of=cases.ids(), process=self.process).order_by()
        present = dict(below.values_list("parent").annotate(Count("id")))
        behind = below.open().filter(stage__in=self.not_in)
        late = dict(behind.values_list("parent").annotate(Count("id")))
        lacking = defaultdict(list)
        for pk in cases.ids():
            if present.get(pk, 0) < self.least:
                lacking[pk].append(f"{self.title}: baru ada {present.get(pk, 0)}, paling sedikit {self.least}.")
            if late.get(pk):
                lacking[pk].append(f"{self.title}: {late[pk]} dari {present[pk]} berkas belum selesai.")
        return dict(lacking)

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        owners = [each for each in programmes() if any(one is process for one in each.processes)]
        processes = [one for each in owners for one in each.processes if one.key == self.process]
        if not processes:
            yield f"names the process {self.process!r}, which the programme does not declare"
            return
        if processes[0].parent != process.key:
            yield f"names the process {self.process!r}, whose parent is not {process.key!r}"
        for key in sorted(set(self.not_in) - {each.key for each in processes[0].stages}):
            yield f"names the stage {key!r}, which {self.process!r} does not have"


@dataclass(frozen=True, kw_only=True)
class CaseAbove(Requirement):
    """The case above of a process, however far above, has got past some stages.

    Nothing below it can move while it is moved back: sending it back locks and freezes all that lies below.
    """

    reads: ClassVar[Reads] = Reads.STAGE
    comes_by_itself: ClassVar[bool] = True

    process: str
    not_in: tuple[str, ...]

    def fact(self, case: Berkas) -> str:
        upper = case_above(case, self.process)
        return f"{upper.declared_stage.title}: {upper}." if upper else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        behind = Q()
        # One level for each process that may lie between.
        for path in paths_up():
            behind |= Q(**{f"{path}__process": self.process, f"{path}__stage__in": self.not_in})
        blocked = cases.filter(behind).order_by().values_list("pk", flat=True)
        return {pk: [f"{self.title} belum selesai pada berkas induknya."] for pk in blocked}

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        holder = next((each for each in above(process) if each.key == self.process), None)
        if holder is None:
            yield f"names the process {self.process!r}, which does not lie above {process.key!r}"
            return
        for key in sorted(set(self.not_in) - {each.key for each in holder.stages}):
            yield f"names the stage {key!r}, which {self.process!r} does not have"


@dataclass(frozen=True, kw_only=True)
class SomeBelow(Requirement):
    """At least one case of a process below stands in one of these stages now."""

    reads: ClassVar[Reads] = Reads.STAGE

    process: str
    stages: tuple[str, ...]

    def fact(self, case: Berkas) -> str:
        number = self._in_stages(case.as_queryset()).count()
        return f"{number} berkas." if number else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        have = set(self._in_stages(cases).order_by().values_list("parent", flat=True).distinct())
        sentence = f"{self.title}: belum ada satu pun."
        return {pk: [sentence] for pk in cases.ids() if pk not in have}

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        owner = owner_of(process)
        below = [one for one in owner.processes if one.key == self.process and one.parent == process.key]
        known = {each.key for one in below for each in one.stages}
        if not below or not set(self.stages) <= known:
            yield f"names {self.process!r} in {self.stages}, which does not lie below {process.key!r} like that"

    def _in_stages(self, cases: BerkasQuerySet) -> BerkasQuerySet:
        return Berkas.objects.open().filter(parent__any_of=cases.ids(), process=self.process, stage__in=self.stages)


@dataclass(frozen=True, kw_only=True)
class NoneBelow(Requirement):
    """No open case of a process below stands outside of these stages: nobody is closed along who has begun. `noun` is
    what the sentence calls them."""

    reads: ClassVar[Reads] = Reads.STAGE
    comes_by_itself: ClassVar[bool] = True

    process: str
    not_in: tuple[str, ...]
    noun: str = "berkas"

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        begun = Berkas.objects.filter(parent__any_of=cases.ids(), process=self.process, outcome="").exclude(
            stage__in=self.not_in
        )
        rows = begun.order_by().values_list("parent").annotate(Count("id"))
        return {
            pk: [f"{number} {self.noun} di bawahnya masih berjalan. Selesaikan atau tutup masing-masing dahulu."]
            for pk, number in rows
            if pk
        }

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        owner = owner_of(process)
        below = [one for one in owner.processes if one.key == self.process and one.parent == process.key]
        if not below or not set(self.not_in) <= {each.key for one in below for each in one.stages}:
            yield f"names {self.process!r} beside {self.not_in}, which does not lie below {process.key!r} like that"
