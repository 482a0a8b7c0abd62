"""What the preview of an import shows: counts, tabs, one page of rows, and the words for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.text import Truncator

from perkim.imports.cells.faults import FAULTS
from perkim.imports.declarations import Column, ImportKind, Level, PreviewColumn, Row
from perkim.imports.door import Seen
from perkim.imports.models import Batch, StagedRow
from perkim.imports.parsing import damaged
from perkim.imports.querysets import StagedRowQuerySet
from perkim.imports.read_how import how_read, left_out
from perkim.imports.sealing import unsealed
from perkim.lib.numbers import SCIENTIFIC
from perkim.lib.whole_number import typed_whole
from perkim.people.masking import mask_number

SIZE = 25
LONGEST_SHOWN = 120
# In place of a number of which digits are lost: dots with the last four would look like one.
CUT_OFF = "angkanya terpotong"
# What the column of lines holds.
_LAST_LINE = 2**31 - 1
State = StagedRow.State
# Tabs by the word in the address: title, states.
TABS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "masalah": ("Bermasalah", StagedRow.TROUBLED),
    "siap": ("Siap", (State.OK,)),
    "semua": ("Semua", (State.OK, *StagedRow.TROUBLED)),
    "dilepas": ("Dilepas", (State.DROPPED,)),
}
_WORDS = ("Nol", "Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan", "Sepuluh")


@dataclass(frozen=True)
class Counts:
    """How many rows there are of each state."""

    ok: int
    warn: int
    held: int
    error: int
    dropped: int

    @property
    def storable(self) -> int:
        return self.ok + self.warn

    @property
    def left(self) -> int:
        """Those that would not be stored."""
        return self.error + self.held

    @property
    def all(self) -> int:
        return self.storable + self.left


@dataclass(frozen=True)
class ShownCell:
    """One cell of the preview. `tail`: what screen readers hear of a masked one."""

    title: str
    text: str
    tail: str = ""
    masked: bool = False


@dataclass(frozen=True)
class PreviewLine:
    """One row of the preview: `where` it stands in the file; `kind` is err, wrn or empty; the cell in front stands for
    the row."""

    line: int
    where: str
    state: str
    first: ShownCell
    cells: list[ShownCell]
    findings: list[Any]
    reason: str

    @property
    def kind(self) -> str:
        return {State.ERROR: "err", State.HELD: "wrn", State.WARN: "wrn"}.get(State(self.state), "")


def counts_of(batch: Batch) -> Counts:
    numbers = batch.rows.by_state()
    return Counts(**{state.value: numbers.get(state, 0) for state in State})


def preview(seen: Seen, address: Mapping[str, str]) -> dict[str, Any]:
    """The whole context. Four queries."""
    counts = counts_of(seen.batch)
    tab = address.get("tampil", "")
    tab = tab if tab in TABS else ("masalah" if counts.left + counts.warn else "siap")
    faults = _faults(seen)
    fault = address.get("jenis", "")
    fault = fault if fault in dict(faults) else ""
    listed = seen.batch.rows.filter(state__in=TABS[tab][1])
    if fault:
        listed = listed.filter(faults__contains=[fault])
    shown = _columns(seen.kind)
    rows, after = _page(listed, address.get("setelah", ""), worst_first=tab == "masalah")
    return {
        "seen": seen,
        "batch": seen.batch,
        "counts": counts,
        "heading": heading(counts),
        "tabs": _tabs(counts, tab),
        "tab": tab,
        "faults": faults,
        "fault": fault,
        "held_here": _held(listed, seen.kind) if fault and counts.held else 0,
        "columns": shown,
        "rows": [line_of(row, shown) for row in rows],
        "after": after,
        "begun": bool(address.get("setelah")),
        "how": how_read(seen.batch),
        "left_out": left_out(seen.batch),
    }


def heading(counts: Counts) -> str:
    """The news: `Tiga baris perlu diperbaiki sebelum disimpan`."""
    if counts.error:
        return f"{in_words(counts.error)} baris perlu diperbaiki sebelum disimpan"
    if counts.held:
        return f"{in_words(counts.held)} baris perlu alasan sebelum disimpan"
    if not counts.storable:
        return "Tidak ada baris yang dapat disimpan"
    return f"{in_words(counts.storable)} baris siap disimpan"


def in_words(number: int) -> str:
    return _WORDS[number] if number < len(_WORDS) else f"{number:,}".replace(",", ".")


def line_of(staged: StagedRow, shown: tuple[PreviewColumn, ...]) -> PreviewLine:
    row = unsealed(staged.line, bytes(staged.sealed))
    first, *others = [_cell(each, row) for each in shown]
    order = {Level.ERROR: 0, Level.WARNING: 1, Level.EVIDENCE: 2}
    left_out_by_hand = staged.state == State.DROPPED
    findings = [] if left_out_by_hand else sorted(row.findings, key=lambda each: order[each.level])
    return PreviewLine(staged.line, row.title, staged.state, first, others, findings, row.reason)


def title_of(fault: str, kind: ImportKind) -> str:
    return kind.faults.get(fault) or FAULTS.get(fault) or fault.replace("_", " ").capitalize()


def _held(listed: StagedRowQuerySet, kind: ImportKind) -> int:
    """How many of these rows one reason can explain."""
    return listed.filter(state=State.HELD).exclude(faults__overlap=sorted(kind.one_by_one)).count()


def _columns(kind: ImportKind) -> tuple[PreviewColumn, ...]:
    return kind.shown or tuple(_shown(column) for column in kind.columns[:3])


def _shown(column: Column) -> PreviewColumn:
    return PreviewColumn(
        title=column.title, text=lambda row: row.text(column.key), personal=column.personal, column=column.key
    )


def _cell(shown: PreviewColumn, row: Row) -> ShownCell:
    text = shown.text(row).strip()
    if shown.personal and (shown.column in damaged(row) or SCIENTIFIC.fullmatch(text)):
        return ShownCell(shown.title, CUT_OFF)
    if not shown.personal or not text:
        # A whole page of text in one cell must not push the other rows out of sight; the row's own page has it all.
        return ShownCell(shown.title, Truncator(text).chars(LONGEST_SHOWN))
    return ShownCell(shown.title, mask_number(text), tail=text[-4:] if len(text) > 8 else "", masked=True)


def _tabs(counts: Counts, tab: str) -> list[tuple[str, str, int, bool]]:
    numbers = {"masalah": counts.left + counts.warn, "siap": counts.ok, "semua": counts.all, "dilepas": counts.dropped}
    return [
        (word, title, numbers[word], word == tab)
        for word, (title, _) in TABS.items()
        if numbers[word] or word in ("masalah", "semua")
    ]


def _faults(seen: Seen) -> list[tuple[str, str]]:
    """Kinds of findings with their titles and how many rows have them, for the filter."""
    table = connection.ops.quote_name(StagedRow._meta.db_table)
    statement = (
        f"SELECT fault, count(*) FROM {table}, unnest(faults) AS fault "  # noqa: S608
        "WHERE batch_id = %s AND state <> %s GROUP BY fault ORDER BY count(*) DESC, fault"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [seen.batch.pk, State.DROPPED])
        return [(fault, f"{title_of(fault, seen.kind)} ({number})") for fault, number in cursor.fetchall()]


def _page(listed: StagedRowQuerySet, after: str, *, worst_first: bool) -> tuple[list[StagedRow], str]:
    """One page behind a place, and the place behind which the next one begins; empty if there is none. The names of
    the states stand in the order of their trouble: error, held, warn."""
    state, _, line = after.rpartition("-")
    if (number := typed_whole(line, most=_LAST_LINE)) is not None and state in State.values:
        behind = Q(line__gt=number)
        listed = listed.filter(Q(state__gt=state) | Q(state=state) & behind if worst_first else behind)
    order = ("state", "line") if worst_first else ("line",)
    rows = list(listed.order_by(*order)[: SIZE + 1])
    last = rows[SIZE - 1] if len(rows) > SIZE else None
    return rows[:SIZE], f"{last.state}-{last.line}" if last else ""
