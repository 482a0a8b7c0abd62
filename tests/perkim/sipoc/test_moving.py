"""One case on its way through its stages."""

import pytest

from perkim.sipoc.actions.assigning import report
from perkim.sipoc.exceptions import BlockedError, RefusedError, SipocError
from perkim.sipoc.models import Tugas
from tests.perkim.sipoc.conftest import MONDAY


def test_a_draft_gets_its_number_and_receipt_code_when_it_is_handed_in(letter, office, take) -> None:
    case = letter()
    assert (case.number, case.receipt) == ("", "")
    case = take(office.operator, case, "kirim")
    assert case.number == "CT-2026-0001"
    assert case.receipt.startswith("CT-")


def test_it_waits_for_the_work_of_another_role(letter, office, take) -> None:
    case = take(office.operator, letter(), "kirim")
    with pytest.raises(BlockedError, match="Kunjungan lapangan belum dilaporkan"):
        take(office.staf, case, "terima")
    report(actor=office.tim, tugas=Tugas.objects.get(key="kunjungan"), text="", now=MONDAY)
    assert take(office.staf, case, "terima").stage == "putus"
    case = take(office.kabid, case, "setuju")
    assert case.outcome == "SELESAI"


def test_who_has_no_part_in_a_move_may_not_take_it(letter, office, take) -> None:
    case = take(office.operator, letter(), "kirim")
    with pytest.raises(RefusedError, match="wewenang Staf bidang"):
        take(office.kabid, case, "terima")


def test_sending_back_needs_a_reason(letter, office, take) -> None:
    case = take(office.operator, letter(), "kirim")
    with pytest.raises(SipocError, match="Tulis alasan"):
        take(office.staf, case, "kembali", reason="  ")
