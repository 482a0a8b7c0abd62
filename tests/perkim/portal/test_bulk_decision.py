"""One decision on many cases: chosen in the list, decided on a page of its own, all or none."""

import pytest
import time_machine
from django.test import Client

from perkim.accounts.roles import Role
from perkim.sipoc.models import Berkas, StageVisit
from tests.cast import employ
from tests.perkim.sipoc.conftest import MONDAY, letter, office, take  # noqa: F401
from tests.samples.office import report_visit, write_letters

PICK = "/kerja/contoh/pilih/?tahap=periksa"
REASON = "Tanda tangan belum ada. Tanda tangani lalu kirim lagi."


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def letters(office, take) -> list[Berkas]:  # noqa: F811
    """Three letters in the check."""
    return [take(office.operator, case, "kirim") for case in write_letters(office, 3)]


@pytest.fixture
def desk(office, sign_in, letters) -> Client:  # noqa: F811
    return sign_in(office.staf)


def choose(client: Client, cases: list[Berkas], scope: str = "pilihan", address: str = PICK) -> str:
    """Pick cases in the list; returns the address of the page of the decision."""
    chosen = [f"{case.pk}-{case.lock_version}" for case in cases]
    answer = client.post(address, {"cakupan": scope, "pilih": chosen, "baris": chosen})
    assert answer.status_code == 302
    return answer["Location"]


def said(client: Client, answer) -> str:
    """What the next page says."""
    return client.get(answer["Location"]).content.decode()


def stages() -> list[str]:
    return list(Berkas.objects.order_by("id").values_list("stage", flat=True))


def test_chosen_cases_are_shown_before_anything_happens(desk, letters) -> None:
    page = desk.get(choose(desk, letters[:2])).content.decode()
    assert "<h1>Putusan untuk 2 surat</h1>" in page
    assert "Desa memperbaiki." in page
    assert letters[2].number not in page
    assert stages() == ["periksa"] * 3


def test_all_go_together(desk, letters) -> None:
    answer = desk.post(choose(desk, letters[:2]), {"langkah": "kembali", "alasan_siap": REASON})
    assert "2 surat diputuskan: Kembalikan. Desa memperbaiki." in said(desk, answer)
    assert stages() == ["draf", "draf", "periksa"]
    assert set(StageVisit.objects.filter(move="kembali").values_list("reason", flat=True)) == {REASON}


def test_this_page_and_everything_that_matches(desk, letters) -> None:
    assert "untuk 3 surat" in desk.get(choose(desk, letters, "halaman")).content.decode()
    assert "untuk 3 surat" in desk.get(choose(desk, [], "semua")).content.decode()
    narrow = choose(desk, [], "semua", f"{PICK}&cari={letters[0].number}")
    assert "untuk 1 surat" in desk.get(narrow).content.decode()


def test_a_second_sending_does_nothing_and_says_the_same(desk, letters) -> None:
    page = choose(desk, letters)
    for sent in (
        {"langkah": "tolak", "alasan": "Bukan wewenang.", "yakin": "1"},
        {"langkah": "kembali", "alasan": "Lain."},
    ):
        assert "3 surat diputuskan: Tolak." in said(desk, desk.post(page, sent))
    assert StageVisit.objects.filter(move="tolak").count() == 3
    assert not StageVisit.objects.filter(move="kembali").exists()


def test_what_ends_cases_stands_last_and_is_asked_about_twice(desk, letters) -> None:
    page = choose(desk, letters)
    shown = desk.get(page).content.decode()
    ways = [shown.index(f'value="{way}"') for way in ("terima", "kembali", "tolak")]
    assert ways == sorted(ways)
    sent = {"langkah": "tolak", "alasan": "Bukan wewenang."}
    asked = desk.post(page, sent).content.decode()
    assert "3 berkas ditutup" in asked
    assert letters[0].title in asked
    assert "Bukan wewenang." in asked
    assert stages() == ["periksa"] * 3
    assert "Bukan wewenang." in desk.post(page, {**sent, "ubah": "1"}).content.decode()
    assert "3 surat diputuskan: Tolak." in said(desk, desk.post(page, {**sent, "yakin": "1"}))


def test_a_missing_reason_or_move_is_said_and_what_was_typed_stays(desk, letters) -> None:
    page = choose(desk, letters)
    answer = desk.post(page, {"langkah": "tolak", "alasan": "  "})
    assert answer.status_code == 422
    assert "Tulis alasan untuk “Tolak”" in answer.content.decode()
    answer = desk.post(page, {"alasan": "Sudah diketik"})
    assert "Pilih satu putusan" in answer.content.decode()
    assert "Sudah diketik" in answer.content.decode()
    assert stages() == ["periksa"] * 3


def test_a_prepared_reason_of_another_move_is_refused(desk, letters) -> None:
    answer = desk.post(choose(desk, letters), {"langkah": "tolak", "alasan_siap": REASON})
    assert "Alasan ini bukan untuk “Tolak”" in answer.content.decode()


def test_blockers_are_listed_for_each_case_and_nothing_changes(office, desk, letters) -> None:  # noqa: F811
    report_visit(office, letters[0])
    fresh = list(Berkas.objects.order_by("id"))
    answer = desk.post(choose(desk, fresh), {"langkah": "terima"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "2 berkas belum bisa diproses" in page
    assert "Kunjungan lapangan belum dilaporkan selesai" in page
    assert "Lanjutkan tanpa 2 berkas ini" in page
    assert stages() == ["periksa"] * 3


def test_it_goes_on_without_those_that_are_blocked(office, desk, letters) -> None:  # noqa: F811
    report_visit(office, letters[0])
    page = choose(desk, list(Berkas.objects.order_by("id")))
    desk.post(page, {"langkah": "terima"})
    blocked = f"{letters[1].pk} {letters[2].pk}"
    answer = desk.post(page, {"langkah": "terima", "tanpa": blocked})
    assert "1 surat diputuskan: Terima." in said(desk, answer)
    assert stages() == ["putus", "periksa", "periksa"]


def test_nobody_left_is_said(desk, letters) -> None:
    page = choose(desk, letters)
    everything = " ".join(str(case.pk) for case in letters)
    answer = desk.post(page, {"langkah": "terima", "tanpa": everything})
    assert "Tidak ada berkas yang tersisa" in said(desk, answer)


def test_a_case_that_changed_since_is_named(office, desk, letters, take) -> None:  # noqa: F811
    page = choose(desk, letters)
    take(office.staf, letters[0], "tolak", reason="Bukan wewenang.")
    answer = desk.post(page, {"langkah": "kembali", "alasan": "Perbaiki."})
    html = answer.content.decode()
    assert "1 berkas belum bisa diproses" in html
    assert "sudah berubah sejak dipilih" in html
    assert stages() == ["periksa"] * 3
    answer = desk.post(page, {"langkah": "kembali", "alasan": "Perbaiki.", "tanpa": str(letters[0].pk)})
    assert stages() == ["periksa", "draf", "draf"]


def test_the_version_is_that_of_the_list(desk, letters) -> None:
    Berkas.objects.filter(pk=letters[0].pk).update(lock_version=99)
    answer = desk.post(choose(desk, letters), {"langkah": "kembali", "alasan": "Perbaiki."})
    assert answer.status_code == 409
    assert "sudah berubah sejak dipilih" in answer.content.decode()


def test_who_may_not_take_a_move_does_not_get_the_page(office, sign_in, letters) -> None:  # noqa: F811
    client = sign_in(office.kadis)
    assert client.get(choose(client, letters)).status_code == 403


def test_a_move_of_another_role_is_refused(office, desk, letters) -> None:  # noqa: F811
    answer = desk.post(choose(desk, letters), {"langkah": "setuju"})
    assert "Putusan itu tidak ada di tahap ini" in answer.content.decode()


def test_cases_that_are_not_seen_cannot_be_chosen(office, sign_in, letters, take) -> None:  # noqa: F811
    other = employ(Role.OPERATOR_DESA, username="desa.lain", region="35.08.10.1011")
    draft = write_letters(office, 1)[0]
    client = sign_in(other)
    answer = client.post("/kerja/contoh/pilih/?tahap=draf", {"pilih": [f"{draft.pk}-{draft.lock_version}"]})
    assert "Belum ada berkas yang dipilih" in said(client, answer)


def test_a_selection_belongs_to_its_account(office, desk, letters) -> None:  # noqa: F811
    page = choose(desk, letters)
    other = Client()
    other.force_login(employ(Role.STAF, username="staf.lain"), backend="django.contrib.auth.backends.ModelBackend")
    answer = other.get(page)
    assert answer.status_code == 302
    assert "tidak tersimpan" in said(other, answer)


@pytest.mark.parametrize("chosen", [[], ["x"], ["1"], ["999999-1"], ["9" * 30 + "-1"], ["-1-1"]])
def test_nothing_chosen_is_said(desk, chosen: list[str]) -> None:
    answer = desk.post(PICK, {"cakupan": "pilihan", "pilih": chosen})
    assert "Belum ada berkas yang dipilih" in said(desk, answer)


def test_a_list_of_several_stages_is_to_be_narrowed_first(desk, letters) -> None:
    answer = desk.post("/kerja/contoh/pilih/", {"pilih": [f"{letters[0].pk}-1"]})
    assert "menurut satu tahap" in said(desk, answer)


def test_too_many_at_once_are_refused(desk, letters, monkeypatch) -> None:
    monkeypatch.setattr("perkim.portal.bulk.views.MOST_CASES", 2)
    answer = desk.post(PICK, {"cakupan": "semua"})
    assert "Paling banyak 2.500 berkas" in said(desk, answer)


def test_opening_the_address_by_hand_leads_to_the_list(desk) -> None:
    assert desk.get(PICK)["Location"] == "/kerja/contoh/?tahap=periksa"


def test_titles_are_text(office, sign_in, take) -> None:  # noqa: F811
    case = write_letters(office, 1, title="<script>alert(1)</script>")[0]
    case = take(office.operator, case, "kirim")
    client = sign_in(office.staf)
    assert "<script>alert" not in client.get(choose(client, [case])).content.decode()


def test_it_costs_the_same_for_one_case_and_for_thirty(
    office,  # noqa: F811
    sign_in,
    take,  # noqa: F811
    django_assert_max_num_queries,
) -> None:
    client = sign_in(office.staf)
    costs = []
    for count in (1, 30):
        cases = [take(office.operator, case, "kirim") for case in write_letters(office, count)]
        page = choose(client, cases)
        client.get(page)
        with django_assert_max_num_queries(60) as shown:
            client.get(page)
        with django_assert_max_num_queries(60) as decided:
            client.post(page, {"langkah": "kembali", "alasan": "Perbaiki."})
        costs.append((len(shown), len(decided)))
    assert costs[0] == costs[1]
