"""What `make test` leaves of long tables, `make test-slow` tries: no case is in neither, and none is forgotten."""

import pytest

from tests import exhaustive
from tests.architecture.source import ROOT

USES, MARK = "from tests.exhaustive import", "pytest.mark.exhaustive"


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
    files = [file for file in (ROOT / "tests").rglob("test_*.py") if file.name != "test_exhaustive.py"]
    texts = {file.name: file.read_text(encoding="utf-8") for file in files}
    users = {name for name, text in texts.items() if USES in text}
    assert len(users) > 5
    assert not [name for name in users if MARK not in texts[name]]


def test_the_slow_run_takes_the_others() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "PERKIM_EXHAUSTIVE=others $(PYTHON_HERE) -m pytest" in makefile
    assert '-m "(slow or exhaustive) and not alone"' in makefile
