"""Heirs of recipients who died after the decree: in which stages one may be named, and by what he is made known.

Before any money was paid out an heir who lives in the same house is named by an amending decree; afterwards he goes on
without one, and nobody replaces him. Source: `domain.md` §3.2.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.documents.models import Dokumen
from perkim.lib.one_look import read_once
from perkim.lib.text import within_sentence
from perkim.sipoc.declarations import Process, Requirement, Stage
from perkim.sipoc.levels import keeper_of, levels_below, paths_up
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import parts_of, works_as
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.registry import process as process_of
from perkim.swadaya.heirs.querysets import SuccessionQuerySet
from perkim.swadaya.models import Succession

SENTENCE = (
    "Penerus {name} belum tercantum dalam SK perubahan. Catat SK perubahannya pada kegiatan, lalu lanjutkan berkas ini."
)


@dataclass(frozen=True, kw_only=True)
class HeirNamed(Requirement):
    """A stage whose ways forward ask for this is one in which an heir may be recorded, by `worked_by`.

    `decree` is the paper that named the recipients, on the case above: who died before its date has no heir, the next
    in the ranking takes his place. `amended_by` is the paper that names the heir; empty where he needs none.
    """

    worked_by: Role = field()  # always somebody
    decree: str
    amended_by: str = ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        if not self.amended_by:
            return {}
        named = Succession.objects.live().filter(berkas__any_of=cases.ids())
        waiting = heirs_unnamed(named, self.amended_by)
        return {case: [SENTENCE.format(name=heir)] for _year, case, heir in waiting}

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        if not any(self in move.requires for move in stage.moves if move.completes):
            yield "is asked for by no way forward"
        if self.amended_by and keeper_of(process, self.amended_by) is None:
            yield f"names the paper {self.amended_by!r}, which nothing above {process.key!r} asks for"


def heir_of(stage: Stage) -> HeirNamed | None:
    """What this stage declares about heirs, or None where none may be recorded."""
    required = (each for move in stage.moves if move.completes for each in move.requires)
    return next((each for each in required if isinstance(each, HeirNamed)), None)


def heirs_unnamed(successions: SuccessionQuerySet, amended_by: str) -> list[tuple[int, int, str]]:
    """Of these the heirs that wait for an amending decree recorded after them: the ids of year and household, and the
    heir's name. The year is the case above that keeps the decree. Two queries."""
    paths = [f"berkas__{path}" for path in paths_up()]
    waiting = (
        successions.filter(by_decree=True, berkas__outcome="")
        .order_by("id")
        .values_list("berkas__programme", "berkas__process", "berkas", "after__name", "recorded_at", *paths)
    )
    rows = [
        (above[_years_level(programme, process, amended_by) - 1], case, name, since)
        for programme, process, case, name, since, *above in waiting
    ]
    live = Dokumen.objects.live().filter(berkas__in={year for year, *_ in rows}, key=amended_by).order_by()
    recorded = dict(live.values_list("berkas").annotate(Max("recorded_at")))
    return [
        (year, case, name)
        for year, case, name, since in rows
        if year and (year not in recorded or recorded[year] < since)
    ]


def _years_level(programme: str, process: str, amended_by: str) -> int:
    """How far above a household the case lies that keeps the decree by which its heir is named."""
    household = process_of(programme, process)
    keeper = keeper_of(household, amended_by)
    if keeper is None:
        raise LookupError(f"nothing above {process!r} asks for {amended_by!r}")
    return levels_below(household, keeper.key)


def heir_waits(case: Berkas) -> bool:
    """Whether the household waits until an amending decree names its heir. Two queries."""
    requirement = heir_of(case.declared_stage)
    return bool(requirement and requirement.missing(case.as_queryset()))


@read_once
def named_since(ids: Iterable[int]) -> dict[int, datetime]:
    """Since when the household of each case goes by the name of an heir. One query."""
    successions = Succession.objects.live().filter(berkas__any_of=list(ids)).order_by()
    return dict(successions.values_list("berkas").annotate(Max("recorded_at")))


def heir_refusal(user: User, case: Berkas) -> str:
    """Why this account may not record an heir now; empty if it may. Two queries."""
    if not case.is_open:
        return "Berkas ini sudah ditutup, jadi penerimanya tidak berubah lagi."
    if case.frozen:
        return "Berkas induknya sedang dikembalikan. Penerus dicatat setelah induknya berjalan lagi."
    requirement = heir_of(case.declared_stage)
    if requirement is None:
        return (
            "Penerus hanya dicatat setelah penetapan. "
            f"Pada tahap {within_sentence(case.declared_stage.title)} calon yang meninggal digugurkan, "
            "dan keluarganya dapat diusulkan sebagai calon baru."
        )
    if not works_as(user, case, [requirement.worked_by], parts_of(user, [case])):
        return f"Penerus dicatat oleh {within_sentence(requirement.worked_by.label)}."
    return ""
