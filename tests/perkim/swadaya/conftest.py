"""An office that surveys houses, and one house."""

from types import SimpleNamespace

import pytest

from perkim.sipoc.models import Berkas
from tests.samples.houses import open_house, open_houses


@pytest.fixture
def office(db, monkeypatch) -> SimpleNamespace:
    return open_houses(monkeypatch)


@pytest.fixture
def house(office) -> Berkas:
    """A candidate whose house was not surveyed yet."""
    return open_house(office)
