"""The columns of the auditor's spreadsheet: a case with the dates of its stages and the numbers of its papers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.utils.timezone import localtime

from perkim.documents.models import Dokumen
from perkim.documents.papers import Paper
from perkim.portal.lists.columns import Cell, SpreadsheetColumn, case_columns
from perkim.sipoc.declarations import Process
from perkim.sipoc.models import Berkas, StageVisit

_CHUNK = 2_000


@dataclass(frozen=True)
class Audited:
    """One case: when it first came into each stage, and the papers that hold, by their keys."""

    case: Berkas
    entered: Mapping[str, date] = field(default_factory=dict)
    papers: Mapping[str, Dokumen] = field(default_factory=dict)


def audit_columns(process: Process) -> list[SpreadsheetColumn]:
    """The columns of the list, then one for each stage and one or two for each paper of this kind of case."""
    columns = [SpreadsheetColumn(each.title, _of_case(each), each.width, each.rupiah) for each in case_columns()]
    columns.append(SpreadsheetColumn("Berkas induk", lambda row: row.case.parent.number if row.case.parent else "", 18))
    columns += [SpreadsheetColumn(f"Masuk tahap {each.title}", _entered(each.key), 18) for each in process.stages]
    for paper in Paper.all_in(process):
        if paper.numbered:
            columns.append(SpreadsheetColumn(f"Nomor {paper.title}", _number(paper.key), 24))
            columns.append(SpreadsheetColumn(f"Tanggal {paper.title}", _dated(paper.key), 14))
        else:
            columns.append(SpreadsheetColumn(f"{paper.title} dicatat", _recorded(paper.key), 14))
    return columns


def audited(cases: Iterable[Berkas]) -> Iterator[Audited]:
    """The cases with their dates and papers: two queries for each chunk of them."""
    waiting = iter(cases)
    while chunk := list(islice(waiting, _CHUNK)):
        ids = [each.pk for each in chunk]
        entered: dict[int, dict[str, date]] = {}
        visits = StageVisit.objects.filter(berkas__any_of=ids, corrected=False).order_by("-id")
        for pk, stage, at in visits.values_list("berkas", "stage", "entered_at"):
            entered.setdefault(pk, {})[stage] = localtime(at).date()
        papers: dict[int, dict[str, Dokumen]] = {}
        for paper in Dokumen.objects.live().filter(berkas__any_of=ids):
            papers.setdefault(paper.berkas_id, {})[paper.key] = paper
        for case in chunk:
            yield Audited(case, entered.get(case.pk, {}), papers.get(case.pk, {}))


def _of_case(column: SpreadsheetColumn) -> Callable[[Audited], Cell]:
    return lambda row: column.value(row.case)


def _entered(stage: str) -> Callable[[Audited], date | None]:
    return lambda row: row.entered.get(stage)


def _number(key: str) -> Callable[[Audited], str]:
    return lambda row: row.papers[key].number if key in row.papers else ""


def _dated(key: str) -> Callable[[Audited], date | None]:
    return lambda row: row.papers[key].dated if key in row.papers else None


def _recorded(key: str) -> Callable[[Audited], date | None]:
    return lambda row: localtime(row.papers[key].recorded_at).date() if key in row.papers else None
