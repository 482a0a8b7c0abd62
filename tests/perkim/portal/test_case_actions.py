"""What is done on a case page besides deciding."""

from datetime import timedelta
from uuid import uuid4

import pytest

from perkim.accounts.models import User
from perkim.sipoc.actions import assigning
from perkim.sipoc.models import Berkas, Note, Tenggat, Tugas
from tests.perkim.portal.cases import again, monday, see, send, words  # noqa: F401
from tests.perkim.sipoc.conftest import MONDAY, letter, office, take  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(letter, office, take) -> Berkas:  # noqa: F811
    return take(office.operator, letter(), "kirim")


@pytest.fixture
def told(checked, office) -> Tugas:  # noqa: F811
    """An instruction of the staff to the technical team."""
    instruction = assigning.Instruction(title="Ukur jalan", text="Pakai pita.", person=office.tim)
    return assigning.assign(actor=office.staf, case=again(checked), instructions=[instruction], now=MONDAY)[0]


def test_a_requirement_is_reported_from_its_tugas(see, send, office, checked) -> None:  # noqa: F811
    tugas = Tugas.objects.get(key="kunjungan")
    assert f"/tugas/{tugas.pk}/lapor/" in see(office.tim, checked)
    assert send(office.tim, checked, "case_report", tugas.pk, text="").status_code == 302
    tugas.refresh_from_db()
    assert (tugas.done_by, tugas.report) == (office.tim, "")


def test_an_instruction_is_not_reported_without_a_word(send, office, checked, told) -> None:  # noqa: F811
    answer = send(office.tim, checked, "case_report", told.pk, text=" ")
    assert answer.status_code == 422
    assert "Tulis laporan singkat" in answer.content.decode()
    assert f'id="lapor-{told.pk}_text"' in answer.content.decode()


def test_a_tugas_of_somebody_else_is_not_reported(send, office, checked, told) -> None:  # noqa: F811
    assert send(office.kabid, checked, "case_report", told.pk, text="Sudah.").status_code == 403
    told.refresh_from_db()
    assert told.is_waiting


def test_a_tugas_of_another_case_is_not_found_here(send, office, checked, told, letter) -> None:  # noqa: F811
    assert send(office.operator, letter(), "case_report", told.pk, text="Sudah.").status_code == 404


def test_an_instruction_goes_to_several_at_once(send, see, office, checked) -> None:  # noqa: F811
    data = {"title": "Ukur jalan", "text": "Pakai pita.", "persons": [office.tim.pk, office.kabid.pk], "role": "STAF"}
    assert send(office.staf, checked, "case_instruct", due="2026-06-24", **data).status_code == 302
    made = Tugas.objects.filter(title="Ukur jalan").order_by("id")
    assert [each.person or each.role for each in made] == [office.tim, office.kabid, "STAF"]
    assert {each.own_due.date().isoformat() for each in made} == {"2026-06-24"}
    text = words(see(office.tim, checked))
    assert "Tugas Anda" in text
    assert "paling lambat 24 Juni 2026" in text


def test_an_instruction_sent_twice_is_given_once(send, office, checked) -> None:  # noqa: F811
    data = {"key": str(uuid4()), "title": "Ukur jalan", "persons": [office.tim.pk]}
    answers = [send(office.staf, checked, "case_instruct", **data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Tugas.objects.filter(title="Ukur jalan").count() == 1


def test_an_instruction_to_nobody_is_refused(send, office, checked) -> None:  # noqa: F811
    answer = send(office.staf, checked, "case_instruct", title="Ukur jalan")
    assert answer.status_code == 422
    assert "Pilih siapa yang menerima perintah" in answer.content.decode()
    assert 'value="Ukur jalan"' in answer.content.decode()


def test_an_instruction_with_a_day_that_is_past_is_refused_and_may_be_sent_again(send, office, checked) -> None:  # noqa: F811
    data = {"key": str(uuid4()), "title": "Ukur jalan", "persons": [office.tim.pk]}
    answer = send(office.staf, checked, "case_instruct", due="2026-06-01", **data)
    assert answer.status_code == 422
    assert "Tenggat perintah sudah lewat." in answer.content.decode()
    assert send(office.staf, checked, "case_instruct", due="2026-06-24", **data).status_code == 302


def test_who_only_sees_gives_no_instruction(send, office, checked) -> None:  # noqa: F811
    answer = send(office.kadis, checked, "case_instruct", title="Ukur jalan", persons=[office.tim.pk])
    assert answer.status_code == 403
    assert not Tugas.objects.filter(title="Ukur jalan").exists()


def test_who_was_instructed_gives_parts_of_it_and_waits_for_them(send, see, office, checked, told) -> None:  # noqa: F811
    send(office.tim, checked, "case_instruct", title="Ukur lebar", persons=[office.kabid.pk], part_of=told.pk)
    part = Tugas.objects.get(title="Ukur lebar")
    assert part.parent == told
    assert "Menunggu laporan bagian-bagiannya." in words(see(office.tim, checked))
    send(office.kabid, checked, "case_report", part.pk, text="4 meter.")
    text = words(see(office.staf, checked))
    assert "4 meter." in text
    assert "Menunggu laporan bagian-bagiannya." not in words(see(office.tim, checked))


def test_an_instruction_is_taken_back_by_who_gave_it(send, see, office, checked, told) -> None:  # noqa: F811
    assert "Tarik kembali" in see(office.staf, checked)
    assert "Tarik kembali" not in see(office.kabid, checked)
    send(office.kabid, checked, "case_withdraw", told.pk)
    told.refresh_from_db()
    assert told.is_waiting
    send(office.staf, checked, "case_withdraw", told.pk)
    told.refresh_from_db()
    assert told.dropped_for == "TARIK"


def test_a_deadline_is_made_longer_with_a_reason(send, see, office, checked) -> None:  # noqa: F811
    assert "Perpanjang 2 hari kerja" in words(see(office.staf, checked))
    answer = send(office.staf, checked, "case_extend", "cek", reason="")
    assert answer.status_code == 422
    send(office.staf, checked, "case_extend", "cek", reason="Desa banjir.")
    tenggat = Tenggat.objects.get(key="cek")
    assert tenggat.due_at.date() == tenggat.first_promise.date() + timedelta(days=2)
    text = words(see(office.staf, checked))
    assert "Perpanjang 2 hari kerja" not in text
    assert "Janji pertama 29 Juni 2026" in text
    assert "Tenggat diperpanjang" in text
    assert "“Desa banjir.”" in text


def test_a_deadline_sent_twice_is_made_longer_once(send, office, checked) -> None:  # noqa: F811
    data = {"key": str(uuid4()), "reason": "Desa banjir."}
    assert [send(office.staf, checked, "case_extend", "cek", **data).status_code for _ in range(2)] == [302, 302]


def test_a_deadline_is_not_changed_by_who_only_sees(send, office, checked) -> None:  # noqa: F811
    assert send(office.kadis, checked, "case_extend", "cek", reason="Desa banjir.").status_code == 403
    assert send(office.kadis, checked, "case_pause", reason="Desa banjir.").status_code == 403
    assert send(office.staf, checked, "case_extend", "tidak-ada", reason="x").status_code == 422
    assert send(office.staf, checked, "case_class", "tidak-ada", reason="x").status_code == 404


def test_the_clock_stands_still_and_goes_on(send, see, office, checked) -> None:  # noqa: F811
    send(office.staf, checked, "case_pause", reason="Menunggu BPS.")
    text = words(see(office.staf, checked))
    assert "Dijeda" in text
    assert "Tersisa 5 hari kerja saat waktu dihentikan" in text
    send(office.staf, checked, "case_resume", reason="Sudah dijawab.")
    assert again(checked).paused_at is None


def test_a_note_is_written_by_anybody_who_sees_and_withdrawn_by_its_author(send, see, office, checked) -> None:  # noqa: F811
    send(office.kadis, checked, "case_note", text="Hubungi kades dulu.")
    note = Note.objects.get()
    assert "Hubungi kades dulu." in see(office.staf, checked)
    assert f"/catatan/{note.pk}/tarik/" not in see(office.staf, checked)
    assert f"/catatan/{note.pk}/tarik/" in see(office.kadis, checked)
    send(office.staf, checked, "case_note_withdraw", note.pk)
    assert "Hubungi kades dulu." in see(office.staf, checked)
    send(office.kadis, checked, "case_note_withdraw", note.pk)
    assert "Hubungi kades dulu." not in see(office.kadis, checked)


def test_a_note_sent_twice_stands_once(send, office, checked) -> None:  # noqa: F811
    data = {"key": str(uuid4()), "text": "Sekali."}
    for _ in range(2):
        send(office.kadis, checked, "case_note", **data)
    assert Note.objects.count() == 1


def test_a_note_is_shown_as_text(send, see, office, checked) -> None:  # noqa: F811
    send(office.kadis, checked, "case_note", text="<script>alert(1)</script>")
    assert "<script>alert" not in see(office.staf, checked)


def test_ones_own_wrong_step_is_taken_back(send, see, office, checked, take) -> None:  # noqa: F811
    take(office.staf, checked, "kembali", reason="Salah tekan.")
    assert "Koreksi langkah terakhir Anda" in see(office.staf, checked)
    assert "Koreksi langkah terakhir Anda" not in see(office.operator, checked)
    assert send(office.staf, checked, "case_correct", reason="").status_code == 422
    send(office.staf, checked, "case_correct", reason="Seharusnya berkas lain.")
    assert again(checked).stage == "periksa"
    text = words(see(office.staf, checked))
    assert "Langkah dikoreksi: kembali ke tahap Pemeriksaan" in text
    assert "Dikembalikan ke tahap Draf Dikoreksi" in text


def test_a_step_of_somebody_else_is_not_taken_back(send, office, checked) -> None:  # noqa: F811
    answer = send(office.staf, checked, "case_correct", reason="Bukan saya.")
    assert answer.status_code == 422
    assert "Langkah ini tidak bisa dikoreksi" in answer.content.decode()


def test_title_and_amount_are_mended_by_who_works_the_stage(sign_in, monday, office, checked) -> None:  # noqa: F811
    address = f"{checked.get_absolute_url()}keterangan/"
    version = again(checked).lock_version
    assert sign_in(office.kadis).get(address).status_code == 403
    data = {"title": "Jalan desa", "amount": "Rp 1.500.000", "lock_version": version}
    assert sign_in(office.kadis).post(address, data).status_code == 403
    client = sign_in(User.objects.get(pk=office.staf.pk))
    assert client.post(address, data | {"amount": "1,5 juta"}).status_code == 422
    assert client.post(address, data).status_code == 302
    case = again(checked)
    assert (case.title, case.amount) == ("Jalan desa", 1_500_000)
    stale = client.post(address, data | {"title": "Lain"})
    assert stale.status_code == 409
    assert 'value="Lain"' in stale.content.decode()
    assert again(checked).title == "Jalan desa"
