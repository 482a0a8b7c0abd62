"""What the lines below a heading are: rows, or what stands between and below rows without being one.

A line with a number of a person or an account is always a row. Of the others: `DUSUN KRAJAN` is a section, which says
something of the rows below it; `Sub Total`, `JUMLAH` and `Mengetahui` begin lines that are none; so do the heading
once more and the line that numbers the columns; below the last row whatever stands alone is a signature.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from perkim.imports.cells.addresses import section
from perkim.imports.declarations import Cell, CellKind, Column, ImportRefused
from perkim.imports.spreadsheets.sheets import TOO_MANY_ROWS, SourceSheet, written
from perkim.imports.tables.headers import Heading, normal
from perkim.lib.nik import clean_number
from perkim.lib.whole_number import is_digits

# Words that begin what stands between and below rows. Whole words: Jumlahudin and Totalia are people.
_NO_ROW = re.compile(
    r"(?:(?:sub|grand)\s*total|total|jumlah|jml|subtotal|rekapitulasi|rekap|mengetahui|menyetujui|disetujui|catatan|"
    r"keterangan|ket|kepala desa|pj kepala desa|lurah|camat|sekretaris|ketua|nip|dibuat|dicetak|terbilang)\b"
)
# A person's line has more words than these: name, sex, place, occupation.
_MOST_WORDS = 2
_DIGITS_OF_A_NUMBER = 8
_ORDINAL, _LONGEST_ORDINAL = re.compile(r"[IVX]{1,5}|[A-Z]"), 5
_COUNTED = 3


class Why(StrEnum):
    """Why a line is no row."""

    SECTION = "sections"
    TOTAL = "totals"
    HEADING = "headings"
    OTHER = "lines"


# The index of a row's line, the cells that this line holds, and what its sections say.
SheetRow = tuple[int, dict[str, Cell], Mapping[str, str]]


@dataclass
class SheetRows:
    """The rows of one sheet, and the lines that are no rows, by reason."""

    rows: list[SheetRow] = field(default_factory=list)
    passed: dict[Why, list[int]] = field(default_factory=lambda: {why: [] for why in Why})


class _Sections:
    """What the last section lines say. A line of a kind that is there already ends what was said below it: the next
    kecamatan ends the desa and the dusun of the one before."""

    def __init__(self, parts: Mapping[str, str]) -> None:
        self._stack = list(parts.items())

    def begin(self, parts: Mapping[str, str]) -> None:
        for key, value in parts.items():
            keys = [each for each, _ in self._stack]
            if key in keys:
                del self._stack[keys.index(key) :]
            self._stack.append((key, value))

    @property
    def parts(self) -> dict[str, str]:
        return dict(self._stack)


class Lines:
    """Goes through the lines of one sheet below its heading."""

    def __init__(
        self, sheet: SourceSheet, heading: Heading, columns: Sequence[Column], above: Mapping[str, str], most: int
    ) -> None:
        self.sheet, self.heading, self.most = sheet, heading, most
        there = [column for column in columns if column.key in heading.places]
        self.telling = [column.key for column in there if column.identifies]
        self.numbers = [column.key for column in there if column.personal]
        self.sections = _Sections(above)
        self.head = [_texts(line) for line in sheet.lines[heading.first : heading.below]]
        self.named = {normal(text) for line in self.head for text in line}
        self.sorted_lines = SheetRows()
        # After a total or a signature, what has only a name is a signature too.
        self.ended = False

    def sort(self) -> SheetRows:
        for index, values in self._filled():
            cells = {key: self.sheet.cell(index, place) for key, place in self.heading.places.items()}
            why = self._why_no_row(values, cells)
            if why is None:
                self.ended = False
                if len(self.sorted_lines.rows) == self.most:
                    raise ImportRefused(TOO_MANY_ROWS)
                self.sorted_lines.rows.append((index, cells, self.sections.parts))
                continue
            self.sorted_lines.passed[why].append(index)
            if why is Why.SECTION:
                self.ended = False
            elif why is not Why.HEADING:
                self.ended = self.ended or bool(self.sorted_lines.rows)
        self._drop_signatures()
        return self.sorted_lines

    def _filled(self) -> Iterator[tuple[int, list[Any]]]:
        """Lines that hold something: not blank, not a number alone that waits for a name."""
        for index in range(self.heading.below, len(self.sheet.lines)):
            values = [value for value in self.sheet.lines[index] if value not in ("", None)]
            # Most lines are full: only the others are looked at closely.
            if len(values) < _COUNTED:
                texts = _texts(values)
                if not texts or (len(texts) == 1 and is_digits(_bare(texts[0]))):
                    continue
            yield index, values

    def _why_no_row(self, values: Sequence[Any], cells: Mapping[str, Cell]) -> Why | None:
        if any(_is_number_of_somebody(cells[key]) for key in self.numbers):
            return None
        if not self._is_full_of_words(values) and (why := self._begins_or_ends(_texts(values))):
            return why
        identifying = sum(cells[key].kind is not CellKind.EMPTY for key in self.telling)
        enough = 2 if self.ended and len(self.telling) > 1 else min(1, len(self.telling))
        return Why.OTHER if identifying < enough else None

    def _is_full_of_words(self, values: Sequence[Any]) -> bool:
        """Most lines have more words than a section, and none of them names a column: nothing else is checked."""
        words = [value for value in values if type(value) is str and not _is_figure(value)]
        return len(words) > _MOST_WORDS and not any(normal(word) in self.named for word in words)

    def _begins_or_ends(self, texts: Sequence[str]) -> Why | None:
        """Whether a line is the heading again, a section, or a total."""
        if texts in self.head or (len(texts) >= _COUNTED and _counts(texts)):
            return Why.HEADING
        self._refuse_other_heading(texts)
        words = [text for text in texts if not _is_figure(text)]
        if len(words) <= _MOST_WORDS:
            if parts := section(" ".join(words)):
                self.sections.begin(parts)
                return Why.SECTION
            if words and _NO_ROW.match(normal(words[0])):
                return Why.TOTAL
        return None

    def _refuse_other_heading(self, texts: Sequence[str]) -> None:
        """The names of the columns once more, in another order: below it everything would be read wrongly."""
        if len(texts) >= _COUNTED and sum(normal(text) in self.named for text in texts) * 2 > len(texts):
            raise ImportRefused(
                "Judul kolom diulang dengan susunan lain di tengah lembar. "
                "Pindahkan tabel keduanya ke lembar sendiri, lalu unggah lagi."
            )

    def _drop_signatures(self) -> None:
        """Below the last row: lines with one cell."""
        rows = self.sorted_lines.rows
        while len(rows) > 1 and self._stands_alone(rows[-1][1], rows[-1][0]):
            self.sorted_lines.passed[Why.OTHER].append(rows.pop()[0])
        self.sorted_lines.passed[Why.OTHER].sort()

    def _stands_alone(self, cells: Mapping[str, Cell], index: int) -> bool:
        if any(_is_number_of_somebody(cells[key]) for key in self.numbers):
            return False
        return len(_texts(self.sheet.lines[index])) == 1


def _texts(values: Sequence[Any]) -> list[str]:
    return [text for text in map(written, values) if text]


def _is_number_of_somebody(cell: Cell) -> bool:
    if cell.kind is CellKind.NUMBER:
        return bool(cell.value >= 10**_DIGITS_OF_A_NUMBER)
    digits = clean_number(cell.text) if cell.kind is CellKind.TEXT else ""
    return len(digits) >= _DIGITS_OF_A_NUMBER and is_digits(digits)


def _is_figure(text: str) -> bool:
    """Numbers, and the letters and roman numerals that count sections."""
    bare = _bare(text)
    return not any(map(str.isalpha, bare)) or (len(bare) <= _LONGEST_ORDINAL and bool(_ORDINAL.fullmatch(bare)))


def _counts(values: Sequence[str]) -> bool:
    """`1 2 3 …`, `(1) (2) (3) …`: the line that numbers the columns."""
    return [_bare(value) for value in values] == [str(number) for number in range(1, len(values) + 1)]


def _bare(value: str) -> str:
    return value.strip("()[]. ")
