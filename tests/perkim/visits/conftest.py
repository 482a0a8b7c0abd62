"""Houses that facilitators visit, the people who do so, and a storage for photos."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from perkim.sipoc.models import Berkas
from tests.samples.field_work import handed_houses, open_field_office


@pytest.fixture(autouse=True)
def folder(uploads_folder: Path) -> None:
    """Photos of each test lie in a folder of its own."""


@pytest.fixture
def office(db, monkeypatch) -> SimpleNamespace:
    return open_field_office(monkeypatch)


@pytest.fixture
def house(office) -> Berkas:
    """A house that was handed to the first facilitator."""
    return handed_houses(office)[0]
