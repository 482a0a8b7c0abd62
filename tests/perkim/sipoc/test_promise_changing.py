"""Promise 4: who may see a case may not therefore change what is said about it."""

import pytest

from perkim.sipoc.actions.changing import change, set_confidential
from perkim.sipoc.exceptions import RefusedError
from perkim.sipoc.models import Berkas
from tests.perkim.sipoc.conftest import MONDAY


def test_who_only_sees_a_case_does_not_mend_its_title(office, letter, take) -> None:
    case = take(office.operator, letter(), "kirim")
    assert Berkas.objects.visible_to(office.kadis).filter(pk=case.pk).exists()
    with pytest.raises(RefusedError):
        change(actor=office.kadis, case=case, title="Lain", amount=None, now=MONDAY)


def test_who_works_a_case_does_not_close_it_to_others_unless_the_process_names_his_role(office, letter, take) -> None:
    case = take(office.operator, letter(), "kirim")
    with pytest.raises(RefusedError):
        set_confidential(actor=office.staf, case=case, confidential=True, reason="Peka.", now=MONDAY)
    case.refresh_from_db()
    assert not case.confidential
