"""What is found about rows: by the parsers of single cells, then by the kind about the set as a whole."""

from collections.abc import Sequence
from datetime import datetime

from perkim.imports.declarations import ImportKind, Progress, Row
from perkim.imports.models import LONGEST_FAULT, StagedRow
from perkim.imports.parsing import parsed
from perkim.imports.tables.reading import Table

_REPORT_EVERY = 500


def rows_of(table: Table) -> list[Row]:
    several = len(table.sheets) > 1
    return [
        Row(line=each.key, raw=each.cells, hidden=each.hidden, sheet=each.sheet if several else "")
        for each in table.rows
    ]


def examine(rows: Sequence[Row], kind: ImportKind, ref: str, now: datetime, progress: Progress) -> None:
    """Fill values and findings of all rows anew."""
    for number, row in enumerate(rows):
        if number % _REPORT_EVERY == 0:
            progress(number, len(rows))
        parsed(row, kind.columns)
    kind.check(rows, ref=ref, now=now)


def state_of(row: Row) -> str:
    """The state that the findings of a row amount to."""
    if row.broken:
        return StagedRow.State.ERROR
    if not row.reason and any(each.needs_reason for each in row.findings):
        return StagedRow.State.HELD
    return StagedRow.State.WARN if row.findings else StagedRow.State.OK


def faults_of(row: Row) -> list[str]:
    """Raises ValueError for a kind of finding that is no word: the kind of import must be mended."""
    for finding in row.findings:
        if not finding.kind or " " in finding.kind or len(finding.kind) > LONGEST_FAULT:
            raise ValueError(f"{finding.kind!r} is no word of at most {LONGEST_FAULT} letters")
    return list(dict.fromkeys(each.kind for each in row.findings))
