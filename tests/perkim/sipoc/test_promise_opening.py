"""Promise 2: cases are opened below a parent only in the stages that the declaration names."""

from dataclasses import replace

import pytest

from perkim.sipoc.actions.opening import open_case
from perkim.sipoc.exceptions import SipocError
from tests.perkim.sipoc.conftest import MONDAY
from tests.perkim.sipoc.test_families import family, settle  # noqa: F401 -- a fixture
from tests.samples.family import FAMILY, VISIT


def test_nothing_is_opened_below_a_parent_that_has_left_the_stage_for_it(family) -> None:  # noqa: F811
    early = replace(VISIT, opened_in=("kumpul",))

    def add() -> None:
        new = family.new("Rumah 4")
        open_case(actor=family.staf, programme=FAMILY, process=early, new=new, now=MONDAY, parent=family.first)

    add()
    family.first.children.filter(title="Rumah 4").update(stage="periksa")
    settle(family)
    with pytest.raises(SipocError, match="selama induknya di tahap Pengumpulan"):
        add()
