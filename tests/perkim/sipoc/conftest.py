"""The sample programme and its people."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from perkim.sipoc.models import Berkas
from tests.cast import SUMBERWULUH
from tests.samples.office import MONDAY, open_office, take_move, write_letters

__all__ = ["MONDAY"]


@pytest.fixture
def office(db, monkeypatch) -> SimpleNamespace:
    """The people who work letters, by a short name each."""
    return open_office(monkeypatch)


@pytest.fixture
def letter(office) -> Callable[..., Berkas]:
    """Opens a draft as the operator of Sumberwuluh."""

    def write(title: str = "Perbaikan jalan desa", at=MONDAY, region: str = SUMBERWULUH) -> Berkas:
        return write_letters(office, 1, at, region, title)[0]

    return write


@pytest.fixture
def take() -> Callable[..., Berkas]:
    """Takes one move: `take(actor, case, "kirim", at=..., reason=...)`."""
    return take_move
