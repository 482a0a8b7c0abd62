"""What can be imported: each kind of list is declared once, by the app whose data it brings, and registered.

    BNBA = register(ImportKind(key="bnba", title="BNBA", columns=(...), target=..., check=..., confirm=..., undo=...))

A list is read into rows, checked, shown, mended and then stored as a whole. Before `confirm` nothing of it exists
anywhere but in the staging of this app, encrypted.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from perkim.imports.wording import Filling, PageTexts
from perkim.lib.registry import Registry


class ImportRefused(Exception):
    """What cannot be done, as a sentence for the screen. A kind raises it from `confirm` or `undo`."""


class CellKind(StrEnum):
    """How a cell came out of the file. What somebody types into the form of a row is TEXT."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    # The spreadsheet itself shows an error (#REF!), or a formula that was never worked out.
    FAULT = "fault"
    # Of which only the beginning was kept; digits of which a spreadsheet had made zeros (`tables/rounding.py`).
    LONG, DAMAGED = "long", "damaged"


class Cell(NamedTuple):
    """One cell: `value` is a str, float, date, datetime or bool by its kind; None if empty or a fault."""

    value: Any = None
    kind: CellKind = CellKind.EMPTY
    formula: bool = False

    @property
    def text(self) -> str:
        """As a person would read it in the file: a whole number without `.0`, a date as 27-09-1967."""
        value = self.value
        if type(value) is str:
            return value
        if value is None:
            return ""
        if isinstance(value, float):
            return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)
        if isinstance(value, date):
            return f"{value:%d-%m-%Y}"
        if isinstance(value, bool):
            return "Ya" if value else "Tidak"
        return str(value)


EMPTY = Cell()
# More lines than a sheet can have.
SHEET_LINES = 2_000_000


class CellError(Exception):
    """A value that cannot be taken: what is wrong, and what to do about it. `kind` is what the faults are sorted by."""

    def __init__(self, what: str, mend: str, kind: str = "isi") -> None:
        super().__init__(what)
        self.what, self.mend, self.kind = what, mend, kind


class Level(StrEnum):
    """ERROR: the row is not stored. EVIDENCE: it is stored, and something must follow ("perlu bukti"). WARNING: it is
    stored, but somebody should look."""

    ERROR = "error"
    EVIDENCE = "evidence"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a row. `kind`, one word without personal data, sorts and filters; `column` is a column's key, or
    empty for the row as a whole. With `needs_reason` the row is stored only after somebody said why it is right."""

    level: Level
    kind: str
    column: str
    what: str
    mend: str
    needs_reason: bool = False


@dataclass(slots=True)
class Row:
    """One row. `line` tells it from all others of the file: the number of its line, counted on by `SHEET_LINES` for
    each further sheet; people are told `where`. `raw` holds a cell and `values` what the column's parser made of it,
    for every declared column; the value is None where the cell is empty or could not be read."""

    line: int
    raw: Mapping[str, Cell]
    values: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    # Why its warnings are right, as somebody wrote it.
    reason: str = ""
    # The file does not show this line.
    hidden: bool = False
    # The name of its sheet, where several of the file were read.
    sheet: str = ""

    def error(self, kind: str, column: str, what: str, mend: str) -> None:
        self.findings.append(Finding(Level.ERROR, kind, column, what, mend))

    def warn(self, kind: str, column: str, what: str, mend: str, *, needs_reason: bool = False) -> None:
        self.findings.append(Finding(Level.WARNING, kind, column, what, mend, needs_reason))

    def ask_evidence(self, kind: str, column: str, what: str, mend: str, *, needs_reason: bool = False) -> None:
        self.findings.append(Finding(Level.EVIDENCE, kind, column, what, mend, needs_reason))

    @property
    def number(self) -> int:
        """The number of its line in its sheet."""
        return self.line % SHEET_LINES

    @property
    def where(self) -> str:
        """`baris 7`, `baris 7 (lembar Krajan)`."""
        return f"baris {self.number} (lembar {self.sheet})" if self.sheet else f"baris {self.number}"

    @property
    def title(self) -> str:
        return f"B{self.where[1:]}"

    def text(self, column: str) -> str:
        """The cell as it stands in the file."""
        return self.raw.get(column, EMPTY).text

    @property
    def broken(self) -> bool:
        """Whether it cannot be stored as it is."""
        return any(each.level is Level.ERROR for each in self.findings)


Parse = Callable[[Cell], Any]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `names` are the headings that offices write, compared without case, marks and units in brackets;
    the title is one of them without being listed. A heading over two rows is written as `alamat dusun`.

    `parse` is called for cells that hold something; it returns a value or a `Doubtful` one, and raises CellError (ready
    ones: `perkim/imports/cells`).
    `required`: the file must have the column and each row a value. `heading`: the file must have the column, a row may
    leave it empty. `identifies`: number, name, NIK: a line with none of them is no row but a total or a signature.
    `personal`: shown masked, in full only on the page of one row.
    """

    key: str
    title: str
    parse: Parse
    names: tuple[str, ...] = ()
    required: bool = False
    heading: bool = False
    identifies: bool = False
    personal: bool = False
    hint: str = ""
    example: str = ""
    # Offered as a list in the form of a row, and written into its cell: words of people that `parse` understands.
    choices: tuple[str, ...] = ()
    # Phones offer digits for it.
    numeric: bool = False
    # Keys of other columns that the kind fills from this one (`ImportKind.arrange`). It is no field of a row: asked for
    # in no form, shown and given back only where something is left in it.
    fills: tuple[str, ...] = ()

    @property
    def must_be_there(self) -> bool:
        return self.required or self.heading

    @property
    def filling(self) -> Filling:
        """Whether it may stay empty, as every screen and paper about the list says it."""
        if self.required:
            return Filling.EVERY_ROW
        return Filling.HEADING if self.heading else Filling.FREE


@dataclass(frozen=True, kw_only=True)
class PreviewColumn:
    """A column of the preview: `text` makes it from a row. `personal`: masked. `column`: the key of the one column that
    it shows, if so: what a spreadsheet left of a number is not shown as if it were one."""

    title: str
    text: Callable[[Row], str]
    personal: bool = False
    column: str = ""


@dataclass(frozen=True, kw_only=True)
class Target:
    """What the list is imported for, as one account sees it. `refusal`: a sentence if it may not import now, else
    empty; `undo_refusal`: the same for taking back what was stored. `lines` stand below the heading."""

    title: str
    url: str
    refusal: str = ""
    undo_refusal: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Result:
    """What was stored: how many, and where to look at it. `data` is kept for `undo`; JSON without personal data."""

    count: int
    url: str
    data: dict[str, Any] = field(default_factory=dict)


# done, total: to be called now and then while much is written.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class ImportKind:
    """One kind of list.

    - `target(*, ref, user, now)`: the subject with this reference; None if the account may not see it (404).
    - `check(rows, *, ref, now)`: adds findings to the rows that need the whole set or the database, by
      `row.error(...)`, `row.warn(...)`, `row.ask_evidence(...)`. Called with all rows of the set after each mending,
      broken ones included, and once more before storing; a number of queries that does not grow.
    - `confirm(rows, *, batch, actor, now, progress)`: stores all of these rows (their values: the cells are gone),
      within the caller's transaction. Takes its own locks first. Raises ImportRefused: nothing is stored, and the
      preview shows the sentence.
    - `undo(*, batch, actor, reason, now)`: takes back what `confirm` stored, or raises ImportRefused; None: cannot be
      taken back. Both know by `batch.public_id`, `batch.ref` and `batch.result` what they are about.
    - `judge(titles, *, ref)`: looks at what stands above the heading of a file; raises ImportRefused for a file that
      is not meant for this subject.
    - `arrange(cells)`: puts the cells of one row where they belong, in place: one cell into several columns, several
      columns into one (see `Column.fills`). Called when the row was read and when it was mended.
    - `shown`: the columns of the preview; by default the first three declared ones.
    - `of`: what it is a list of, by which pages look it up (`perkim/imports/lists.py`); its key says nothing of that.
    - `faults`: titles of the kinds of findings that `check` adds, for the filter. `one_by_one`: those that no reason
      for many rows at once can explain. `answers`: those that tell that a number is known; such answers are logged.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    target: Callable[..., Target | None]
    check: Callable[..., None]
    confirm: Callable[..., Result]
    undo: Callable[..., None] | None = None
    judge: Callable[..., None] | None = None
    arrange: Callable[[dict[str, Cell]], None] | None = None
    shown: tuple[PreviewColumn, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)
    one_by_one: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    texts: PageTexts = field(default_factory=PageTexts)
    of: tuple[str, ...] = ()

    @property
    def can_undo(self) -> bool:
        return self.undo is not None

    def fields_of(self, *rows: Row) -> list[Column]:
        """Those columns that are shown of these rows: a column that only fills others is one only where it holds
        something that could not be parted."""
        return [each for each in self.columns if not each.fills or any(row.text(each.key) for row in rows)]

    @property
    def needed(self) -> list[tuple[Filling, list[Column]]]:
        """The columns that a file must have, by whether each row must fill them."""
        by_filling = ((each, [column for column in self.columns if column.filling is each]) for each in Filling)
        return [(each, columns) for each, columns in by_filling if columns and each is not Filling.FREE]


class UnknownImportError(LookupError):
    """No app declared this kind of list."""


KINDS: Registry[ImportKind] = Registry("import kind", UnknownImportError)


def register(kind: ImportKind) -> ImportKind:
    """Make a kind known. Called at module level by the app that owns the data, in a module that its `apps.py` or
    `programme.py` imports at start-up. Raises ValueError for a key or column declared twice."""
    keys = [column.key for column in kind.columns]
    if len(set(keys)) != len(keys):
        raise ValueError(f"import kind {kind.key!r} declares a column twice")
    return KINDS.add(kind.key, kind)


def kind_of(key: str) -> ImportKind:
    """The declared kind; raises UnknownImportError."""
    return KINDS.get(key)
