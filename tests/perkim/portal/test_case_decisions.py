"""Deciding on a case from its page."""

from uuid import uuid4

import pytest
from django.urls import reverse

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.sipoc.actions import assigning
from perkim.sipoc.models import Berkas, StageVisit, Tugas
from tests.cast import TOMPOKERSAN, employ, give
from tests.pages import one_line
from tests.perkim.portal.cases import again, monday, see, send, words  # noqa: F401
from tests.perkim.sipoc.conftest import MONDAY, letter, office, take  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(letter, office, take) -> Berkas:  # noqa: F811
    return take(office.operator, letter(), "kirim")


@pytest.fixture
def visited(checked, office) -> Berkas:  # noqa: F811
    """A letter whose requirement is there."""
    assigning.report(actor=office.tim, tugas=Tugas.objects.get(key="kunjungan"), text="", now=MONDAY)
    return again(checked)


def test_every_way_is_shown_with_its_effect_and_none_is_chosen(see, office, visited) -> None:  # noqa: F811
    page = see(office.staf, visited)
    for part in ("Diputuskan kepala bidang.", "Desa memperbaiki.", "Surat ditutup.", "Tenggat berhenti"):
        assert part in page
    assert page.count('name="move"') == 3
    assert " checked" not in page


def test_a_way_that_is_barred_stays_visible_with_its_reason(see, office, checked) -> None:  # noqa: F811
    page = see(office.staf, checked)
    assert 'value="terima" disabled aria-describedby="sebab-terima"' in page
    assert "Kunjungan lapangan belum dilaporkan selesai oleh tim teknis." in words(page).partition("Putusan Anda")[2]


def test_who_decides_no_way_learns_who_does(see, office, visited) -> None:  # noqa: F811
    page = see(office.kabid, visited)
    assert 'name="move"' not in page
    assert "Diputuskan oleh Staf bidang." in words(page)


def test_a_way_of_another_role_is_shown_barred_beside_ones_own(see, office, letter) -> None:  # noqa: F811
    page = see(office.kades, letter())
    assert 'value="kirim"' in page
    assert 'value="batal" disabled' in page
    assert "adalah wewenang Operator desa/kelurahan" in words(page)


def test_a_case_waits_for_who_can_bring_it_on(see, office, visited) -> None:  # noqa: F811
    page = see(office.staf, visited)
    assert "Menunggu putusan Anda" in page
    assert "Beri putusan" in page


def test_a_case_does_not_wait_for_who_could_only_end_it(see, office, checked) -> None:  # noqa: F811
    page = see(office.staf, checked)
    assert 'value="tolak" id=' in page
    assert "Menunggu putusan Anda" not in page
    assert "Beri putusan" not in page
    assert "Lihat putusan" in page


def test_who_entered_the_case_is_told_why_he_may_not_check_it(see, office, letter, take) -> None:  # noqa: F811
    give(office.operator, Role.STAF, starts=MONDAY.date().replace(month=1))
    case = take(office.operator, letter(), "kirim")
    page = see(User.objects.get(pk=office.operator.pk), case)
    assert "Anda ikut mengisi atau menetapkan berkas ini" in words(page)
    assert 'value="terima" disabled' in page


def test_a_decision_moves_the_case_and_says_where_it_is(send, office, visited, client) -> None:  # noqa: F811
    answer = send(office.staf, visited, "case_decide", move="terima")
    assert answer.url == visited.get_absolute_url()
    assert again(visited).stage == "putus"
    assert "“Terima” tersimpan. Berkas sekarang di tahap Putusan." in words(client.get(answer.url))


def test_handing_in_tells_the_number_and_the_receipt_code(send, office, letter, client) -> None:  # noqa: F811
    case = letter()
    page = words(client.get(send(office.operator, case, "case_decide", move="kirim").url))
    assert f"Nomor berkas CT-2026-0001, kode tanda terima {again(case).receipt}." in page


def test_nothing_chosen_is_said_at_the_choice(send, office, visited) -> None:  # noqa: F811
    answer = send(office.staf, visited, "case_decide", reason="Sudah saya tulis.")
    assert answer.status_code == 422
    page = one_line(answer)
    assert "Pilih putusan Anda dahulu." in page
    assert '<a href="#putusan_move">' in page
    assert "Sudah saya tulis.</textarea>" in page
    assert "<title>Galat: " in page


def test_sending_back_without_a_reason_is_refused_with_the_choice_kept(send, office, visited) -> None:  # noqa: F811
    answer = send(office.staf, visited, "case_decide", move="kembali", reason="   ")
    assert answer.status_code == 422
    assert "Tulis alasan untuk “Kembalikan”" in one_line(answer)
    assert 'value="kembali" id="jalan-kembali" checked' in one_line(answer)
    assert again(visited).stage == "periksa"


def test_a_prepared_reason_and_typed_words_are_joined(send, office, visited) -> None:  # noqa: F811
    send(office.staf, visited, "case_decide", move="kembali", prepared=["kembali:0"], reason="Halaman 2.")
    left = StageVisit.objects.get(move="kembali")
    assert left.reason == "Tanda tangan belum ada. Tanda tangani lalu kirim lagi. Halaman 2."


def test_a_prepared_reason_of_another_way_does_not_count(send, office, visited) -> None:  # noqa: F811
    answer = send(office.staf, visited, "case_decide", move="kembali", prepared=["tolak:0"])
    assert answer.status_code == 422
    assert again(visited).stage == "periksa"


def test_a_stale_page_comes_back_with_what_was_typed(send, office, visited) -> None:  # noqa: F811
    shown = visited.lock_version
    assigning.assign(
        actor=office.staf,
        case=visited,
        instructions=[assigning.Instruction(title="Cek", person=office.tim)],
        now=MONDAY,
    )
    answer = send(office.staf, visited, "case_decide", lock_version=shown, move="kembali", reason="Kurang jelas.")
    assert answer.status_code == 409
    page = one_line(answer)
    assert "Berkas ini sudah berubah sejak halaman dibuka." in page
    assert "Kurang jelas.</textarea>" in page
    assert f'name="lock_version" value="{again(visited).lock_version}"' in page


def test_a_double_click_decides_once(send, office, visited) -> None:  # noqa: F811
    decision = {"key": str(uuid4()), "lock_version": visited.lock_version, "move": "terima"}
    answers = [send(office.staf, visited, "case_decide", **decision) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert StageVisit.objects.filter(berkas=visited, move="terima").count() == 1


def test_a_blocked_way_is_refused_in_words(send, office, checked) -> None:  # noqa: F811
    answer = send(office.staf, checked, "case_decide", move="terima")
    assert answer.status_code == 422
    assert "Kunjungan lapangan belum dilaporkan" in one_line(answer)
    assert again(checked).stage == "periksa"


def test_who_may_see_but_not_decide_is_forbidden(send, office, visited) -> None:  # noqa: F811
    answer = send(office.kadis, visited, "case_decide", move="terima")
    assert answer.status_code == 403
    assert "adalah wewenang Staf bidang" in one_line(answer)
    assert again(visited).stage == "periksa"


def test_a_decision_on_a_case_out_of_sight_finds_nothing(send, office, visited) -> None:  # noqa: F811
    stranger = employ(Role.OPERATOR_DESA, username="lain", region=TOMPOKERSAN, starts=MONDAY.date().replace(month=1))
    assert send(stranger, visited, "case_decide", move="terima").status_code == 404
    assert send(stranger, visited, "case_decide", move="terima", key="x").status_code == 404


def test_a_way_that_the_stage_does_not_have_is_stale(send, office, visited) -> None:  # noqa: F811
    assert send(office.staf, visited, "case_decide", move="setuju").status_code == 409


@pytest.mark.parametrize("field", [{"key": "x"}, {"lock_version": "x"}, {"lock_version": ""}, {"key": ""}])
def test_a_broken_form_changes_nothing(send, office, visited, field) -> None:  # noqa: F811
    assert send(office.staf, visited, "case_decide", move="terima", **field).status_code == 422
    assert again(visited).stage == "periksa"


def test_an_end_is_read_once_more_before_it_is_saved(send, office, visited) -> None:  # noqa: F811
    answer = send(office.staf, visited, "case_decide", move="tolak", prepared=["tolak:0"])
    assert answer.status_code == 200
    text = words(answer)
    assert "Periksa putusan: tolak" in text
    assert "Berkas ditutup dengan hasil ditolak." in text
    assert "Bukan wewenang dinas." in text
    assert again(visited).is_open


def test_a_checked_end_closes_the_case(send, office, visited) -> None:  # noqa: F811
    send(office.staf, visited, "case_decide", move="tolak", prepared=["tolak:0"], yakin="1")
    assert again(visited).outcome == "DITOLAK"


def test_going_back_from_the_check_keeps_what_was_typed(send, office, visited) -> None:  # noqa: F811
    answer = send(office.staf, visited, "case_decide", move="tolak", reason="Di luar wilayah.", ubah="1")
    assert answer.status_code == 200
    assert "Di luar wilayah.</textarea>" in one_line(answer)
    assert 'value="tolak" id="jalan-tolak" checked' in one_line(answer)
    assert again(visited).is_open


def test_nobody_reads_the_check_of_an_end_that_is_not_his(send, office, visited) -> None:  # noqa: F811
    assert send(office.kadis, visited, "case_decide", move="tolak", reason="x").status_code == 403


def test_a_stale_end_is_refused_before_the_check(send, office, visited) -> None:  # noqa: F811
    answer = send(office.staf, visited, "case_decide", move="tolak", reason="x", lock_version=visited.lock_version - 1)
    assert answer.status_code == 409


def test_opening_the_address_of_the_form_leads_to_the_case(sign_in, monday, office, visited) -> None:  # noqa: F811
    answer = sign_in(office.staf).get(reverse("portal:case_decide", args=[visited.public_id]))
    assert answer.url == visited.get_absolute_url()
