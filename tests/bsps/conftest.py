"""An office with one person for each role, which works BSPS."""

from pathlib import Path

import pytest

from perkim.sipoc.registry import programme
from tests.every_programme.walker import Walker


@pytest.fixture(autouse=True)
def folder(uploads_folder: Path) -> None:
    """Each test has a storage of its own."""


@pytest.fixture
def walker(db) -> Walker:
    return Walker(programme("bsps"))
