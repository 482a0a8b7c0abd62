"""A table with a character that no table has is known as one, and its sender is told the line."""

import pytest

from perkim.files.examination import examine
from perkim.files.kinds import CSV, SPREADSHEET
from perkim.files.refusals import FileRefused
from tests.perkim.files.samples import sent

ROWS = "NIK;Nama\n" + "3508036709679901;Sri Wahyuni\n" * 40


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        examine(sent(content, "daftar.csv"), SPREADSHEET)
    return str(refused.value.message)


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_the_line_of_a_control_character_is_reported(sign: str, encoding: str) -> None:
    told = refusal(f"{ROWS}3508;Café{sign}\n{ROWS}".encode(encoding))
    assert told.startswith("CSV ini memuat karakter kendali di baris 42,")
    assert "XLSX" in told


@pytest.mark.parametrize("tail", ["\x00\x01", "\x07"])
def test_it_is_noticed_far_below_and_at_the_end(tail: str) -> None:
    assert "di baris 30001," in refusal(("a;b\n" * 30_000 + tail).encode())


def test_lines_are_counted_across_pieces_of_the_file() -> None:
    assert "di baris 90001," in refusal(b"a;b\r\n" * 90_000 + b"\x1b;c\r\n" + b"a;b\r\n" * 20_000)


def test_lines_that_end_as_on_old_machines_are_counted_too() -> None:
    assert "di baris 3," in refusal(b"a;b\rc;d\re;\x1b\r")


@pytest.mark.parametrize(
    "content",
    [
        ROWS.encode("utf-16"),
        b"\xfe\xff" + ROWS.encode("utf-16-be"),
        ROWS.replace(";", "\t").encode("utf-16"),
        ROWS.encode() + b"\x1a",
        b"Nama;Alamat\nSri;Dusun Krajan\x0bRT 1\n",
    ],
    ids=["utf-16", "big endian", "unicode text", "old end mark", "line of Word"],
)
def test_what_tables_do_have_is_taken(content: bytes) -> None:
    assert examine(sent(content, "daftar.csv"), SPREADSHEET).findings.type == CSV


@pytest.mark.parametrize("content", [b"MZ\x90\x00,;" + bytes(500), bytes(range(256)) * 10, b"\x7fELF,\x02\x01\x01\x00"])
def test_bytes_are_no_table(content: bytes) -> None:
    assert refusal(content).startswith("Jenis file ini tidak dikenali")
