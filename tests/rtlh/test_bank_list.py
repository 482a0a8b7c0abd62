"""The bank's list of accounts: whom each row means, what is wrong with it, and storing what is good."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.banking.models import Account
from perkim.imports.actions.deciding import undo
from perkim.imports.actions.mending import explain
from perkim.imports.declarations import ImportRefused
from perkim.imports.models import Batch, StagedRow
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon
from tests.cast import employ
from tests.every_programme.walker import Walker
from tests.rtlh.banks import KIND, bank_file, bring, findings, recipients, record, row
from tests.rtlh.lists import store
from tests.rtlh.providing import identity

LONG = "Muhammad Choirul Anam Abdurrahman"


@pytest.fixture
def year(walker: Walker) -> Berkas:
    return recipients(walker, "Siti Aminah", "Hj. Suminah, S.Pd.", LONG, "Supriyadi")[0]


@pytest.fixture
def staff(walker: Walker):
    return walker.holder(Role.STAF)


def nik_of(name: str) -> str:
    return Calon.objects.select_related("person").get(person__name=name).person.nik


def found(staff, year: Berkas, *rows) -> list[list[tuple[str, str]]]:
    return findings(bring(staff, year, bank_file(*rows)))


def test_good_rows_become_accounts_of_the_households_they_name(year, staff) -> None:
    content = bank_file(row("SITI AMINAH", "0031234567"), row("SUMINAH", "003-123.4568"), row("Joko", "0031234569"))
    batch = store(staff, bring(staff, year, content))
    assert batch.stored == 2
    stored = Account.objects.current().order_by("line")
    assert [each.number for each in stored] == ["0031234567", "0031234568"]
    assert [each.berkas.title for each in stored] == ["Siti Aminah", "Hj. Suminah, S.Pd."]
    assert {(each.bank, each.branch, each.holder) for each in stored[:1]} == {("Bank Jatim", "Lumajang", "SITI AMINAH")}
    assert all(b"0031234567" not in bytes(each.number_sealed) for each in stored)
    assert StagedRow.objects.filter(batch=batch).count() == 1


def test_a_name_that_is_not_in_the_decree_comes_with_those_most_like_it(year, staff) -> None:
    [[(kind, said)], [(_, other)]] = found(staff, year, row("SITI AMINA", "0031234567"), row("Qqq", "0031234568", no=2))
    assert kind == "not_in_sk"
    assert said.startswith(
        "“SITI AMINA” tidak ada di SK kegiatan ini. Maksudnya Siti Aminah (Desa Sumberwuluh, Kec. Candipuro)?"
    )
    assert other == "“Qqq” tidak ada di SK kegiatan ini. Keluarkan barisnya bila memang bukan penerima."


def test_a_name_that_the_bank_cut_off_waits_for_a_word_about_it(year, staff) -> None:
    batch = bring(staff, year, bank_file(row("MUHAMMAD CHOIRUL ANAM ABD", "0031234567")))
    [[(kind, said)]] = findings(batch)
    assert kind == "name_differs"
    assert said == (
        f"Nama rekening “MUHAMMAD CHOIRUL ANAM ABD” berbeda dari SK: “{LONG}”. "
        "Nama tampaknya dipotong bank. Tulis alasannya, misalnya “Nama dipotong bank”."
    )
    assert not StagedRow.objects.filter(batch=batch).storable().exists()
    explain(actor=staff, batch=batch, fault="name_differs", reason="Nama dipotong bank", now=timezone.now())
    store(staff, Batch.objects.get(pk=batch.pk))
    account = Account.objects.get()
    assert (account.holder, account.reason) == ("MUHAMMAD CHOIRUL ANAM ABD", "Nama dipotong bank")


def test_a_nik_counts_before_the_name_and_another_name_is_held(walker, year, staff) -> None:
    [[(kind, said)]] = found(staff, year, row("WAGIMAN", "0031234567", nik=nik_of("Siti Aminah")))
    assert kind == "name_differs"
    assert said.startswith("Nama rekening “WAGIMAN” berbeda dari SK: “Siti Aminah”. Minta bank memperbaikinya")
    [[(kind, said)]] = found(
        staff, Berkas.objects.get(pk=year.pk), row("SITI AMINAH", "0031234567", nik=identity(77).nik)
    )
    assert kind == "not_in_sk"
    assert said.startswith("NIK ini bukan NIK penerima pada SK kegiatan ini.")


def test_two_households_of_one_name_are_told_apart_by_nik(walker, staff) -> None:
    year, (first, _) = recipients(walker, "Suparmi", "Suparmi")
    [[(kind, said)]] = found(staff, year, row("Suparmi", "0031234567"))
    assert (kind, said) == (
        "same_names",
        "Ada 2 penerima bernama Suparmi: Desa Sumberwuluh, Kec. Candipuro. Isi NIK-nya, supaya jelas yang mana.",
    )
    store(staff, bring(staff, year, bank_file(row("Suparmi", "0031234567", nik=first.calon.person.nik))))
    assert Account.objects.get().berkas == first


def test_a_village_that_the_decree_does_not_name_is_told(year, staff) -> None:
    [[(kind, said)]] = found(staff, year, row("Siti Aminah", "0031234567", village="Desa Penanggal"))
    assert kind == "not_in_sk"
    assert said.startswith("Di SK, Siti Aminah tercatat di Desa Sumberwuluh, Kec. Candipuro, bukan Desa Penanggal.")
    assert found(staff, year, row("Siti Aminah", "0031234567", village="Ds. Sumberwuluh")) == [[]]


@pytest.mark.parametrize(
    ("number", "kind", "said"),
    [
        (31234567, "rek_length", "tinggal 8 dari 10 angka: nol di depannya hilang di lembar kerja. Ketik ulang"),
        ("1,23457E+11", "rek_float", "Nomor rekening rusak karena disimpan sebagai angka. Ketik ulang"),
        (1234567890123456, "rek_float", "Nomor rekening rusak karena disimpan sebagai angka."),
        ("00312345678", "rek_length", "Nomor rekening 11 angka, seharusnya 10 untuk Bank Jatim."),
        ("0031 2345 AB", "rek_digits", "Nomor rekening hanya memuat angka."),
        ("0000000000", "rek_digits", "Nomor rekening hanya memuat angka."),
        (None, "kosong", "Nomor rekening kosong."),
    ],
)
def test_a_number_that_a_spreadsheet_or_a_hand_broke_is_told(year, staff, number, kind, said) -> None:
    [[(what, sentence)]] = found(staff, year, row("Siti Aminah", number))
    assert what == kind
    assert said in sentence


@pytest.mark.parametrize("number", ["1,23457E+17", 123456789012345678, 1.2345e22])
def test_a_number_that_was_cut_off_is_never_shown_as_one(year, staff, client, number) -> None:
    batch = bring(staff, year, bank_file(row("Siti Aminah", number)))
    client.force_login(staff)
    preview = client.get(batch.get_absolute_url()).content.decode()
    line = StagedRow.objects.get(batch=batch).line
    form = client.get(reverse("imports:row", args=[batch.public_id, line])).content.decode()
    assert "angkanya terpotong" in preview
    assert "angka yang dipotong Excel tidak kembali" in preview
    for page in (preview, form):
        shown = re.sub("<[^>]*>", " ", page.partition("<main")[2])
        typed = re.findall('value="([^"]*)"', page)
        assert not [
            each for each in (*shown.split(), *typed) if re.fullmatch(r"[0-9.,•]+e\+?[0-9]+", each, re.IGNORECASE)
        ]
        assert "berakhiran" not in page


def test_numbers_and_persons_that_stand_twice_are_told_with_their_row(year, staff) -> None:
    doubled = found(
        staff,
        year,
        row("Siti Aminah", "0031234567"),
        row("Suminah", "0031234567", no=2),
        row("SITI AMINAH", "0031234568", no=3),
    )
    assert doubled[1] == [
        ("double_number", "Nomor rekening ini sudah ada di baris 4. Cocokkan keduanya dengan buku tabungan.")
    ]
    assert doubled[2] == [
        (
            "double_person",
            "Siti Aminah (Desa Sumberwuluh, Kec. Candipuro) sudah ada di baris 4. Keluarkan salah satu barisnya.",
        )
    ]


def test_an_inactive_account_is_not_stored(year, staff) -> None:
    [[(kind, said)]] = found(staff, year, row("Siti Aminah", "0031234567", status="Dormant"))
    assert kind == "inactive"
    assert said == (
        "Rekening ini tidak aktif menurut bank. Minta penerima mengaktifkannya di bank, lalu unggah daftar yang baru."
    )


def test_what_is_recorded_already_is_told_and_never_doubled(walker, year, staff) -> None:
    content = bank_file(row("Siti Aminah", "0031234567"), row("Supriyadi", "0031234568", no=2))
    store(staff, bring(staff, year, content))
    again = findings(bring(staff, year, content))
    assert [[kind for kind, _ in each] for each in again] == [["has_account"], ["has_account"]]
    [[(kind, said)], [(other, taken)]] = found(
        staff, year, row("Siti Aminah", "0031234569"), row("Suminah", "0031234568", no=2)
    )
    assert kind == "has_account"
    assert said.startswith("Siti Aminah (Desa Sumberwuluh, Kec. Candipuro) sudah punya rekening Bank Jatim ••••••4567.")
    assert other == "taken_number"
    assert taken.startswith("Nomor rekening ini sudah tercatat untuk penerima lain pada tahun ini.")


def test_a_household_of_another_year_is_nobody_here(walker, staff, year) -> None:
    other, _ = recipients(walker, "Wahyudi")
    assert found(staff, year, row("Wahyudi", "0031234567"))[0][0][0] == "not_in_sk"
    assert found(staff, other, row("Wahyudi", "0031234567")) == [[]]


def test_undoing_takes_the_accounts_back_until_one_is_confirmed(walker, year, staff) -> None:
    batch = store(staff, bring(staff, year, bank_file(row("Siti Aminah", "0031234567"))))
    undo(actor=staff, batch=batch, reason="Salah file.", now=timezone.now())
    assert not Account.objects.current().exists()
    assert Account.objects.get().ended_for == "Impor dibatalkan. Salah file."
    batch = store(staff, bring(staff, year, bank_file(row("Siti Aminah", "0031234567"))))
    Account.objects.current().update(confirmed_by=walker.holder(Role.BENDAHARA), confirmed_at=timezone.now())
    with pytest.raises(ImportRefused, match="sudah dipastikan aktif"):
        undo(actor=staff, batch=batch, reason="Salah file.", now=timezone.now())


def test_who_was_given_an_account_meanwhile_stops_the_list(walker, year, staff) -> None:
    batch = bring(staff, year, bank_file(row("Siti Aminah", "0031234567")))
    record(walker, Berkas.objects.get(title="Siti Aminah"), "0039999999")
    stopped = store(staff, batch)
    assert stopped.state == Batch.State.READY
    assert "berubah" in stopped.notice
    assert Account.objects.get().number == "0039999999"


@pytest.mark.parametrize("role", [Role.BENDAHARA, Role.PPK, Role.KABID_PRM])
def test_only_the_staff_brings_a_list(walker, year, role) -> None:
    with pytest.raises(ImportRefused, match="diunggah oleh staf"):
        bring(walker.holder(role), year, bank_file(row("Siti Aminah", "0031234567")))


def test_for_a_village_there_is_no_such_list(year, client) -> None:
    client.force_login(employ(Role.OPERATOR_DESA, username="desa", second_factor=True))
    assert client.get(f"/impor/{KIND}/{year.public_id}/").status_code == 404


def test_statements_do_not_grow_with_the_rows(walker, staff, django_assert_max_num_queries) -> None:
    names = [f"Penerima {re.sub('[^A-Z]', '', chr(65 + n // 26) + chr(65 + n % 26))}" for n in range(30)]
    year, _ = recipients(walker, *names)
    batch = bring(staff, year, bank_file(*(row(name, f"00{n:08}", no=n) for n, name in enumerate(names, start=1))))
    with django_assert_max_num_queries(80):
        assert store(staff, batch).stored == 30
