"""Promise 4 (`domain.md` §1.3): nobody signs what he verified, whether he moved the case on or did a part of it."""

from dataclasses import replace

import pytest

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.regions.models import Region
from perkim.sipoc.actions.assigning import report
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.declarations import Stage
from perkim.sipoc.exceptions import RefusedError
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.requirements import Deed
from tests.cast import SUMBERWULUH, employ, give
from tests.perkim.sipoc.conftest import MONDAY
from tests.samples.letters import CHECK, DECIDE, DRAFT, LETTERS, SURAT
from tests.samples.registering import register_for_test


@pytest.fixture
def checked(db, monkeypatch, take):
    """A letter that stands in a checking stage of this kind, and somebody who may both check and decide."""

    def come(stage: Stage) -> tuple[Berkas, User]:
        process = replace(SURAT, stages=(DRAFT, stage, DECIDE))
        programme = replace(LETTERS, processes=(process,))
        register_for_test(monkeypatch, programme)
        both = employ(Role.STAF, username="rangkap", starts=MONDAY.date())
        give(both, Role.KABID_PRM, starts=MONDAY.date())
        operator = employ(Role.OPERATOR_DESA, starts=MONDAY.date())
        new = NewCase(title="Surat", regions=[Region.objects.get(pk=SUMBERWULUH)])
        case = open_case(actor=operator, programme=programme, process=process, new=new, now=MONDAY)
        return take(operator, case, "kirim"), User.objects.get(pk=both.pk)

    return come


def test_who_moved_it_on_does_not_sign_although_no_tugas_tells(checked, take) -> None:
    case, both = checked(replace(CHECK, task="", inputs=()))
    take(both, case, "terima")
    with pytest.raises(RefusedError, match="pejabat lain"):
        take(both, case, "setuju")


def test_who_did_a_part_of_the_checking_does_not_sign_although_a_colleague_moved_it_on(checked, take) -> None:
    seen = Deed(key="cocok", title="Cocokkan data", worked_by=Role.STAF)
    case, both = checked(replace(CHECK, inputs=(seen,)))
    report(actor=both, tugas=Tugas.objects.get(berkas=case, key="cocok"), text="Cocok.", now=MONDAY)
    take(employ(Role.STAF, username="staf.lain", starts=MONDAY.date()), case, "terima")
    with pytest.raises(RefusedError, match="pejabat lain"):
        take(both, case, "setuju")
