"""Lets a programme exist for one test: in the registry, with the amounts of its deadlines as parameters."""

from collections.abc import Sequence

import pytest

from perkim.parameters import first_values, kinds
from perkim.parameters.seeding import load_first_values
from perkim.sipoc import registry
from perkim.sipoc.declarations import Programme
from tests.worlds import kept


def register_for_test(monkeypatch: pytest.MonkeyPatch, programme: Programme) -> None:
    """Known until the test ends. Needs a database: the first values are written as at installation."""
    for known in (registry._programmes, kinds._kinds, first_values._stated):
        monkeypatch.setattr(known, "_things", dict(known._things))
    registry.register(programme)
    written(first_values.first_values())


@kept
def written(stated: Sequence[first_values.FirstValue]) -> None:
    """The values that are committed and these, as at installation."""
    load_first_values()
