"""Looks through a workbook before anything opens it: what would swell, hide or calculate.

The reader behind `workbook.py` is fast because it trusts the file: it unpacks what is there and makes one place for
each cell between the first and the last that hold something. So each part is unpacked here first, in pieces, to its
stated size and checksum, and its cells are counted by an XML parser that refuses entities.
"""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from posixpath import join, normpath
from typing import IO
from xml.parsers import expat

from perkim.files.kinds import MEGABYTE
from perkim.files.structure import BROKEN, MACROS, SWOLLEN
from perkim.imports.declarations import ImportRefused
from perkim.imports.spreadsheets.parts import elements, new_parser
from perkim.imports.spreadsheets.shared_texts import refuse_many_letters
from perkim.imports.spreadsheets.sheets import LONGEST_CELL, TOO_LONG, Merged, cell_number

MOST_UNPACKED = 150 * MEGABYTE
# Places between the first and the last cell that hold something: 40,000 lines of 100 columns, with room.
MOST_PLACES = 5_000_000
MOST_FILLED = 2_000_000
MOST_SHEETS = 50
# Formulas, hidden lines, merged cells and shared texts of all parts.
MOST_NOTED = 2_500_000
MOST_FORMULAS, MOST_MERGED = 500_000, 50_000
PIECE = 256 * 1024
TOO_WIDE = (
    "Lembar kerja ini berisi sel yang letaknya sangat jauh dari tabelnya. "
    "Salin tabelnya ke lembar kerja baru lalu unggah lagi."
)
TOO_MANY_FORMULAS = (
    "File ini memuat terlalu banyak rumus. Salin tabelnya, tempel sebagai nilai (Tempel Khusus, Nilai) di lembar kerja "
    "baru, lalu unggah lagi."
)
_FAULTS = (zipfile.BadZipFile, zlib.error, expat.ExpatError, ValueError, NotImplementedError, EOFError, KeyError)
LOCKED = "Lembar kerja ini terkunci dengan kata sandi. Simpan ulang tanpa kata sandi lalu unggah lagi."


@dataclass
class SheetFacts:
    """What was seen in one part. Lines and columns count from 1. `formulas`: cells that are worked out, or show an
    error; `hidden`: lines that are not shown; `hidden_columns`: first and last of columns that are not; `merged`: cells
    that go on downward."""

    first: tuple[int, int] = (0, 0)
    last: tuple[int, int] = (0, 0)
    filled: int = 0
    formulas: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    # How long the texts are that cells of all sheets share.
    shared: list[int] = field(default_factory=list)

    @property
    def noted(self) -> int:
        """How much of it is kept in memory, whatever it is."""
        return len(self.formulas) + len(self.hidden) + len(self.merged) + len(self.shared)

    @property
    def places(self) -> int:
        return (self.last[0] - self.first[0] + 1) * (self.last[1] - self.first[1] + 1) if self.filled else 0


def inspect(file: IO[bytes]) -> dict[str, SheetFacts]:
    """What each sheet holds, by its name. Raises ImportRefused with the sentence to show."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            _refuse_at_once(archive)
            facts = _look_through(archive)
            shared = max((sheet.shared for sheet in facts.values()), key=len, default=[])
            refuse_many_letters(archive, {name: sheet.filled for name, sheet in facts.items()}, shared)
            return {name: sheet for name, part in _sheets(archive) if (sheet := facts.get(part))}
    except _FAULTS as error:
        raise ImportRefused(BROKEN) from error


def _refuse_at_once(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) != len(names):
        raise ImportRefused(BROKEN)
    if any(entry.flag_bits & 1 for entry in entries):
        raise ImportRefused(LOCKED)
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise ImportRefused(MACROS)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise ImportRefused(SWOLLEN)


def _look_through(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """What each part of XML holds, by its name."""
    facts: dict[str, SheetFacts] = {}
    noted = 0
    for entry in archive.infolist():
        if noticed := _look_into(archive, entry, most=MOST_NOTED - noted):
            facts[entry.filename] = noticed
            noted += noticed.noted
    return facts


def _look_into(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, most: int) -> SheetFacts | None:
    """Unpack one part, which proves its size and checksum; of XML also say what its cells are, and note so much."""
    scan = _Scan(most) if entry.filename.casefold().endswith(".xml") else None
    # At the end of its stated size a part that goes on fails its checksum.
    with archive.open(entry) as part:
        while piece := part.read(PIECE):
            if scan:
                scan.feed(piece)
    return scan.finish() if scan else None


class _Scan:
    """Follows one part as it is unpacked. Any XML may be fed: only rows and cells are looked at."""

    def __init__(self, most: int) -> None:
        self.facts, self.most = SheetFacts(), most
        self.line = self.column = 0
        self.here_filled = False
        self.parser = new_parser()
        self.parser.StartElementHandler = self._start

    def feed(self, piece: bytes) -> None:
        self.parser.Parse(piece, False)
        if self.facts.filled > MOST_FILLED or self.facts.noted > self.most:
            raise ImportRefused(SWOLLEN)

    def finish(self) -> SheetFacts:
        self.parser.Parse(b"", True)
        if self.facts.places > MOST_PLACES:
            raise ImportRefused(TOO_WIDE)
        return self.facts

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._cell(attributes)
        elif name == "v" or name == "is":
            self._fill()
        elif name == "f":
            self._fill()
            self._worked_out()
        elif name == "row":
            self.line = int(attributes.get("r") or self.line + 1)
            self.column = 0
            if _is_hidden(attributes, "ht"):
                self.facts.hidden.add(self.line)
        elif name == "col" and _is_hidden(attributes, "width") and len(self.facts.hidden_columns) < MOST_MERGED:
            self.facts.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        elif name == "mergeCell":
            self._spans(attributes.get("ref", ""))
        elif name == "si":
            self.facts.shared.append(0)
            self.parser.CharacterDataHandler = self._add

    def _add(self, written: str) -> None:
        self.facts.shared[-1] += len(written)
        if self.facts.shared[-1] > LONGEST_CELL:
            raise ImportRefused(f"{TOO_LONG.format('di file ini')} Persingkat isinya lalu unggah lagi.")

    def _cell(self, attributes: dict[str, str]) -> None:
        self.here_filled = False
        if reference := attributes.get("r"):
            self.line, self.column = _place_of(reference)
        else:
            self.column += 1
        if attributes.get("t") == "e":
            self._worked_out()

    def _worked_out(self) -> None:
        self.facts.formulas.add(cell_number(self.line, self.column))
        if len(self.facts.formulas) > MOST_FORMULAS:
            raise ImportRefused(TOO_MANY_FORMULAS)

    def _spans(self, reference: str) -> None:
        """A merged range such as `G2:G40`."""
        first, _, last = reference.partition(":")
        (top, column), (bottom, _) = _place_of(first), _place_of(last or first)
        if bottom > top:
            self.facts.merged.append(Merged(top, bottom, column))
        if len(self.facts.merged) > MOST_MERGED:
            raise ImportRefused(SWOLLEN)

    def _fill(self) -> None:
        if self.here_filled:
            return
        self.here_filled = True
        facts, line, column = self.facts, self.line, self.column
        if facts.filled:
            first, last = facts.first, facts.last
            if line < first[0] or column < first[1]:
                facts.first = (min(first[0], line), min(first[1], column))
            if line > last[0] or column > last[1]:
                facts.last = (max(last[0], line), max(last[1], column))
        else:
            facts.first = facts.last = (line, column)
        facts.filled += 1


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Names of the sheets, with the part that holds each."""
    targets = {
        attributes.get("Id", ""): attributes.get("Target", "")
        for name, attributes in elements(archive.read("xl/_rels/workbook.xml.rels"))
        if name == "Relationship"
    }
    count = 0
    for name, attributes in elements(archive.read("xl/workbook.xml")):
        if name != "sheet":
            continue
        count += 1
        if count > MOST_SHEETS:
            raise ImportRefused(
                f"File ini memuat lebih dari {MOST_SHEETS} lembar. Simpan lembar yang berisi tabelnya saja."
            )
        relation = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
        target = targets.get(relation, "")
        yield attributes.get("name", ""), normpath(target.lstrip("/") if target[:1] == "/" else join("xl", target))


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    """A line or column that says so, or that is drawn to nothing."""
    return attributes.get("hidden") in ("1", "true") or attributes.get(size) in ("0", "0.0")


def _place_of(reference: str) -> tuple[int, int]:
    """Line and column of `B7`."""
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]), _column_of(letters)


@lru_cache(maxsize=2048)
def _column_of(letters: str) -> int:
    """`A` is 1, `AA` is 27."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise ValueError(f"no column {letters!r}")
        number = number * 26 + ord(letter) - 64
    return number
