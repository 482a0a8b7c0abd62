"""What every requirement has without saying so: a look-up by kind and key, and the faults that all can have."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Process, Requirement, Stage
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.requirements import CasesBelow, Deed
from tests.samples.letters import CHECK, DECIDE, DRAFT, SURAT

VISIT = Deed(key="kunjungan", title="Kunjungan", worked_by=Role.TFL)
REPORT = Deed(key="laporan", title="Laporan", worked_by=Role.STAF)
BELOW = CasesBelow(key="anak", title="Anak", process="surat", not_in=())
STAGE = replace(CHECK, inputs=(BELOW, VISIT), outputs=(REPORT,))
PROCESS = replace(SURAT, stages=(DRAFT, STAGE, replace(DECIDE, inputs=(VISIT,), outputs=())))


@dataclass(frozen=True, kw_only=True)
class NeverDeclared(Requirement):
    """Says the least that a requirement must."""

    def missing(self, cases: BerkasQuerySet) -> dict[int, list[str]]:
        return {}

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        yield "is never found"


def test_those_of_a_kind_are_looked_up_in_the_order_of_the_stages_each_once() -> None:
    assert Deed.all_in(PROCESS) == [VISIT, REPORT]
    assert Deed.all_in(STAGE) == [VISIT, REPORT]
    assert Requirement.all_in(STAGE) == [BELOW, VISIT, REPORT]
    assert NeverDeclared.all_in(PROCESS) == []


def test_one_is_looked_up_by_its_kind_and_its_key() -> None:
    assert Deed.find(PROCESS) is VISIT
    assert Deed.find(PROCESS, "laporan") is REPORT
    assert CasesBelow.find(STAGE) is BELOW
    assert CasesBelow.find(STAGE, "laporan") is None
    assert Deed.find(PROCESS, "") is None
    assert NeverDeclared.find(PROCESS) is None


def test_what_says_the_least_has_no_worker_and_no_page() -> None:
    least = NeverDeclared(key="apa_saja", title="Apa saja")
    assert (least.worked_by, least.page, least.comes_by_itself) == (None, "", False)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"title": ""}, "has no title"), ({"key": "k" * 41}, "longer than 40"), ({"worked_by": Role.ADMIN}, "the admin")],
)
def test_the_usual_faults_are_noticed_beside_those_of_the_kind(wrong: dict, said: str) -> None:
    faulty = replace(NeverDeclared(key="apa_saja", title="Apa saja"), **wrong)
    usual, own = faulty.all_faults(PROCESS, STAGE)
    assert said in usual
    assert own == "is never found"


def test_a_deed_is_always_somebodys() -> None:
    with pytest.raises(TypeError, match="worked_by"):
        Deed(key="rapat", title="Rapat")  # type: ignore[call-arg]
