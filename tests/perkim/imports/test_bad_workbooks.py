"""Workbooks that are broken, locked, swollen or not what they seem are refused in words, quickly, in little memory."""

import io
import resource
import struct
import zipfile

import pytest

from perkim.files.structure import BROKEN, MACROS, SWOLLEN
from perkim.imports.declarations import ImportRefused
from perkim.imports.spreadsheets.inspecting import LOCKED, TOO_WIDE
from perkim.imports.spreadsheets.workbook import OLD_FORMAT, OLE
from perkim.imports.tables.reading import read_table
from tests.perkim.imports.files import BNBA, GOOD, HEADING, rezipped, workbook
from tests.perkim.imports.sample import COLUMNS

SHEET = "xl/worksheets/sheet1.xml"
BOOK = workbook([HEADING, GOOD])


def refusal(content: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        read_table(io.BytesIO(content), COLUMNS)
    return str(refused.value)


def with_sheet(sheet: bytes) -> bytes:
    return rezipped(BOOK, lambda name, part: sheet if name == SHEET else part)


def sheet_of(cells: bytes, before: bytes = b"") -> bytes:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<?xml version="1.0"?>%s<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (
        before,
        space,
        cells,
    )


def test_a_file_cut_off_in_the_middle() -> None:
    whole = BNBA.read_bytes()
    assert refusal(whole[: len(whole) // 2]) == BROKEN


def test_every_place_where_a_file_can_be_cut_is_refused_and_none_crashes() -> None:
    for at in range(8, len(BOOK) - 1, 97):
        assert refusal(BOOK[:at])


def test_a_zip_that_is_no_workbook() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("surat.txt", "isi")
    assert refusal(file.getvalue()) == BROKEN


@pytest.mark.parametrize("missing", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_without_one_of_its_parts(missing: str) -> None:
    assert refusal(rezipped(BOOK, lambda name, part: None if name == missing else part)) == BROKEN


def test_a_sheet_that_is_no_xml() -> None:
    assert refusal(with_sheet(b"<worksheet><sheetData><row>")) == BROKEN


def test_a_workbook_with_a_password() -> None:
    locked = OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    assert refusal(locked) == LOCKED


def test_a_workbook_of_before_2007() -> None:
    assert refusal(OLE + bytes(2000)) == OLD_FORMAT


def test_a_zip_with_a_password() -> None:
    marked = bytearray(BOOK)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := marked.find(signature, at + 1)) >= 0:
            struct.pack_into("<H", marked, at + offset, 1)
    assert refusal(bytes(marked)) == LOCKED


def test_a_workbook_with_macros() -> None:
    assert refusal(rezipped(BOOK, lambda name, part: part, **{"xl/vbaProject.bin": b"x"})) == MACROS


def test_a_bomb_that_states_its_size() -> None:
    assert refusal(rezipped(BOOK, lambda name, part: part, **{"xl/media/a.bin": bytes(160_000_000)})) == SWOLLEN


def test_a_bomb_that_lies_about_its_size() -> None:
    """Its directory says that the sheet is small; unpacked it would not be."""
    bomb = bytearray(with_sheet(sheet_of(b"<row/>" * 3_000_000)))
    at = bomb.rfind(b"PK\x01\x02", 0, bomb.rfind(SHEET.encode()))
    struct.pack_into("<I", bomb, at + 24, 4_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refusal(bytes(bomb)) == BROKEN
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_two_parts_of_one_name() -> None:
    file = io.BytesIO(BOOK)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr(SHEET, "<worksheet/>")
    assert refusal(file.getvalue()) == BROKEN


@pytest.mark.parametrize(
    "far",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        # As no spreadsheet writes it, but as XML allows it.
        b'<row r="1048576"><c t="n" x="&gt;" r="XFD1048576" ><!-- --><v>1</v></c></row>',
        b'<row r="1048576"><c/><c r="XFD1048576"><is><t>x</t></is></c></row>',
        b'<row r="1048576"><c/><c/><c/><c/><c/><c/><c><f>1</f></c></row>',
    ],
)
def test_one_cell_at_the_far_end_does_not_make_millions(far: bytes) -> None:
    assert refusal(with_sheet(sheet_of(b'<row r="1"><c r="A1"><v>1</v></c></row>' + far))) == TOO_WIDE


def test_entities_are_not_expanded() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert refusal(with_sheet(sheet_of(b'<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>', laughs))) == BROKEN


@pytest.mark.parametrize("reference", [b"1A", b"A0", b"A", b"?9", b"AAAA1", b"A99999999999"])
def test_cells_at_places_that_do_not_exist(reference: bytes) -> None:
    cells = b'<row r="1"><c r="%s"><v>1</v></c><c r="B2"><v>1</v></c></row>' % reference
    assert refusal(with_sheet(sheet_of(cells)))
