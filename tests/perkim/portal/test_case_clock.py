"""The page of a case says so when the clock of the machine is behind, and keeps what was typed."""

from datetime import timedelta

import pytest
import time_machine

from perkim.sipoc.models import Pause, StageVisit
from tests.perkim.portal.cases import again, monday, send, words  # noqa: F401
from tests.perkim.sipoc.conftest import MONDAY, letter, office, take  # noqa: F401
from tests.samples.office import report_visit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("way", "reason"), [("terima", ""), ("kembali", "Tanda tangan belum ada.")])
def test_a_step_is_not_taken_back_before_it_was_taken(send, office, letter, take, way, reason) -> None:  # noqa: F811
    case = take(office.operator, letter(), "kirim")
    report_visit(office, case)
    take(office.staf, case, way, reason=reason)
    before = [list(model.objects.order_by("pk").values()) for model in (StageVisit, Pause)]
    version = again(case).lock_version
    with time_machine.travel(MONDAY - timedelta(hours=1), tick=False):
        answer = send(office.staf, case, "case_correct", reason="Salah tekan tombolnya.")
    assert answer.status_code == 422
    assert "Jam server lebih lambat daripada catatan terakhir berkas ini" in words(answer)
    assert "Salah tekan tombolnya." in answer.content.decode()
    assert [list(model.objects.order_by("pk").values()) for model in (StageVisit, Pause)] == before
    assert again(case).lock_version == version
