"""Lists as spreadsheets, read back with a library of their own."""

from datetime import datetime
from io import BytesIO

import pytest
import time_machine
from openpyxl import Workbook, load_workbook

from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.sipoc.models import Berkas
from tests.cast import TOMPOKERSAN, employ
from tests.perkim.sipoc.conftest import MONDAY, letter, office, take  # noqa: F401
from tests.samples.office import write_letters

ADDRESS = "/kerja/contoh/unduh/"
HEAD = 5


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def sent(office, take):  # noqa: F811
    def send(count: int = 1, title: str = "Surat") -> list[Berkas]:
        return [take(office.operator, case, "kirim") for case in write_letters(office, count, title=title)]

    return send


@pytest.fixture
def fetch(sign_in):
    def get(user, address: str = ADDRESS) -> Workbook:
        answer = sign_in(user).get(address)
        assert answer.status_code == 200
        return load_workbook(BytesIO(answer.content))

    return get


def column(book: Workbook, title: str) -> list:
    """The cells below one name of the head."""
    page = book.active
    place = [cell.value for cell in page[HEAD]].index(title)
    return [row[place] for row in page.iter_rows(min_row=HEAD + 1)]


def test_its_first_rows_say_what_it_is_and_who_took_it(office, sent, fetch) -> None:  # noqa: F811
    sent()
    page = fetch(office.staf, f"{ADDRESS}?tahap=periksa&kecamatan=35.08.03&cari=surat").active
    assert page["A1"].value == "Surat Contoh"
    for words in ("Status: Belum selesai", "Tahap: Pemeriksaan", "Kecamatan: Candipuro", "Cari: surat"):
        assert words in page["A2"].value
    assert page["A3"].value == f"Diunduh oleh {office.staf.name} pada 22 Juni 2026, 09.00 WIB"
    assert page.freeze_panes == "A6"
    assert page.auto_filter.ref == "A5:J6"


def test_values_keep_their_kind(office, sent, fetch) -> None:  # noqa: F811
    case = sent()[0]
    Berkas.objects.filter(pk=case.pk).update(amount=840_000_000)
    book = fetch(office.staf)
    assert column(book, "Nomor")[0].value == case.number
    amount = column(book, "Nilai (rupiah)")[0]
    assert (amount.value, amount.number_format) == (840_000_000, '"Rp"#,##0')
    assert column(book, "Tenggat")[0].value == datetime(2026, 6, 29)
    assert column(book, "Ditutup")[0].value is None


@pytest.mark.parametrize("title", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "https://contoh.id", "\t=1"])
def test_what_looks_like_a_formula_stays_text(office, sent, fetch, title: str) -> None:  # noqa: F811
    sent(title=title)
    cell = column(fetch(office.staf), "Judul")[0]
    assert cell.data_type == "s"
    assert cell.value == f"{title} 1"
    assert cell.hyperlink is None


def test_it_holds_the_rows_of_the_reader_and_of_the_filter(office, sent, take, fetch) -> None:  # noqa: F811
    cases = sent(3)
    take(office.staf, cases[0], "tolak", reason="Bukan wewenang.")
    assert len(column(fetch(office.staf), "Nomor")) == 2
    refused = column(fetch(office.staf, f"{ADDRESS}?status=ditolak"), "Nomor")
    assert [cell.value for cell in refused] == [cases[0].number]
    other = employ(Role.OPERATOR_DESA, username="desa.lain", region=TOMPOKERSAN)
    assert not [cell.value for cell in column(fetch(other), "Nomor") if cell.value]


def test_confidential_cases_are_left_out_for_who_may_not_know(office, sent, fetch) -> None:  # noqa: F811
    sent(2)
    Berkas.objects.filter(number="CT-2026-0001").update(confidential=True)
    assert [cell.value for cell in column(fetch(office.staf), "Nomor")] == ["CT-2026-0002"]


def test_who_has_no_part_in_the_programme_gets_none(sign_in, office) -> None:  # noqa: F811
    assert sign_in(employ(Role.PPTK)).get(ADDRESS).status_code == 404


def test_the_worklist_is_one_too(office, sent, fetch) -> None:  # noqa: F811
    case = sent()[0]
    book = fetch(office.staf, "/kerja/unduh/?tab=antrean")
    assert book.active["A1"].value == "Kotak tugas: Staf bidang"
    assert column(book, "Yang harus dikerjakan")[0].value == "Periksa surat"
    assert column(book, "Dari")[0].value == office.operator.name
    assert column(fetch(office.operator, "/kerja/unduh/?tab=selesai"), "Nomor")[0].value == case.number


def test_every_chunk_of_a_long_list_is_there_once(office, sent, fetch, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setattr("perkim.portal.lists.spreadsheets._CHUNK", 2)
    sent(5)
    assert [cell.value for cell in column(fetch(office.staf), "Nomor")] == [f"CT-2026-{n:04}" for n in range(1, 6)]


def test_a_list_that_is_too_long_says_so(office, sent, fetch, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setattr("perkim.portal.lists.spreadsheets.MOST_ROWS", 2)
    sent(3)
    cells = [cell.value for cell in column(fetch(office.staf), "Nomor")]
    assert cells[:2] == ["CT-2026-0001", "CT-2026-0002"]
    assert "Hanya 2 baris pertama" in cells[3]


def test_taking_it_is_recorded(office, sent, fetch) -> None:  # noqa: F811
    sent(2)
    fetch(office.staf, f"{ADDRESS}?status=semua")
    entry = Entry.objects.get(action="daftar.diunduh")
    assert entry.actor_id == office.staf.pk
    assert entry.data == {"daftar": "Surat Contoh", "saringan": "Status: Semua", "baris": 2}


def test_it_is_kept_by_no_cache_and_named_by_its_day(office, sent, sign_in) -> None:  # noqa: F811
    sent()
    answer = sign_in(office.staf).get(ADDRESS)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"] == 'attachment; filename="contoh-surat-2026-06-22.xlsx"'
