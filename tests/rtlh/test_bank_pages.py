"""The pages of bank accounts: who sees and does what, what comes back when it is wrong, and the number never whole."""

import pytest
from django.test import Client
from django.utils.timezone import localdate

from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.banking.models import Account
from perkim.schemes.drafts import savings_books
from perkim.sipoc.models import Berkas, Tugas
from rtlh.scheme import SCHEME
from tests.cast import TOMPOKERSAN, employ, give_second_factor
from tests.every_programme.walker import Walker
from tests.pages import one_line
from tests.rtlh.banks import recipients, record
from tests.rtlh.walks import above

TYPED = {"bank": "bank jatim", "branch": "Lumajang", "number": "003-123.4567", "holder": "SITI AMINAH", "reason": ""}


@pytest.fixture
def house(walker: Walker) -> Berkas:
    return recipients(walker, "Siti Aminah", "Supriyadi", stage="rencana")[1][0]


def page(house: Berkas, more: str = "") -> str:
    return f"/berkas/{house.public_id}/rekening/{more}"


def enter_as(walker: Walker, client: Client, role: Role) -> Client:
    user = walker.holder(role)
    give_second_factor(user)
    client.force_login(user)
    return client


def test_the_staff_records_and_the_treasurer_confirms(walker, house, client) -> None:
    staff = enter_as(walker, client, Role.STAF)
    assert "Nomor rekening belum dicatat" in staff.get(page(house)).content.decode()
    assert staff.post(page(house), TYPED).status_code == 302
    account = Account.objects.get()
    assert (account.bank, account.number, account.recorded_by) == ("Bank Jatim", "0031234567", walker.holder(Role.STAF))
    assert staff.post(page(house, "pastikan/"), {"seen": account.pk}).status_code == 403
    treasurer = enter_as(walker, client, Role.BENDAHARA)
    words = treasurer.get(page(house)).content.decode()
    assert "Rekening ini aktif" in words
    assert "••••••4567" in words
    assert "0031234567" not in words
    assert treasurer.post(page(house, "pastikan/"), {"seen": account.pk}).status_code == 302
    assert "Rekening sudah dipastikan aktif" in one_line(treasurer.get(page(house)))
    assert (
        "Bank Jatim ••••••4567, atas nama SITI AMINAH."
        in treasurer.get(f"/berkas/{house.public_id}/dana/").content.decode()
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"number": ""}, "Isi nomor rekening sesuai buku tabungan."),
        ({"number": "1,23457E+11"}, "Nomor rekening rusak karena disimpan sebagai angka."),
        ({"number": "12AB"}, "Nomor rekening hanya memuat angka."),
        ({"number": "31234567"}, "Nomor rekening 8 angka, seharusnya 10 untuk Bank Jatim."),
        ({"holder": "WAGIMAN"}, "Nama rekening “WAGIMAN” berbeda dari SK: “Siti Aminah”. Minta bank memperbaikinya"),
        ({"seen": "77"}, "Berkas ini sudah berubah sejak halaman dibuka."),
        ({"seen": "x"}, "Tulis angka bulat saja"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(walker, house, client, typed, said) -> None:
    answer = enter_as(walker, client, Role.STAF).post(page(house), {**TYPED, "branch": "Capem Pasirian", **typed})
    assert answer.status_code in (409, 422)
    assert said in answer.content.decode()
    assert "Capem Pasirian" in answer.content.decode()
    assert not Account.objects.exists()


def test_a_number_of_another_household_is_refused_on_the_form(walker, house, client) -> None:
    record(walker, Berkas.objects.get(title="Supriyadi"))
    answer = enter_as(walker, client, Role.STAF).post(page(house), TYPED)
    assert answer.status_code == 422
    assert "sudah tercatat untuk penerima lain pada tahun ini" in answer.content.decode()


def test_the_whole_number_is_shown_once_for_a_reason_that_is_logged(walker, house, client) -> None:
    record(walker, house)
    payer = enter_as(walker, client, Role.PPK)
    assert payer.post(page(house, "nomor/"), {"reason": ""}).status_code == 422
    shown = payer.post(page(house, "nomor/"), {"reason": "Menyusun surat perintah"})
    assert "0031234567" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    entry = Entry.objects.get(action="rekening.dibuka")
    assert entry.data["alasan"] == "Menyusun surat perintah"
    assert not [each for each in Entry.objects.all() if "0031234567" in str(each.data)]


def test_who_only_looks_sees_it_masked_and_changes_nothing(walker, house, client) -> None:
    record(walker, house)
    reader = enter_as(walker, client, Role.KADES)
    words = reader.get(page(house)).content.decode()
    assert "••••••4567" in words
    assert "0031234567" not in words
    assert "Buka nomor rekening" not in words
    assert reader.get(page(house, "nomor/")).status_code == 403
    assert reader.post(page(house), TYPED).status_code == 403


def test_the_treasurer_says_no_and_the_staff_is_told_why(walker, house, client) -> None:
    account = record(walker, house)
    treasurer = enter_as(walker, client, Role.BENDAHARA)
    assert "Minta diperbaiki" in one_line(treasurer.get(page(house)))
    empty = treasurer.post(page(house, "pastikan/"), {"seen": account.pk, "tolak": "1"})
    assert "Pilih atau tulis apa yang keliru" in empty.content.decode()
    sent = {"seen": account.pk, "tolak": "1", "faults": ["1"]}
    assert treasurer.post(page(house, "pastikan/"), sent).status_code == 302
    asked = Tugas.objects.waiting().get(berkas=house, role=Role.STAF, key__startswith="perbaiki-")
    assert "Rekening tidak aktif menurut bank." in asked.instruction
    staff = enter_as(walker, client, Role.STAF)
    assert "Rekening tidak aktif menurut bank." in staff.get(page(house)).content.decode()
    assert (
        staff.post(
            page(house), {**TYPED, "number": "0031234568", "seen": account.pk, "why": "Nomor lama salah."}
        ).status_code
        == 302
    )
    assert not Tugas.objects.waiting().filter(pk=asked.pk).exists()


def test_for_others_there_is_no_such_page(walker, house, client) -> None:
    client.force_login(employ(Role.KADES, username="kades.lain", region=TOMPOKERSAN, second_factor=True))
    year = above(house, "kegiatan")
    for path in (page(house), page(house, "nomor/"), f"/berkas/{year.public_id}/rekening-penerima/"):
        assert client.get(path).status_code == 404
    assert client.post(page(house, "pastikan/"), {"seen": "1"}).status_code == 404


def test_the_year_lists_who_lacks_one_first(walker, house, client, django_assert_max_num_queries) -> None:
    record(walker, house)
    staff, year = enter_as(walker, client, Role.STAF), above(house, "kegiatan")
    with django_assert_max_num_queries(30):
        words = one_line(staff.get(f"/berkas/{year.public_id}/rekening-penerima/"))
    assert "1 dari 2 penerima belum punya nomor rekening" in words
    assert words.index("Supriyadi") < words.index("Siti Aminah")
    assert "Unggah daftar dari bank" in words
    assert "0031234567" not in words
    for case in (house, year):
        assert "Rekening penerima" in staff.get(case.get_absolute_url()).content.decode()
    assert staff.get(f"/berkas/{house.public_id}/rekening-penerima/").status_code == 404
    assert staff.get(page(year)).status_code == 404


def test_the_record_of_handing_over_names_those_with_an_account(walker, house) -> None:
    village = above(house, "usulan")
    with pytest.raises(savings_books.SipocError, match="Catat nomor rekening penerima dahulu"):
        savings_books.handing_over(SCHEME, village, localdate())
    record(walker, house)
    isi = savings_books.handing_over(SCHEME, village, localdate())
    assert isi["penerima"] == [{"nama": "Siti Aminah", "alamat": "", "rekening": "••••••4567"}]
    assert (isi["bank"], isi["jumlah"], isi["penanda_tangan"][0]["kata"]) == ("Bank Jatim", 1, "Yang menyerahkan,")
