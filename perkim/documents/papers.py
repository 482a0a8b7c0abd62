"""The papers that stages ask for and issue, as declared. A paper is there when number, date and scan are recorded."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Exists, Value
from django.utils.formats import date_format
from django.utils.timezone import localtime

from perkim.documents.basis import Rests
from perkim.documents.drafting import Draft
from perkim.documents.models import Dokumen
from perkim.documents.printouts import Printout, printouts_of_process
from perkim.sipoc.declarations import Process, Reads, Requirement, Stage
from perkim.sipoc.models import Berkas
from perkim.sipoc.protocols import Policy
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.registry import owner_of

UNKNOWN = "Berkas ini tidak mengenal naskah itu. Muat ulang halamannya."


@dataclass(frozen=True, kw_only=True)
class Paper(Requirement):
    """One paper of a case. `numbered`: issued by an office, with a number and a date; otherwise a scan is enough.

    `worked_by` records it, or who works the stage if nobody is named. The same paper may stand in several stages: it
    is recorded once. `hint` tells on the page what the scan must show. With a `draft` the portal writes the sheet.
    What it `rests_on` must have happened before its date; `policies` say who may not record it for what he did before.
    What it `decides` stands on its page, so that nobody signs unread; `outdated` once its figures have changed, it
    counts as missing until a new one is recorded. What the portal writes and nobody signs is a `Printout`.
    """

    reads: ClassVar[Reads] = Reads.OWN
    signed: ClassVar[bool] = True

    page: str = "documents:paper"
    numbered: bool
    hint: str = ""
    draft: Draft | None = None
    rests_on: Rests | None = None
    policies: tuple[Policy, ...] = ()
    decides: Callable[[Berkas], Sequence[tuple[str, str]]] | None = None
    outdated: Callable[[], Exists] | None = None

    def fact(self, case: Berkas) -> str:
        dokumen = Dokumen.objects.live().filter(berkas=case, key=self.key).select_related("recorded_by").first()
        if dokumen is None:
            return ""
        if dokumen.number and dokumen.dated:
            return f"Nomor {dokumen.number}, {date_format(dokumen.dated, 'j F Y')}."
        return f"Dicatat {dokumen.recorded_by.name}, {date_format(localtime(dokumen.recorded_at), 'j F Y')}."

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        ids = cases.ids()
        live = Dokumen.objects.live().filter(berkas__any_of=ids, key=self.key).order_by()
        old = self.outdated() if self.outdated else Value(False)
        have = dict(live.annotate(old=old).values_list("berkas", "old"))
        wanted = "nomor, tanggal, dan pindaiannya" if self.numbered else "pindaian atau fotonya"
        absent = f"{self.title} belum ada: catat {wanted}."
        changed = f"{self.title} yang tercatat sudah tidak sesuai karena angkanya berubah: catat naskah yang baru."
        return {pk: [changed if pk in have else absent] for pk in ids if have.get(pk, True)}

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        if any(paper != self for paper in Paper.all_in(process) if paper.key == self.key):
            yield "is declared as two different papers in one process"
        if self.draft and (fault := self.draft.template_fault()):
            yield fault


@dataclass(frozen=True, kw_only=True)
class PapersBelow(Requirement):
    """Every case of a process below, while it stands in one of these stages, has this paper of its own."""

    process: str
    paper: Paper
    stages: tuple[str, ...]

    def fact(self, case: Berkas) -> str:
        expected = self.expected(case.as_queryset())
        have = Dokumen.objects.live().filter(berkas__in=expected, key=self.paper.key).count()
        number = expected.count()
        return f"{have} dari {number} berkas." if number else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        expected = self.expected(cases)
        have = Dokumen.objects.live().filter(berkas__in=expected, key=self.paper.key).values("berkas")
        lacking: dict[int, list[str]] = {}
        for parent, number in expected.exclude(pk__in=have).order_by("id").values_list("parent", "number"):
            if parent is not None:
                lacking.setdefault(parent, []).append(number)
        return {pk: [f"{self.title} belum ada pada {_listed(numbers)}."] for pk, numbers in lacking.items()}

    def expected(self, cases: BerkasQuerySet) -> BerkasQuerySet:
        """The cases below that must have the paper."""
        return Berkas.objects.open().filter(parent__any_of=cases.ids(), process=self.process, stage__in=self.stages)

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        owner = owner_of(process)
        below = [one for one in owner.processes if one.key == self.process and one.parent == process.key]
        if not below:
            yield f"names the process {self.process!r}, which does not lie below {process.key!r}"
            return
        for key in self.stages:
            if not any(each.key == key and self.paper in each.requirements for each in below[0].stages):
                yield f"asks for {self.paper.key!r} in the stage {key!r} of {self.process!r}, which does not declare it"


def sheets_of_process(process: Process) -> list[Paper | Printout]:
    """Everything with a page of its own: the papers, and then what the portal only writes."""
    return [*Paper.all_in(process), *printouts_of_process(process)]


def sheet_of_process(process: Process, key: str) -> Paper | Printout | None:
    """The one of this key, or None."""
    return next((each for each in sheets_of_process(process) if each.key == key), None)


def _listed(numbers: Sequence[str]) -> str:
    shown = ", ".join(numbers[:3])
    return shown if len(numbers) <= 3 else f"{shown}, dan {len(numbers) - 3} berkas lain"
