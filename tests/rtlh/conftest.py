"""An office with one person for each role, and a village's proposal whose houses are surveyed."""

from pathlib import Path

import pytest

from perkim.parameters.seeding import load_first_values
from perkim.sipoc.registry import programme
from tests.every_programme.walker import Walker


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> None:
    uploads = settings.STORAGES["uploads"]
    options = {**uploads["OPTIONS"], "location": tmp_path}
    settings.STORAGES = {**settings.STORAGES, "uploads": {**uploads, "OPTIONS": options}}


@pytest.fixture
def walker(db) -> Walker:
    load_first_values()
    return Walker(programme("rtlh"))
