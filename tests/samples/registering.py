"""Lets a programme exist for one test: in the registry, with the amounts of its deadlines as parameters."""

import pytest

from perkim.parameters import first_values, kinds
from perkim.parameters.seeding import load_first_values
from perkim.sipoc import registry
from perkim.sipoc.declarations import Programme


def register_for_test(monkeypatch: pytest.MonkeyPatch, programme: Programme) -> None:
    """Known until the test ends. Needs a database: the first values are written as at installation."""
    for known in (registry._programmes, kinds._kinds, first_values._stated):
        monkeypatch.setattr(known, "_things", dict(known._things))
    registry.register(programme)
    load_first_values()
