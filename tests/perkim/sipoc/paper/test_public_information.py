"""Public information (PPID): ten working days, once seven more (`domain.md` §10.4, dates of §2.3)."""

import pytest

from perkim.sipoc.actions.timing import extend
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Tenggat
from tests.perkim.sipoc.paper.walking import at, entries, kept, moment_in, promised, stands, voided, waiting
from tests.samples.complaint import COMPLAINTS


@pytest.fixture
def question(declare, staff, open_at, take):
    declare(COMPLAINTS)
    case = open_at(staff.fo, COMPLAINTS, "informasi", at("2026-03-09 09:00"), title="Daftar penerima 2025")
    return take(staff.fo, case, "daftar", at("2026-03-09 09:00"))


def longer(staff, case, moment: str, reason: str = "Data tersebar di 21 kecamatan.") -> Tenggat:
    return extend(actor=staff.staf, case=case, key="ppid", reason=reason, now=at(moment))


def test_an_answer_is_promised_in_ten_working_days(question) -> None:
    assert promised(question) == {"ppid": "30-03 16.00"}
    assert waiting(question) == {"Jawab permintaan": "STAF"}


def test_it_is_extended_once_by_seven_with_a_reason(question, staff, take) -> None:
    with pytest.raises(SipocError, match="Tulis alasan"):
        longer(staff, question, "2026-03-30 15:59", reason="")
    longer(staff, question, "2026-03-30 15:59")
    assert promised(question) == {"ppid": "09-04 16.00"}
    told = entries(question)[-1]
    assert told.action == "tenggat.diperpanjang"
    assert (moment_in(told, "sebelum"), moment_in(told, "sesudah")) == ("30-03 16.00", "09-04 16.00")
    assert told.data["alasan"] == "Data tersebar di 21 kecamatan."
    with pytest.raises(SipocError, match="sudah diperpanjang 1 kali"):
        longer(staff, question, "2026-04-01 09:00")
    take(staff.staf, question, "beri", at("2026-04-09 16:00"))
    assert (stands(question), kept(question)) == ("SELESAI", ["ppid"])
    assert Tenggat.objects.get().first_promise == at("2026-03-30 16:00")


def test_a_promise_that_has_passed_is_not_extended(question, staff) -> None:
    with pytest.raises(SipocError, match="sudah lewat"):
        longer(staff, question, "2026-03-30 16:01")


def test_who_only_sees_the_case_does_not_extend_it(question, staff) -> None:
    with pytest.raises(RefusedError, match="petugas dinas"):
        extend(actor=staff.kadis, case=question, key="ppid", reason="Sibuk.", now=at("2026-03-10 09:00"))


def test_an_unclear_question_stops_the_clock_and_keeps_the_extension(question, staff, take) -> None:
    longer(staff, question, "2026-03-10 09:00")
    take(staff.staf, question, "perjelas", at("2026-03-11 09:00"), "Tahun berapa yang diminta?")
    assert promised(question) == {"ppid": "henti"}
    # On 11 March, 15 of 17 working days are left; they go on from 1 April.
    take(staff.fo, question, "daftar", at("2026-04-01 09:00"))
    assert promised(question) == {"ppid": "23-04 16.00"}


def test_a_refusal_is_an_answer(question, staff, take) -> None:
    take(staff.staf, question, "tolak", at("2026-03-30 16:00"), "Informasi dikecualikan.")
    assert (stands(question), kept(question), voided(question)) == ("DITOLAK", ["ppid"], [])
