"""Requirements without a table of their own: work that somebody reports done, and cases below that got so far."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.timezone import localtime

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Deadline, Process, Reads, Stage
from perkim.sipoc.models import Berkas, Tenggat, Tugas
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.registry import programmes


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Something a role does and reports: a meeting held, a drawing signed. It counts for the present stay in the stage,
    so sending a case back voids it; `kept` lets it count for good."""

    reads: ClassVar[Reads] = Reads.OWN

    key: str
    title: str
    worked_by: Role
    kept: bool = False
    page: str = ""

    def fact(self, case: Berkas) -> str:
        done = case.tugas.filter(key=self.key, done_at__isnull=False).order_by("-id").first()
        if done is None:
            return ""
        # The role, not the name: some accounts are hidden in some cases, and the history tells who it was.
        return f"Dilaporkan {self.worked_by.label.lower()}, {date_format(localtime(done.done_at), 'j F Y, H.i')}."

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        done = Tugas.objects.filter(berkas__in=cases, key=self.key, done_at__isnull=False)
        if not self.kept:
            done = done.filter(visit__left_at=None)
        have = set(done.values_list("berkas", flat=True))
        sentence = f"{self.title} belum dilaporkan selesai oleh {self.worked_by.label.lower()}."
        return {pk: [sentence] for pk in cases.order_by().values_list("pk", flat=True) if pk not in have}

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        return iter(())


@dataclass(frozen=True, kw_only=True)
class ClassChosen:
    """A deadline of this stage depends on a class, and one was chosen: no case goes on without a promise."""

    reads: ClassVar[Reads] = Reads.OWN

    deadline: Deadline
    worked_by: Role | None = None
    page: str = ""

    @property
    def key(self) -> str:
        return f"golongan-{self.deadline.key}"

    @property
    def title(self) -> str:
        return f"Golongan tenggat “{self.deadline.title}”"

    def fact(self, case: Berkas) -> str:
        chosen = case.tenggat.filter(key=self.deadline.key).exclude(chosen="").order_by("-id").first()
        return chosen.chosen.capitalize() if chosen else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        chosen = Tenggat.objects.filter(berkas__in=cases, key=self.deadline.key).exclude(chosen="")
        have = set(chosen.values_list("berkas", flat=True))
        sentence = f"{self.title} belum dipilih: {', '.join(self.deadline.classes)}."
        return {pk: [sentence] for pk in cases.order_by().values_list("pk", flat=True) if pk not in have}

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        return iter(())


@dataclass(frozen=True, kw_only=True)
class CasesBelow:
    """Cases of another process must have been opened below this one and have got past some stages.

    Those that ended count as past, however they ended. `least` is how many there must be at all.
    """

    reads: ClassVar[Reads] = Reads.STANDING
    comes_by_itself: ClassVar[bool] = True

    key: str
    title: str
    process: str
    not_in: tuple[str, ...]
    least: int = 1
    worked_by: Role | None = None
    page: str = ""

    def fact(self, case: Berkas) -> str:
        below = case.children.filter(process=self.process)
        settled = below.exclude(stage__in=self.not_in, outcome="").count()
        return f"{settled} dari {below.count()} berkas."

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        below = Berkas.objects.filter(parent__in=cases, process=self.process).order_by()
        present = dict(below.values_list("parent").annotate(Count("id")))
        behind = below.standing().filter(stage__in=self.not_in)
        late = dict(behind.values_list("parent").annotate(Count("id")))
        found = defaultdict(list)
        for pk in cases.order_by().values_list("pk", flat=True):
            if present.get(pk, 0) < self.least:
                found[pk].append(f"{self.title}: baru ada {present.get(pk, 0)}, paling sedikit {self.least}.")
            if late.get(pk):
                found[pk].append(f"{self.title}: {late[pk]} dari {present[pk]} berkas belum selesai.")
        return dict(found)

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        owners = [each for each in programmes() if any(one is process for one in each.processes)]
        found = [one for each in owners for one in each.processes if one.key == self.process]
        if not found:
            yield f"names the process {self.process!r}, which the programme does not declare"
            return
        if found[0].parent != process.key:
            yield f"names the process {self.process!r}, whose parent is not {process.key!r}"
        for key in sorted(set(self.not_in) - {each.key for each in found[0].stages}):
            yield f"names the stage {key!r}, which {self.process!r} does not have"
