"""What every paper test needs: people, cases, and a log that is found whole after each test."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.regions.models import Region
from perkim.sipoc.actions.moving import Decision, move
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.checks import check_programmes
from perkim.sipoc.declarations import Programme
from perkim.sipoc.models import Berkas
from tests import cast
from tests.cast import SUMBERWULUH
from tests.samples.registering import register_for_test

SINCE = date(2026, 1, 2)


@pytest.fixture(autouse=True)
def whole_log(db) -> Iterator[None]:
    """Whatever a test did through the actions, the log afterwards is as it was written."""
    yield
    assert list(verify(kept_heads())) == []


@pytest.fixture
def declare(monkeypatch: pytest.MonkeyPatch) -> Callable[[Programme], None]:
    """Makes a sample known; its only fault is that no app holds it."""

    def make_known(programme: Programme) -> None:
        register_for_test(monkeypatch, programme)
        assert [error.id for error in check_programmes()] == ["sipoc.E001"]

    return make_known


@pytest.fixture
def staff(db) -> SimpleNamespace:
    """One account for each role, by the role's code in small letters; villages are Sumberwuluh."""
    return cast.staff({role.lower(): role for role in Role}, starts=SINCE)


@pytest.fixture
def open_at() -> Callable[..., Berkas]:
    """Opens a case as a page would."""

    def open_one(
        actor: User,
        programme: Programme,
        process: str,
        now: datetime,
        *,
        regions: tuple[str, ...] = (SUMBERWULUH,),
        parent: Berkas | None = None,
        **fields,
    ) -> Berkas:
        places = list(Region.objects.filter(pk__in=regions))
        new = NewCase(**{"title": "Berkas contoh", "regions": places, **fields})
        return open_case(
            actor=User.objects.get(pk=actor.pk),
            programme=programme,
            process=programme.process(process),
            new=new,
            now=now,
            parent=parent,
        )

    return open_one


@pytest.fixture
def take() -> Callable[..., Berkas]:
    """Takes one move as a page would: with the version that the page showed, and a user read anew."""

    def decide(actor: User, case: Berkas, way: str, now: datetime, reason: str = "") -> Berkas:
        shown = Berkas.objects.get(pk=case.pk)
        decision = Decision(move=way, key=uuid4(), reason=reason)
        actor = User.objects.get(pk=actor.pk)
        return move(actor=actor, case=shown, decision=decision, lock_version=shown.lock_version, now=now)

    return decide
