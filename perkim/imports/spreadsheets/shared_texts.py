"""Texts that cells of a workbook share: in the file each stands once, in memory once for each cell."""

import zipfile
from collections.abc import Mapping, Sequence

from perkim.files.structure import BROKEN, SWOLLEN
from perkim.imports.declarations import ImportRefused
from perkim.imports.spreadsheets.parts import new_parser
from perkim.lib.whole_number import typed_whole

MOST_LETTERS = 50_000_000
# As a cell names its text: with some digits.
LONGEST_PLACE = 100


def refuse_many_letters(archive: zipfile.ZipFile, filled: Mapping[str, int], lengths: Sequence[int]) -> None:
    """Raises ImportRefused where few texts, of these lengths, are in so many cells that they fill the memory. `filled`:
    how many cells each part holds."""
    if max(lengths, default=0) * sum(filled.values()) <= MOST_LETTERS:
        return
    count = _Letters(lengths)
    for name in (name for name, cells in filled.items() if cells):
        count.read(archive, name)


class _Letters:
    """Counts the letters of cells as the parts go by."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.lengths, self.letters = lengths, 0
        # Whether the cell shares its text, and whether we are where it says which.
        self.shares = self.inside = False
        self.place = ""

    def read(self, archive: zipfile.ZipFile, name: str) -> None:
        parser = new_parser()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._add
        with archive.open(name) as part:
            parser.ParseFile(part)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.shares = attributes.get("t") == "s"
        elif name == "v":
            self.inside, self.place = self.shares, ""

    def _add(self, written: str) -> None:
        if not self.inside:
            return
        self.place += written
        if len(self.place) > LONGEST_PLACE:
            raise ImportRefused(BROKEN)

    def _end(self, name: str) -> None:
        if not self.inside or name.rpartition(":")[2] != "v":
            return
        self.inside = False
        place = typed_whole(self.place, most=len(self.lengths) - 1)
        self.letters += 0 if place is None else self.lengths[place]
        if self.letters > MOST_LETTERS:
            raise ImportRefused(SWOLLEN)
