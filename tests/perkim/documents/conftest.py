"""Letters that ask for papers, the people who work them, and a storage for scans."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from perkim.sipoc.models import Berkas
from tests.cast import staff
from tests.samples.office import MONDAY, ROLES
from tests.samples.papers import open_letter, sent_letter, with_papers
from tests.samples.registering import register_for_test


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> None:
    uploads = settings.STORAGES["uploads"]
    options = {**uploads["OPTIONS"], "location": tmp_path}
    settings.STORAGES = {**settings.STORAGES, "uploads": {**uploads, "OPTIONS": options}}


@pytest.fixture
def office(db, monkeypatch) -> SimpleNamespace:
    """The people who work letters, by a short name each; their second factor is set up."""
    register_for_test(monkeypatch, with_papers())
    since = MONDAY.date().replace(month=1)
    return staff(ROLES, starts=since, second_factor=True)


@pytest.fixture
def draft(office) -> Berkas:
    return open_letter(office)


@pytest.fixture
def sent(office) -> Berkas:
    """A letter before the staff, which waits for the team's paper."""
    return sent_letter(office)
