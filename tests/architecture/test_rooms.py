"""A room is looked for by its name: no two of the core have the same one, and none that says nothing."""

from collections import Counter
from pathlib import Path

from tests.architecture.source import ROOT

# Django's own, and what each app calls the same thing by.
KINDS = {"actions", "commands", "management", "migrations", "models", "templatetags"}
SAY_NOTHING = {"common", "core", "helpers", "misc", "services", "shared", "utils"}


def rooms() -> list[Path]:
    return [each.parent for each in (ROOT / "perkim").rglob("__init__.py") if each.parent.name not in KINDS]


def test_each_room_has_a_name_of_its_own() -> None:
    names = Counter(each.name for each in rooms())
    assert len(names) > 50
    assert [name for name, count in names.items() if count > 1] == []


def test_no_name_says_nothing() -> None:
    assert [str(each) for each in rooms() if each.name in SAY_NOTHING] == []
