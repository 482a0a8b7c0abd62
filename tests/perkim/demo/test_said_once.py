"""How each kind of requirement is provided is said by its room or programme; the demo office knows neither."""

import ast
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from perkim.accounts.roles import Role
from perkim.demo.cases import DEMO_CASES
from perkim.demo.hands import Hands
from perkim.demo.providing import NotSaidError, discover, is_said, provide
from perkim.documents.papers import Paper
from perkim.funds.demo import built
from perkim.funds.physical import progress
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programmes
from perkim.sipoc.requirements import CasesBelow, Deed
from tests.every_programme import providing as walking

ROOT = Path(settings.BASE_DIR)
# The office itself, and what opens it: they name no programme and no room of household aid.
OFFICE = [*(ROOT / "perkim/local").rglob("*.py"), *(ROOT / "perkim/demo").glob("*.py")]


def asked_for() -> set[Requirement]:
    """Whatever some stage of some programme asks for in a way that can be missing."""
    stages = [stage for each in programmes() for process in each.processes for stage in process.stages]
    found = {each for stage in stages for each in (*stage.requirements, *stage.begins)}
    return found | {each for stage in stages for move in stage.moves for each in move.requires}


def imported(path: Path) -> list[str]:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    names = [each.name for node in nodes if isinstance(node, ast.Import) for each in node.names]
    return names + [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]


def test_the_office_names_no_programme_and_no_household_aid() -> None:
    strange = (*settings.PROGRAMME_APPS, "perkim.swadaya", "perkim.banking", "perkim.budgets", "perkim.funds")
    named = [(path.name, name) for path in OFFICE for name in imported(path) if name.startswith(strange)]
    assert len(OFFICE) > 20
    assert not named


def test_every_open_programme_brings_its_own_demo_cases() -> None:
    discover()
    missing = [each.slug for each in programmes() if each.open and DEMO_CASES.get(each.slug) is None]
    assert not missing


def test_what_a_stage_asks_for_is_provided_by_its_room_or_met_by_other_cases() -> None:
    by_cases = {kind for kind in walking.provide.registry if kind is not object}
    here = [each for each in asked_for() if is_said(each)]
    assert {Deed, Paper} <= {type(each) for each in here}
    assert not [each for each in here if isinstance(each, tuple(by_cases))], "said twice"


def test_a_kind_that_nobody_knows_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    below = CasesBelow(key="anak", title="Anak", process="surat", not_in=())
    assert not is_said(below)
    assert is_said(Deed(key="rapat", title="Rapat", worked_by=Role.STAF))
    monkeypatch.setattr(Hands, "__abstractmethods__", frozenset())
    with pytest.raises(NotSaidError, match="anak"):
        provide(below, Hands(), Berkas(programme="contoh", process="surat"))  # type: ignore[abstract]


@pytest.mark.parametrize("gate", [1, 30, 65, 100])
@pytest.mark.parametrize("shares", [{"pondasi": 15, "dinding": 60, "atap": 25}, {"pondasi": 1, "atap": 6_999_999}])
def test_a_house_is_built_from_below_just_as_far_as_the_gate_asks(shares: dict, gate: int) -> None:
    done = built(shares, gate)
    reached = progress(done, shares)
    assert reached >= gate
    last = max(place for place, part in enumerate(done.values()) if part)
    assert all(part == 100 for part in list(done.values())[:last])
    name = list(done)[last]
    assert progress(done | {name: done[name] - 1}, shares) < Decimal(gate)
