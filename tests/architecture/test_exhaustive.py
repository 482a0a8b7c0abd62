"""What `make test` leaves of long tables, `make test-slow` tries: no case is in neither, and none is forgotten."""

import ast
from pathlib import Path

import pytest

from tests import exhaustive
from tests.architecture.source import ROOT

USES = "from tests.exhaustive import"


@pytest.mark.parametrize("turn", [0, 1, 2, 3, 17])
@pytest.mark.parametrize("many", [0, 1, 3, 4, 11])
def test_both_parts_together_are_all(many: int, turn: int, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = []
    for others in (False, True):
        monkeypatch.setattr(exhaustive, "THE_OTHERS", others)
        parts.append((exhaustive.some(range(many), turn), exhaustive.examples(many)))
    (part, tried), (rest, tried_then) = parts
    assert sorted(part + rest) == list(range(many))
    assert tried + tried_then == many


def test_each_case_of_four_turns_is_tried_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exhaustive, "THE_OTHERS", False)
    assert sorted(case for turn in range(4) for case in exhaustive.some(range(11), turn)) == list(range(11))


def test_who_tries_a_part_is_marked_for_the_rest() -> None:
    """Also who calls a helper of the same file that tries a part only."""
    users = [user for file in sorted((ROOT / "tests").rglob("test_*.py")) for user in partial_tests(file)]
    assert len(users) > 8
    assert not [user for user, marked in users if not marked]


def partial_tests(file: Path) -> list[tuple[str, bool]]:
    """The tests of a file that try a part of something, and whether they have the mark."""
    text = file.read_text(encoding="utf-8")
    if USES not in text or file.name == Path(__file__).name:
        return []
    functions = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    partial, known = {"some", "examples"}, 0
    while known < len(partial):
        known = len(partial)
        partial |= {each.name for each in functions if partial & names_in(each)}
    return [
        (f"{file.name}::{each.name}", any("exhaustive" in ast.unparse(mark) for mark in each.decorator_list))
        for each in functions
        if each.name.startswith("test_") and each.name in partial
    ]


def names_in(function: ast.FunctionDef) -> set[str]:
    return {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}


def test_the_slow_run_takes_the_others() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "PERKIM_EXHAUSTIVE=others $(PYTHON_HERE) -m pytest" in makefile
    assert '-m "(slow or exhaustive) and not alone"' in makefile
