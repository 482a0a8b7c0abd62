"""Files that are made to keep a worker busy, or to fill its memory, are refused or read in little of both."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from perkim.files.structure import BROKEN, SWOLLEN
from perkim.imports.cells import addresses
from perkim.imports.declarations import ImportRefused, Row
from perkim.imports.parsing import parsed
from perkim.imports.spreadsheets.csvfile import TOO_MANY_CELLS, TOO_MANY_LINES
from perkim.imports.spreadsheets.inspecting import MOST_NOTED
from perkim.imports.spreadsheets.sheets import TOO_MANY_COLUMNS, TOO_MANY_ROWS
from perkim.imports.tables.reading import Table, read_table
from tests.perkim.imports.files import GOOD, HEADING, rezipped, workbook
from tests.perkim.imports.sample import COLUMNS
from tests.processor import processor_seconds

pytestmark = pytest.mark.slow

MEGABYTES = 18
HEAD = ";".join(map(str, HEADING)).encode() + b"\r\n" + ";".join(map(str, GOOD)).encode() + b"\r\n"
LONGEST_OF_EXCEL = 32_767
ALL_COLUMNS = (*COLUMNS, addresses.WHOLE, addresses.RT_RW)
# Reads files as a worker does, each in a fork of its own: what one needed is not there for the next. Tells the
# sentence, the memory in kB above what the code itself needs, and seconds.
CHILD = """
import django, json, os, sys, time
django.setup()
from pathlib import Path
from perkim.imports.declarations import ImportRefused
from perkim.imports.tables.reading import read_table
from tests.perkim.imports.sample import COLUMNS
told = lambda: dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines())
# The most so far, of this program alone.
used = lambda: int(told()["VmHWM"].split()[0])
def look(path):
    before, begun = used(), time.process_time()
    with open(path, "rb") as file:
        try:
            said = str(len(read_table(file, COLUMNS).rows))
        except ImportRefused as refusal:
            said = str(refusal)
    print(json.dumps([said, used() - before, time.process_time() - begun]), flush=True)
for line in sys.stdin:
    if not os.fork():
        look(line.strip())
        os._exit(0)
    os.wait()
"""
Read = Callable[[bytes], tuple[str, float, float]]


@contextmanager
def reading_apart(folder: Path) -> Iterator[Read]:
    """What reading a file says, in a process of its own; megabytes and seconds of the processor that it took."""
    file = folder / "daftar.csv"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", CHILD], **pipes) as reader:

        def read_apart(content: bytes) -> tuple[str, float, float]:
            file.write_bytes(content)
            print(file, file=reader.stdin, flush=True)
            said, kilobytes, seconds = json.loads(reader.stdout.readline())
            return said, kilobytes / 1024, seconds

        yield read_apart
        reader.stdin.close()


def filled(piece: bytes) -> bytes:
    return piece * (MEGABYTES * 1024 * 1024 // len(piece))


HOSTILE_LISTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "commas": (lambda: filled(b","), TOO_MANY_COLUMNS),
    "one line": (lambda: HEAD + filled(b";"), TOO_MANY_COLUMNS),
    "columns": (lambda: HEAD + filled(b"a;" * 201 + b"\n"), TOO_MANY_COLUMNS),
    "cells": (lambda: HEAD + filled(b"ab;cd;ef;gh" + b";ij" * 60 + b"\n"), TOO_MANY_CELLS),
    "one cell": (lambda: HEAD + b'1;"' + filled(b"a"), "Satu sel di baris 3 memuat lebih dari 100.000 huruf."),
    "a cell of lines": (
        lambda: HEAD + b'1;"' + filled(b"a;b\n"),
        "Satu sel di baris 3 memuat lebih dari 100.000 huruf.",
    ),
    "lines": (lambda: HEAD + filled(b"\n"), TOO_MANY_LINES),
    "rows": (lambda: HEAD + filled(b"a\n"), TOO_MANY_ROWS),
    "nothing": (lambda: filled(b"\n"), "Judul kolom tidak ditemukan."),
    "empty cells": (lambda: HEAD + filled(b";" * 16_383 + b"\r\n"), "1"),
    "UTF-16": (lambda: b"\xff\xfe" + filled(b",\x00"), TOO_MANY_COLUMNS),
}


def test_a_large_csv_costs_little(tmp_path: Path) -> None:
    with reading_apart(tmp_path) as read_apart:
        told = {name: read_apart(make()) for name, (make, _) in HOSTILE_LISTS.items()}
    assert {name: said for name, (said, _, _) in told.items() if not said.startswith(HOSTILE_LISTS[name][1])} == {}
    assert {name: megabytes for name, (_, megabytes, _) in told.items() if megabytes >= 130} == {}
    assert {name: seconds for name, (_, _, seconds) in told.items() if seconds >= 5} == {}


def read(content: bytes) -> Table:
    return read_table(io.BytesIO(content), ALL_COLUMNS, addresses.arrange)


@pytest.mark.parametrize(
    "heading", ["TEMPAT TGL LAHIR", "RT", "RT/RW", "ALAMAT", "PENGHASILAN BULAN", "KOORDINAT LINTANG"]
)
@pytest.mark.parametrize("before", ["", "RT 1", "27-09-1967", "1"])
def test_one_long_cell_takes_no_time(heading: str, before: str) -> None:
    cell = f"{before}{' ' * (LONGEST_OF_EXCEL - len(before) - 1)}x"
    content = workbook([(*HEADING, heading), (*GOOD, cell)])
    assert len(content) < 8_000

    def look() -> None:
        (row,) = read(content).rows
        found = Row(row.line, row.cells)
        parsed(found, ALL_COLUMNS)
        assert found.values.keys() == {each.key for each in ALL_COLUMNS}

    assert processor_seconds(look) < 2


def test_a_heading_of_long_and_many_names_takes_no_time() -> None:
    wide = [f"{number} {'kolom ' * 150}" for number in range(200)]
    content = workbook([wide] * 45)

    def look() -> None:
        with pytest.raises(ImportRefused, match="Judul kolom tidak ditemukan"):
            read(content)

    assert processor_seconds(look) < 10


def test_more_columns_than_a_list_has() -> None:
    with pytest.raises(ImportRefused, match="lebih dari 200 kolom"):
        read(workbook([(*HEADING, *map(str, range(200))), GOOD]))


def test_a_cell_far_off_in_the_table_does_no_harm() -> None:
    far = workbook([HEADING, GOOD], more=lambda book, sheet: sheet.write_string(80, 900, "x"))
    assert len(read(far).rows) == 1


def shared(texts: list[str], cells: int, last: str = "0") -> bytes:
    """A workbook whose cells all share a few texts; `last` is what one more cell says of which."""
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    rows = "".join(
        f'<row r="{row}">'
        + "".join(f'<c t="s"><v>{(row + cell) % len(texts)}</v></c>' for cell in range(100))
        + "</row>"
        for row in range(1, cells // 100 + 1)
    ).replace("</c></row>", f'</c><c t="s"><v>{last}</v></c></row>', 1)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    def change(name: str, part: bytes) -> bytes:
        if name.endswith("sharedStrings.xml"):
            return f'<?xml version="1.0"?><sst xmlns="{space}">{items}</sst>'.encode()
        if name.endswith("sheet1.xml"):
            return f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()
        return part

    return rezipped(workbook([HEADING, GOOD]), change)


def test_texts_that_many_cells_share_do_not_swell() -> None:
    """Ten texts of thirty thousand letters in ten thousand cells are three hundred million."""
    content = shared(["x" * 30_000] * 10, 10_000)
    assert len(content) < 50_000
    with pytest.raises(ImportRefused) as refused:
        read(content)
    assert str(refused.value) == SWOLLEN


@pytest.mark.parametrize("piece", ["\n", "&#10;", "9", "x\n"])
def test_a_place_among_the_shared_texts_that_is_without_end(piece: str) -> None:
    content = shared(["x" * 30_000] * 10, 2_000, last=piece * 4_000_000)
    assert len(content) < 50_000

    def look() -> None:
        with pytest.raises(ImportRefused) as refused:
            read(content)
        assert str(refused.value) == BROKEN

    assert processor_seconds(look) < 3


def test_lines_that_are_hidden_fill_no_memory() -> None:
    """Eight million of them are half a gigabyte, in a file of 335 kB."""

    def hide(name: str, part: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return part
        return part.replace(b"<sheetData>", b"<sheetData>" + b'<row hidden="1"/>' * (MOST_NOTED + 20_000))

    with pytest.raises(ImportRefused) as refused:
        read(rezipped(workbook([HEADING, GOOD]), hide))
    assert str(refused.value) == SWOLLEN


def test_shared_texts_of_nothing_fill_no_memory() -> None:
    with pytest.raises(ImportRefused) as refused:
        read(shared([""] * (MOST_NOTED + 60_000), 100))
    assert str(refused.value) == SWOLLEN


def test_one_long_text_beside_many_short_ones_is_no_swelling() -> None:
    content = shared(["x" * 30_000, *["Krajan"] * 9_999], 9_000)
    with pytest.raises(ImportRefused, match="Judul kolom tidak ditemukan"):
        read(content)


def test_a_text_that_no_cell_of_excel_holds() -> None:
    with pytest.raises(ImportRefused, match=r"lebih dari 100\.000 huruf"):
        read(shared(["x" * 100_001], 100))
