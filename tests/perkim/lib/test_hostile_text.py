"""Whatever reads text from outside takes no longer over a hostile one than over any other: it squeezes and caps it
before a pattern sees it."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from perkim.banking import names as bank_names
from perkim.banking import numbers as account_numbers
from perkim.imports import cells
from perkim.imports.cells import addresses
from perkim.imports.declarations import CellError, CellKind, Column, Row
from perkim.imports.parsing import parsed
from perkim.imports.spreadsheets.sheets import cell_of
from perkim.imports.tables import headers
from perkim.lib import choices, codes, days, geo, names, neighbourhood, nik, numbers, paper_number
from perkim.lib.text import one_line
from perkim.portal.office import parameter_forms
from perkim.regions import names as region_names
from tests.processor import processor_seconds

SIZE = 20_000
MOST_SECONDS = 0.15
READERS: dict[str, Callable[[str], object]] = {
    "day": days.read_day,
    "typed day": days.typed_day,
    "degrees": geo.degrees,
    "position": geo.position,
    "number": numbers.number,
    "readings": numbers.readings,
    "count": numbers.count,
    "money": numbers.money,
    "whole rupiah": numbers.whole_rupiah,
    "areas": numbers.areas,
    "neighbourhood": neighbourhood.neighbourhood,
    "choice": choices.Names({"SHM": ("sertifikat hak milik",), "lain": ()}).meant,
    "squeezed": choices.squeezed,
    "NIK": nik.read_nik,
    "KK": nik.read_kk,
    "paper number": paper_number.number_key,
    "plain name": names.plain_name,
    "name order": names.name_order,
    "sought words": names.sought_words,
    "code": codes.spelled_receipt,
    "address": addresses.parts_of,
    "section": addresses.section,
    "RT": lambda text: addresses.arrange({"rt": cell_of(text)}),
    "heading": headers.normal,
    "bank's name": bank_names.packed,
    "account": account_numbers.clean,
    "region": region_names.named,
    "title": lambda text: region_names.named_in_titles([text]),
    "parameter": parameter_forms._number,
}
PIECES = (
    " ",
    "\t\n",
    "0",
    "9",
    "1.",
    "1,",
    "1/",
    "1 ",
    "- ",
    "RT 1 ",
    "RT/RW",
    "(",
    "[",
    "'",
    "²",
    "٣",
    "no",
    "a",
    ".,",
)
AROUND = (("RT 1", "x"), ("27-09-1967 ", "x"), ("1", "1"), ("Lumajang", "27-09-1967"), ("http", "1.1,1.1"))


def hostile() -> list[str]:
    filled = [(piece * SIZE)[:SIZE] for piece in PIECES]
    return [*filled, *(before + filled[0] + after for before, after in AROUND), *("RT 1" + each for each in filled)]


@pytest.mark.parametrize("reader", READERS)
def test_it_is_read_in_no_time(reader: str) -> None:
    def read(text: str) -> None:
        with suppress(ValueError, CellError):
            READERS[reader](text)

    slow = [text[:30] for text in hostile() if processor_seconds(lambda: read(text)) > MOST_SECONDS]  # noqa: B023
    assert not slow


def test_text_on_one_line() -> None:
    assert one_line("  Dsn.\t Krajan \n RT  1 ", 20) == "Dsn. Krajan RT 1"
    assert one_line("a" * 20, 20) == "a" * 20
    assert one_line("a" * 21, 20) == ""


@pytest.mark.parametrize("written", ["Lumajang,{}27-09-1967", "27-09-1967{}", "{}27-09-1967"])
def test_blanks_alone_make_no_day_unreadable(written: str) -> None:
    found = days.read_day(written.format(" " * 5_000))
    assert found is not None
    assert f"{found.readings[0]:%d-%m-%Y}" == "27-09-1967"


def test_a_cell_with_more_than_anybody_reads_is_reported() -> None:
    column = Column(key="ket", title="Keterangan", parse=cells.text(300))
    long = cell_of("x" * 1_001)
    assert long.kind is CellKind.LONG
    row = Row(2, {"ket": long})
    parsed(row, [column])
    assert [each.what for each in row.findings] == ["Keterangan memuat lebih dari 1.000 huruf."]
    assert row.broken
    assert cell_of("x" * 1_000).kind is CellKind.TEXT
    assert cell_of(" x " + " " * 5_000 + "y").text == "x y"


def test_an_address_that_is_too_long_to_be_parted_is_reported_and_stays() -> None:
    row = {"address": cell_of("Dusun Krajan RT 1 RW 2 " + "x" * 400)}
    addresses.arrange(row)
    assert row.keys() == {"address"}
    found = Row(2, row)
    parsed(found, [addresses.WHOLE])
    assert [each.kind for each in found.findings] == ["panjang"]
