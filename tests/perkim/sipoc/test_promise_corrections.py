"""Promise 2 and corrections: taking a move back puts no open case below a parent that has ended or was sent back."""

import pytest

from perkim.sipoc.actions.correcting import correct
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Tugas
from tests.perkim.sipoc.conftest import MONDAY
from tests.perkim.sipoc.test_families import family, fresh, settle  # noqa: F401 -- a fixture
from tests.samples.office import take_move


def test_an_end_is_not_taken_back_below_a_parent_that_has_ended(family) -> None:  # noqa: F811
    settle(family)
    for visit in family.visits:
        take_move(family.staf, visit, "selesai")
    take_move(family.kabid, family.first, "selesai")
    with pytest.raises(SipocError):
        correct(actor=family.staf, case=family.visits[0], reason="Salah tekan.", now=MONDAY)
    assert fresh(family.visits[0]).outcome == "SELESAI"


def test_an_end_is_not_taken_back_below_a_parent_that_was_sent_back(family) -> None:  # noqa: F811
    settle(family)
    take_move(family.staf, family.visits[0], "selesai")
    take_move(family.kabid, family.first, "kembali", reason="Belum lengkap.")
    with pytest.raises(SipocError):
        correct(actor=family.staf, case=family.visits[0], reason="Salah tekan.", now=MONDAY)
    assert fresh(family.visits[0]).outcome == "SELESAI"


def test_work_that_the_move_dropped_is_requested_again(office, letter, take) -> None:
    """The visit was still to be made when the letter was refused by mistake."""
    case = take(office.operator, letter(), "kirim")
    take(office.staf, case, "tolak", reason="Salah tekan.")
    correct(actor=office.staf, case=case, reason="Salah tekan.", now=MONDAY)
    assert Tugas.objects.waiting().filter(berkas=case, key="kunjungan").count() == 1
