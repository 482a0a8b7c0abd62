"""Consultation by letter, KON-01 to KON-06, to its end and along its side roads. Dates: `domain.md` §2.3."""

import pytest

from perkim.accounts.roles import Role
from perkim.notices.models import Notice
from perkim.sipoc.actions.assigning import Instruction, assign
from perkim.sipoc.actions.correcting import correct
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.actions.timing import Rebase, rebase
from perkim.sipoc.exceptions import BlockedError, RefusedError, SipocError
from perkim.sipoc.models import Berkas, StageVisit, Tenggat
from tests.cast import employ
from tests.perkim.sipoc.paper.conftest import SINCE
from tests.perkim.sipoc.paper.walking import (
    actions,
    at,
    done,
    entries,
    kept,
    moment_in,
    promised,
    stands,
    voided,
    waiting,
    ways,
)
from tests.samples.consultation import CONSULTATION

MONDAY = "2026-03-09"


@pytest.fixture
def request_of(declare, staff, open_at, take):
    """A letter registered at the front office at this moment."""
    declare(CONSULTATION)

    def register(moment: str = f"{MONDAY} 09:00") -> Berkas:
        case = open_at(staff.fo, CONSULTATION, "konsultasi", at(moment), title="Tanya bantuan rumah")
        return take(staff.fo, case, "daftar", at(moment))

    return register


@pytest.fixture
def answered(request_of, staff, take):
    """A letter whose answer was sent on the day it came."""
    case = request_of()
    hand_over(actor=staff.kadis, cases=[case], role=Role.STAF, to=staff.staf, now=at(f"{MONDAY} 09:10"))
    take(staff.kadis, case, "teruskan", at(f"{MONDAY} 09:10"))
    done(staff.staf, case, "konsep", at(f"{MONDAY} 10:00"))
    take(staff.staf, case, "ajukan", at(f"{MONDAY} 10:00"))
    return take(staff.kadis, case, "kirim", at(f"{MONDAY} 11:00"))


def test_a_letter_is_answered_heard_and_closed(answered, staff, take) -> None:
    case = answered
    assert (kept(case), promised(case)) == (["jawaban"], {"konsultasi": "12-03 16.00"})
    assert waiting(case) == {"Terima tamu": "FO"}
    take(staff.fo, case, "hadir", at("2026-03-11 10:00"))
    assert waiting(case) == {"Layani konsultasi": "staf", "Notulen": "staf"}
    with pytest.raises(BlockedError, match="Notulen belum dilaporkan"):
        take(staff.staf, case, "terlayani", at("2026-03-11 11:00"))
    done(staff.staf, case, "notulen", at("2026-03-11 11:00"), "Diarahkan mengajukan usulan lewat desa.")
    take(staff.staf, case, "terlayani", at("2026-03-11 11:05"))
    assert waiting(case) == {"Mintakan penilaian": "FO", "Isian SKM": "FO"}
    with pytest.raises(BlockedError, match="Isian SKM"):
        take(staff.fo, case, "tutup", at("2026-03-11 11:10"))
    done(staff.fo, case, "isian", at("2026-03-11 11:10"))
    closed = take(staff.fo, case, "tutup", at("2026-03-11 11:10"))
    assert (closed.outcome, closed.state, closed.earliest_due) == ("SELESAI", "Selesai", None)
    assert (waiting(case), promised(case), kept(case)) == ({}, {}, ["jawaban", "konsultasi"])
    assert ways(case) == ["daftar", "teruskan", "ajukan", "kirim", "hadir", "terlayani", "tutup"]


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-03-13 10:00", "16-03 16.00"),
        ("2026-03-17 10:00", "25-03 16.00"),
        ("2026-05-13 10:00", "18-05 16.00"),
        ("2026-03-09 16:00", "10-03 16.00"),
        ("2026-03-09 16:01", "11-03 16.00"),
        ("2026-03-07 10:00", "10-03 16.00"),
    ],
)
def test_the_answer_is_promised_for_the_end_of_the_first_working_day(request_of, received, due) -> None:
    assert promised(request_of(received)) == {"jawaban": due}


def test_the_consultation_is_promised_three_working_days_after_the_answer(request_of, staff, take) -> None:
    case = request_of("2026-03-17 08:00")
    hand_over(actor=staff.kadis, cases=[case], role=Role.STAF, to=staff.staf, now=at("2026-03-17 08:10"))
    take(staff.kadis, case, "teruskan", at("2026-03-17 08:10"))
    done(staff.staf, case, "konsep", at("2026-03-17 10:00"))
    take(staff.staf, case, "ajukan", at("2026-03-17 10:00"))
    take(staff.kadis, case, "kirim", at("2026-03-17 11:00"))
    assert promised(case) == {"konsultasi": "27-03 15.00"}


def test_a_later_wish_of_the_applicant_moves_the_promise_and_keeps_the_first(answered, staff, take) -> None:
    wish = Rebase(key="konsultasi", reason="Pemohon minta 30 Maret.", started=at("2026-03-30 10:00"))
    with pytest.raises(SipocError, match="Tulis alasan"):
        rebase(actor=staff.fo, case=answered, change=Rebase(key="konsultasi", reason=" "), now=at("2026-03-09 12:00"))
    rebase(actor=staff.fo, case=answered, change=wish, now=at("2026-03-09 12:00"))
    assert promised(answered) == {"konsultasi": "02-04 16.00"}
    assert Tenggat.objects.get(berkas=answered, key="konsultasi").first_promise == at("2026-03-12 16:00")
    told = entries(answered)[-1]
    assert told.action == "tenggat.dihitung-ulang"
    assert (moment_in(told, "sebelum"), moment_in(told, "sesudah")) == ("12-03 16.00", "02-04 16.00")
    assert told.data["alasan"] == "Pemohon minta 30 Maret."
    take(staff.fo, answered, "hadir", at("2026-03-30 10:00"))
    done(staff.staf, answered, "notulen", at("2026-03-30 11:00"))
    take(staff.staf, answered, "terlayani", at("2026-03-30 11:00"))
    assert kept(answered) == ["jawaban", "konsultasi"]


def test_who_does_not_come_gets_one_new_appointment(answered, staff, take) -> None:
    with pytest.raises(RefusedError, match="Tawarkan jadwal baru"):
        take(staff.fo, answered, "tidak-hadir", at("2026-03-12 15:00"), "Tidak hadir.")
    take(staff.fo, answered, "jadwal-ulang", at("2026-03-12 15:00"), "Tidak hadir.")
    assert promised(answered) == {"konsultasi": "17-03 16.00"}
    running = Tenggat.objects.get(berkas=answered, key="konsultasi", met_at=None, voided_at=None)
    assert (running.cycle, running.first_promise) == (2, at("2026-03-12 16:00"))
    assert waiting(answered) == {"Terima tamu": "FO"}
    with pytest.raises(RefusedError, match="satu kali"):
        take(staff.fo, answered, "jadwal-ulang", at("2026-03-17 15:00"), "Tidak hadir lagi.")
    with pytest.raises(SipocError, match="Tulis alasan"):
        take(staff.fo, answered, "tidak-hadir", at("2026-03-17 15:00"))
    take(staff.fo, answered, "tidak-hadir", at("2026-03-17 15:00"), "Tidak hadir dua kali.")
    assert (stands(answered), waiting(answered), promised(answered)) == ("BATAL", {}, {})
    assert voided(answered) == ["konsultasi", "konsultasi"]


def test_a_refusal_is_an_answer_and_needs_a_reason(request_of, staff, take) -> None:
    case = request_of()
    hand_over(actor=staff.kadis, cases=[case], role=Role.STAF, to=staff.staf, now=at(f"{MONDAY} 09:10"))
    take(staff.sekdis, case, "teruskan", at(f"{MONDAY} 09:10"))
    done(staff.staf, case, "konsep", at(f"{MONDAY} 10:00"))
    take(staff.staf, case, "ajukan", at(f"{MONDAY} 10:00"))
    with pytest.raises(SipocError, match="Tulis alasan untuk “Tolak”"):
        take(staff.kadis, case, "tolak", at(f"{MONDAY} 11:00"))
    closed = take(staff.kadis, case, "tolak", at(f"{MONDAY} 11:00"), "Urusan Kantor Pertanahan.")
    assert (closed.outcome, kept(case), voided(case)) == ("DITOLAK", ["jawaban"], [])
    assert StageVisit.objects.get(berkas=case, move="tolak").reason == "Urusan Kantor Pertanahan."


def test_a_draft_that_signer_sends_back_must_be_drafted_again(request_of, staff, take) -> None:
    case = request_of()
    hand_over(actor=staff.kadis, cases=[case], role=Role.STAF, to=staff.staf, now=at(f"{MONDAY} 09:10"))
    take(staff.kadis, case, "teruskan", at(f"{MONDAY} 09:10"))
    done(staff.staf, case, "konsep", at(f"{MONDAY} 10:00"))
    take(staff.staf, case, "ajukan", at(f"{MONDAY} 10:00"))
    take(staff.kadis, case, "perbaiki", at(f"{MONDAY} 11:00"), "Salah alamat.")
    assert waiting(case) == {"Siapkan jawaban": "staf", "Konsep surat jawaban": "staf"}
    with pytest.raises(BlockedError, match="Konsep surat jawaban"):
        take(staff.staf, case, "ajukan", at(f"{MONDAY} 11:30"))


def test_an_unclear_letter_goes_back_with_its_clock_stopped_and_keeps_its_number(request_of, staff, take) -> None:
    case = request_of()
    take(staff.kadis, case, "lengkapi", at(f"{MONDAY} 10:00"), "Materi belum jelas.")
    back = Berkas.objects.get(pk=case.pk)
    assert (back.stage, back.state, promised(case)) == ("permohonan", "Dikembalikan", {"jawaban": "henti"})
    assert waiting(case) == {"Catat permohonan": "FO"}
    take(staff.fo, case, "daftar", at("2026-03-16 08:00"))
    again = Berkas.objects.get(pk=case.pk)
    assert (again.number, again.receipt) == (case.number, case.receipt)
    assert promised(case) == {"jawaban": "17-03 16.00"}


def test_a_request_is_given_up_before_it_is_registered(declare, staff, open_at, take) -> None:
    declare(CONSULTATION)
    case = open_at(staff.fo, CONSULTATION, "konsultasi", at(f"{MONDAY} 09:00"))
    closed = take(staff.fo, case, "batal", at(f"{MONDAY} 09:05"), "Pemohon tidak jadi.")
    assert (closed.outcome, closed.number, closed.submitted_at) == ("BATAL", "", None)


def test_until_somebody_is_named_the_leader_is_called_to_name_one(request_of, staff, take) -> None:
    case = request_of()
    take(staff.kadis, case, "teruskan", at(f"{MONDAY} 09:10"))
    assert waiting(case) == {"Tunjuk staf bidang untuk berkas ini": "KADIS"}
    assert not Berkas.objects.visible_to(staff.staf).exists()
    hand_over(actor=staff.kadis, cases=[case], role=Role.STAF, to=staff.staf, now=at(f"{MONDAY} 09:20"))
    assert waiting(case) == {"Siapkan jawaban": "staf", "Konsep surat jawaban": "staf"}
    assert Berkas.objects.visible_to(staff.staf).get() == case


def test_it_is_referred_to_an_officer_of_another_division(answered, staff, take) -> None:
    other = employ(Role.STAF, username="staf.permukiman", starts=SINCE)
    take(staff.fo, answered, "hadir", at("2026-03-10 09:00"))
    hand_over(actor=staff.kadis, cases=[answered], role=Role.STAF, to=other, now=at("2026-03-10 09:10"))
    assert set(waiting(answered).values()) == {"staf.permukiman"}
    assert not Berkas.objects.visible_to(staff.staf).exists()
    with pytest.raises(RefusedError):
        take(staff.staf, answered, "terlayani", at("2026-03-10 10:00"))
    done(other, answered, "notulen", at("2026-03-10 10:00"))
    assert take(other, answered, "terlayani", at("2026-03-10 10:00")).stage == "skm"
    assert "berkas.diserahkan" in actions(answered)


def test_the_leader_tells_two_officers_what_to_do(request_of, staff) -> None:
    case = request_of()
    told = [
        Instruction(title="Siapkan data penerima", person=staff.staf, due=at("2026-03-10 08:00")),
        Instruction(title="Dampingi konsultasi", role=Role.TIM_TEKNIS),
    ]
    assign(actor=staff.kadis, case=case, instructions=told, now=at(f"{MONDAY} 09:10"))
    assert waiting(case) == {
        "Beri disposisi": "KADIS",
        "Siapkan data penerima": "staf",
        "Dampingi konsultasi": "TIM_TEKNIS",
    }
    assert Notice.objects.filter(recipient=staff.staf).count() == 1


def test_a_new_appointment_that_was_wrong_is_taken_back_and_may_be_given_again(answered, staff, take) -> None:
    take(staff.fo, answered, "jadwal-ulang", at("2026-03-12 15:00"), "Tidak hadir.")
    correct(actor=staff.fo, case=answered, reason="Pemohon ternyata sudah duduk.", now=at("2026-03-12 15:10"))
    assert (promised(answered), waiting(answered)) == ({"konsultasi": "12-03 16.00"}, {"Terima tamu": "FO"})
    assert Tenggat.objects.get(berkas=answered, key="konsultasi", met_at=None, voided_at=None).cycle == 1
    take(staff.fo, answered, "jadwal-ulang", at("2026-03-12 16:30"), "Tidak hadir.")
    assert promised(answered) == {"konsultasi": "25-03 16.00"}
