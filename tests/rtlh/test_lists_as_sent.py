"""Lists as villages, offices and banks send them, through reading, check and storing."""

import io

import openpyxl
import pytest
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.banking.columns import COLUMNS as ACCOUNTS
from perkim.imports.actions.receiving import cancel
from perkim.imports.declarations import CellKind
from perkim.imports.downloads import left_rows
from perkim.imports.tables.reading import read_table
from perkim.people.actions import record_aid_many
from perkim.people.identities import ListedAid
from perkim.people.models import Aid
from perkim.sipoc.models import Berkas
from perkim.swadaya.aid.lists import AID_LIST
from perkim.swadaya.aid.lists import COLUMNS as AIDS
from perkim.swadaya.models import Calon
from tests.every_programme.walker import Walker
from tests.perkim.imports.files import DATA, workbook, write
from tests.rtlh.lists import bring, found_in, store
from tests.rtlh.walks import reach


@pytest.fixture
def draft(walker: Walker) -> Berkas:
    return reach(walker, "draf", kind="usulan")


@pytest.fixture
def operator(walker: Walker) -> User:
    return walker.holder(Role.OPERATOR_DESA)


def content(name: str) -> bytes:
    return (DATA / name).read_bytes()


def test_the_spouse_of_a_couple_is_known_to_the_check_of_earlier_aid_and_stored(draft, operator) -> None:
    told = ListedAid(
        holder_name="Istri Uji", nik="3508036709679873", programme="RTLH APBD", source=Aid.Source.REGENCY, year=2024
    )
    record_aid_many(actor=operator, aids=[told], origin="daftar lama", now=timezone.now())
    batch = bring(operator, draft, content("husband_wife.xlsx"))
    assert ("evidence", "aid_before") in found_in(batch)[3]
    store(operator, batch)
    made = Calon.objects.with_people().order_by("line")
    assert [(each.person.name, each.person.sex, each.spouse and each.spouse.name) for each in made] == [
        ("Uji Satu72", "L", "Istri Uji"),
        ("Janda Uji", "P", None),
    ]


def test_all_sheets_of_a_list_become_candidates(draft, operator) -> None:
    store(operator, bring(operator, draft, content("per_dusun.xlsx")))
    made = Calon.objects.with_people().order_by("berkas")
    assert {(each.person.name, each.dusun, each.line) for each in made} == {
        ("Uji Satu10", "Poncosumo", 2), ("Uji Satu11", "Poncosumo", 3), ("Uji Satu12", "Krajan", 2),
        ("Uji Satu13", "Krajan", 3), ("Uji Satu14", "Kebonagung", 2), ("Uji Satu15", "Kebonagung", 3),
        ("Uji Satu16", "Kebonagung", 4),
    }  # fmt: skip


def test_an_area_that_is_given_back_is_the_same_area(draft, operator) -> None:
    batch = bring(operator, draft, content("area_number.xlsx"))
    # Its income is of few rupiah.
    assert found_in(batch) == {2: [("error", "kosong"), ("warning", "kecil")]}
    book = openpyxl.load_workbook(io.BytesIO(left_rows(batch, batch.declared).content))
    heading = [cell.value for cell in book.active[1]]
    book.active.cell(2, heading.index("NIK") + 1).value = "3508032709679826"
    mended = io.BytesIO()
    book.save(mended)
    cancel(actor=operator, batch=batch, now=timezone.now())
    store(operator, bring(operator, draft, mended.getvalue()))
    made = Calon.objects.with_people().get()
    assert (made.person.nik, str(made.land_area), made.income) == ("3508032709679826", "99.13", 1_500)
    assert (str(made.latitude), str(made.longitude)) == ("-8.179000", "113.041000")


def test_lists_of_a_bank_and_of_earlier_aid_are_read_the_same_way() -> None:
    bank = ("No", "Nama", "Nomor Rekening", "NIK", "Desa")
    rounded = [(n, f"Uji {n}", f"12345678901{n:04}0", f"35080327096798{n:02}", None) for n in range(1, 6)]

    def second(book, sheet) -> None:
        write(book.add_worksheet("Penanggal"), [bank, (None, "DESA PENANGGAL"), (6, "Uji 6", "0031234567", None, None)])

    table = read_table(io.BytesIO(workbook([bank, *rounded], name="Sumberwuluh", more=second)), ACCOUNTS)
    assert {row.cells["number"].kind for row in table.rows[:5]} == {CellKind.DAMAGED}
    assert {row.cells["nik"].kind for row in table.rows[:5]} == {CellKind.TEXT}
    assert (table.rows[5].cells["number"].text, table.rows[5].cells["village"].text) == ("0031234567", "PENANGGAL")

    aid = ("No", "Nama", "N I K", "Program", "Tahun", "Alamat")
    lines = [
        aid,
        ("KECAMATAN CANDIPURO",),
        ("DESA SUMBERWULUH",),
        (1, "Uji 1", "3508032709679801", "Bedah rumah", 2022, "Dsn. Krajan RT 1 RW 2"),
        ("KECAMATAN PASIRIAN",),
        (2, "Uji 2", "3508032709679802", "Bedah rumah", 2022, None),
    ]
    first, other = read_table(io.BytesIO(workbook(lines)), AIDS, AID_LIST.arrange).rows
    keys = ("kecamatan", "village", "dusun", "rt", "rw")
    assert [first.cells[key].text for key in keys] == ["CANDIPURO", "SUMBERWULUH", "Krajan", "001", "002"]
    # The next kecamatan ends the desa of the one before.
    assert other.cells["kecamatan"].text == "PASIRIAN"
    assert "village" not in other.cells
