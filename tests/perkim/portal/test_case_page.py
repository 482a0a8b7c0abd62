"""The page of one case: what it shows to whom."""

from datetime import timedelta

import pytest
import time_machine

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.regions.models import Region
from perkim.sipoc.actions import assigning, changing, opening
from perkim.sipoc.models import Berkas, Tugas
from tests.cast import SUMBERWULUH
from tests.perkim.portal.cases import monday, see, words  # noqa: F401
from tests.perkim.sipoc.conftest import MONDAY, letter, office, take  # noqa: F401
from tests.samples.letters import LETTERS, SURAT

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(letter, office, take) -> Berkas:  # noqa: F811
    """A letter that was handed in and stands in the check."""
    return take(office.operator, letter(), "kirim")


def test_the_head_names_the_case_its_place_and_its_state(see, office, checked) -> None:  # noqa: F811
    text = words(see(office.kadis, checked))
    for part in ("Perbaikan jalan desa", "CT-2026-0001", "Desa Sumberwuluh, Kec. Candipuro", "Tahun 2026", "Berjalan"):
        assert part in text


def test_money_is_written_as_rupiah(see, office, letter) -> None:  # noqa: F811
    case = letter()
    changing.change(actor=office.operator, case=case, title=case.title, amount=840_000_000, now=MONDAY)
    assert "Rp840.000.000" in see(office.operator, case)


def test_a_case_out_of_sight_does_not_exist(sign_in, office, letter, monday) -> None:  # noqa: F811
    assert sign_in(office.kadis).get(letter().get_absolute_url()).status_code == 404


def test_a_confidential_case_does_not_exist_for_who_may_not_know_it(sign_in, office, checked, monday) -> None:  # noqa: F811
    Berkas.objects.filter(pk=checked.pk).update(confidential=True)
    for address in ("", "riwayat/", "keterangan/", "isi/"):
        assert sign_in(office.staf).get(f"{checked.get_absolute_url()}{address}").status_code == 404


def test_the_rail_says_what_is_done_and_where_the_case_is(see, office, checked) -> None:  # noqa: F811
    text = words(see(office.staf, checked))
    assert "Tahap 2 dari 3: Periksa" in text
    assert "Usulan (selesai)Selesai 22 Jun" in text
    assert "Periksa (sekarang)" in text
    assert "Putuskan (belum)" in text


def test_a_case_that_was_sent_back_has_its_later_boxes_before_it(see, office, checked, take) -> None:  # noqa: F811
    take(office.staf, checked, "kembali", reason="Kurang.")
    text = words(see(office.operator, checked))
    assert "Usulan (sekarang)" in text
    assert "Periksa (belum)" in text


def test_a_case_that_was_sent_back_says_first_of_all_why(see, office, checked, take) -> None:  # noqa: F811
    take(office.staf, checked, "kembali", reason="KTP tidak terbaca. Foto ulang.")
    before = words(see(office.operator, checked).partition("Syarat tahap ini")[0])
    assert f"Dikembalikan 22 Juni 2026, 09.00 oleh {office.staf.name}: KTP tidak terbaca. Foto ulang." in before


def test_the_reason_goes_when_the_case_is_sent_again(see, office, checked, take) -> None:  # noqa: F811
    back = take(office.staf, checked, "kembali", reason="KTP tidak terbaca.")
    take(office.operator, back, "kirim")
    before = words(see(office.operator, checked).partition("Riwayat")[0])
    assert "KTP tidak terbaca." not in before


def test_the_receipt_code_can_be_read_again(see, office, checked, letter) -> None:  # noqa: F811
    assert f"Kode tanda terima {checked.receipt}" in words(see(office.operator, checked))
    assert "Kode tanda terima" not in words(see(office.operator, letter()))


def test_the_checklist_counts_and_says_who_is_awaited(see, office, checked) -> None:  # noqa: F811
    text = words(see(office.staf, checked))
    assert "0 dari 1 lengkap." in text
    assert "Menunggu tim teknis" in text
    tugas = Tugas.objects.get(key="kunjungan")
    assigning.report(actor=office.tim, tugas=tugas, text="Sudah.", now=MONDAY)
    text = words(see(office.staf, checked))
    assert "1 dari 1 lengkap." in text
    assert "Dilaporkan" in text
    assert "Lengkap" in text


def test_the_facts_of_the_stage_come_from_its_declaration(see, office, checked) -> None:  # noqa: F811
    text = words(see(office.staf, checked))
    for part in ("Penanggung jawab Staf bidang", "Masukan Kunjungan lapangan", "Lama tahap 5 hari kerja, terpakai 0"):
        assert part.replace(" ", "") in text.replace(" ", "")


def test_the_days_used_grow_with_the_working_days(sign_in, office, checked) -> None:  # noqa: F811
    with time_machine.travel(MONDAY + timedelta(days=3), tick=False):
        text = words(sign_in(office.staf).get(checked.get_absolute_url()))
    assert "5 hari kerja, terpakai 3" in text
    assert "Tenggat 2 hari lagi" in text


def test_who_only_sees_gets_no_form_but_the_note(see, office, checked) -> None:  # noqa: F811
    page = see(office.kadis, checked)
    assert "/putusan/" not in page
    assert "/disposisi/" not in page
    assert "/jeda/" not in page
    assert "/catatan/" in page
    assert "Diputuskan oleh Staf bidang." in words(page)


def test_an_open_case_names_its_deadlines_with_full_dates(see, office, checked) -> None:  # noqa: F811
    text = words(see(office.staf, checked))
    assert "29 Juni 2026" in text
    assert "5 hari kerja lagi" in text
    assert "Seluruh layanan" in text


def test_the_first_promise_is_told_when_it_moved(see, office, checked) -> None:  # noqa: F811
    text = words(see(office.staf, checked))
    assert "Janji pertama" not in text
    checked.tenggat.filter(key="cek").update(first_promise=MONDAY)
    assert "Janji pertama 22 Juni 2026" in words(see(office.staf, checked))


def test_a_closed_case_says_so_and_asks_for_nothing(see, office, checked, take) -> None:  # noqa: F811
    take(office.staf, checked, "tolak", reason="Bukan wewenang dinas.")
    text = words(see(office.staf, checked))
    assert "Berkas ini sudah ditutup" in text
    assert "Syarat tahap ini" not in text
    assert "Putusan Anda" not in text


def test_a_frozen_case_waits_for_the_case_above_it(see, office, checked) -> None:  # noqa: F811
    Berkas.objects.filter(pk=checked.pk).update(frozen=True)
    text = words(see(office.staf, checked))
    assert "Berkas induknya sedang dikembalikan." in text
    assert "Simpan putusan" not in text


def test_a_hidden_participant_is_known_to_nobody_here(see, office, checked) -> None:  # noqa: F811
    party = opening.Party(capacity="pelapor", party="Sutrisno bin Karto", hidden=True)
    changing.take_part(actor=office.staf, case=checked, party=party, now=MONDAY)
    shown = opening.Party(capacity="pemohon", party="Karang Taruna", hidden=False)
    changing.take_part(actor=office.staf, case=checked, party=shown, now=MONDAY)
    for reader in (office.staf, office.kadis, office.operator):
        page = see(reader, checked)
        assert "Sutrisno" not in page
        assert "Karang Taruna" in page


def test_a_hidden_account_is_nowhere_named(see, office, letter, take, monkeypatch, sign_in) -> None:  # noqa: F811
    """Not as who opened the case, wrote a note or moved it: hiding would be worth nothing."""
    monkeypatch.setitem(SURAT.__dict__, "hidden_to", (Role.KABID_PRM,))
    User.objects.filter(pk=office.operator.pk).update(name="Sutrisno Pelapor")
    hidden = opening.Party(capacity="pelapor", user=office.operator, hidden=True)
    new = opening.NewCase(title="Aduan", regions=[Region.objects.get(pk=SUMBERWULUH)], parties=[hidden])
    case = opening.open_case(actor=office.operator, programme=LETTERS, process=SURAT, new=new, now=MONDAY)
    case = take(office.operator, case, "kirim")
    changing.write_note(actor=office.operator, case=case, text="Dari saya.", now=MONDAY)
    # Among those who may be given work he stands like everybody who serves there; nothing links him to this case.
    page = see(office.kadis, case)
    assert "Sutrisno" not in page
    assert "Pihak yang dirahasiakan" in page
    assert "Sutrisno" not in sign_in(office.kadis).get(f"{case.get_absolute_url()}riwayat/").content.decode()
    assert "Sutrisno Pelapor" in see(office.kabid, case)


def test_a_draft_has_no_number_yet(see, office, letter) -> None:  # noqa: F811
    assert "Belum bernomor" in words(see(office.operator, letter()))


def test_the_title_of_the_window_begins_with_the_number(see, office, checked) -> None:  # noqa: F811
    assert f"<title>CT-2026-0001: {checked.title} · Perkim Lumajang</title>" in see(office.staf, checked)
