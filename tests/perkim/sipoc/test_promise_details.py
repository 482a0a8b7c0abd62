"""Details of corrections and messages that a small slip would break unseen."""

from datetime import timedelta

from perkim.accounts.roles import Role
from perkim.notices.models import Notice
from perkim.sipoc.actions.correcting import correct
from perkim.sipoc.models import Berkas, StageVisit
from tests.cast import TOMPOKERSAN, employ
from tests.perkim.sipoc.conftest import MONDAY

HOUR = timedelta(hours=1)


def test_a_case_that_was_sent_back_is_so_again_after_a_correction(office, letter, take) -> None:
    case = take(office.operator, letter(), "kirim")
    case = take(office.staf, case, "kembali", at=MONDAY + HOUR, reason="Lengkapi.")
    assert case.returned
    take(office.operator, case, "kirim", at=MONDAY + 2 * HOUR)
    correct(actor=office.operator, case=case, reason="Belum lengkap.", now=MONDAY + 3 * HOUR)
    assert Berkas.objects.get(pk=case.pk).state == "Dikembalikan"


def test_the_stay_that_was_a_mistake_is_marked_and_counts_for_no_cycle(office, letter, take) -> None:
    case = take(office.operator, letter(), "kirim")
    correct(actor=office.operator, case=case, reason="Belum lengkap.", now=MONDAY)
    assert StageVisit.objects.get(berkas=case, corrected=True).stage == "periksa"
    take(office.operator, case, "kirim")
    assert StageVisit.objects.get(berkas=case, left_at=None).cycle == 1


def test_nobody_is_informed_of_work_outside_his_area(office, letter, take) -> None:
    elsewhere = employ(Role.STAF, username="staf.lumajang", region=TOMPOKERSAN)
    take(office.operator, letter(), "kirim")
    assert Notice.objects.filter(recipient=office.staf).exists()
    assert not Notice.objects.filter(recipient=elsewhere).exists()
