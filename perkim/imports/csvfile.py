"""Reads CSV and text as Excel and others write it: any of three separators, UTF-8, Windows-1252 or UTF-16, with or
without a mark of its encoding."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import IO

from perkim.files.sniffing import UTF_16
from perkim.files.structure import NOT_TEXT
from perkim.imports.declarations import ImportRefused
from perkim.imports.sheets import Sheet

SEPARATORS = (";", ",", "\t")
# What a separator is judged by, before the whole file is parted by it.
_PROBED = 64 * 1024
# The longest text of a cell of Excel, with room.
_LONGEST = 100_000
_BROKEN = "CSV ini tidak utuh: ada tanda kutip yang tidak ditutup. Simpan ulang sebagai XLSX lalu unggah lagi."
# Excel's own line that names the separator, and its way to keep a number as text.
_NAMED_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_NUMBER_OF_SOMEBODY = re.compile(r"[0-9]{8}")
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')


def sheets_of(file: IO[bytes]) -> Iterator[Sheet]:
    """The table parted by each separator that occurs; who asks takes the one whose heading fits. Lines are counted as
    a spreadsheet counts them: a cell that holds two lines does not make two. Raises ImportRefused."""
    file.seek(0)
    content = _decoded(file.read())
    named = _NAMED_SEPARATOR.match(content)
    head = content[:_PROBED]
    separators = [named[1]] if named else [each for each in SEPARATORS if each in head] or [","]
    for separator in separators:
        yield Sheet(name="", lines=_lines(content, separator))


def _lines(content: str, separator: str) -> list[list[str]]:
    try:
        found = list(csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=False))
    except csv.Error as error:
        raise ImportRefused(_BROKEN) from error
    usual = Counter(len(line) for line in found if line).most_common(1)
    most = usual[0][0] - 1 if usual else 0
    for line in found:
        if any(_swallowed(value, separator, most) for value in line):
            raise ImportRefused(_BROKEN)
        for place, value in enumerate(line):
            if len(value) > _LONGEST:
                raise ImportRefused(_BROKEN)
            if value.startswith("=") and (kept := _KEPT_AS_TEXT.fullmatch(value)):
                line[place] = kept[1]
    return found


def _swallowed(value: str, separator: str, most: int) -> bool:
    """Whether a cell holds lines of the table: a quotation mark stands before them, and the next one far below."""
    return most > 1 and "\n" in value and value.count(separator) >= most and bool(_NUMBER_OF_SOMEBODY.search(value))


def _decoded(content: bytes) -> str:
    if content.startswith(UTF_16):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise ImportRefused(NOT_TEXT) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ImportRefused(NOT_TEXT) from error
