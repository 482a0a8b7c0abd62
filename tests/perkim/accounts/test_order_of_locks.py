"""Two transactions of one account do not wait for each other in turn: the chain of its entries is locked last."""

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perkim.accounts import actions, releases
from perkim.accounts.activation import activate, issue_slips
from perkim.accounts.models import Assignment, Release, User
from perkim.accounts.roles import Role
from perkim.regions.models import Region
from tests.cast import KABUPATEN, employ, give_second_factor, let_act, open_account, slip_code

pytestmark = pytest.mark.django_db
CHAIN = "INSERT INTO audit_chainhead"
# Rows of the log itself are written by who holds the chain.
LOCKS = re.compile(r'UPDATE "(?!audit_)|DELETE FROM "(?!audit_)|.* FOR (NO KEY )?UPDATE', re.DOTALL)
# An entry, a notice refer to accounts: this lock would make them wait.
HARD = re.compile(r'SELECT .* FROM "accounts_(user|assignment)" .* FOR UPDATE', re.DOTALL)


@pytest.fixture
def office(db: None) -> SimpleNamespace:
    admin, second = (employ(Role.ADMIN, username=name) for name in ("admin", "admin.dua"))
    head, today = employ(Role.KADIS, second_factor=True), timezone.localdate()
    post, stand_in = head.assignments.get(), open_account("wakil")
    let_act(stand_in, post, starts=today, ends=today)
    let_act(stand_in, post, starts=today + timedelta(days=9), ends=today + timedelta(days=9))
    give_second_factor(budi := open_account("budi", email="budi@lumajang.example"))
    return SimpleNamespace(admin=admin, second=second, head=head, post=post, budi=budi, now=timezone.now())


def role(user: User, code: Role) -> Assignment:
    return Assignment(user=user, role=code, region=Region.objects.get(pk=KABUPATEN), starts=timezone.localdate())


def with_slip(office: SimpleNamespace, user: User) -> User:
    fields = {"name": "Ani", "salutation": "", "email": "ani@lumajang.example", "password": "tiga kata acak"}
    return activate(username=user.username, code=slip_code(user), now=office.now, **fields)


def other_email(office: SimpleNamespace) -> User:
    office.budi.email = "baru@lumajang.example"
    return actions.save_account(office.budi)


def requested(office: SimpleNamespace, kind: Release.Kind) -> Release:
    return releases.ask(actor=office.admin, account=office.head, kind=kind, now=office.now)


def carried_out(office: SimpleNamespace, release: Release | None) -> object:
    assert release is not None
    return releases.carry_out(actor=office.second, release=release, now=office.now)


ACTS: dict[str, Callable[[SimpleNamespace], object]] = {
    "assign": lambda o: actions.assign(actor=o.admin, assignment=role(o.budi, Role.STAF)),
    "end": lambda o: actions.end_assignment(actor=o.admin, assignment=o.post, last_day=timezone.localdate()),
    "close": lambda o: actions.set_active(actor=o.admin, user=o.head, active=False),
    "factor": lambda o: actions.remove_second_factor(actor=o.admin, user=o.budi),
    "slip": lambda o: issue_slips(actor=o.admin, users=[o.budi], now=o.now),
    "activate": lambda o: with_slip(o, o.budi),
    "activate a head": lambda o: with_slip(o, o.head),
    "email": other_email,
    "ask": lambda o: requested(o, Release.Kind.SLIP),
    "cancel": lambda o: releases.cancel(actor=o.head, release=requested(o, Release.Kind.SLIP), now=o.now),
    "do a slip": lambda o: carried_out(o, requested(o, Release.Kind.SLIP)),
    "do a factor": lambda o: carried_out(o, requested(o, Release.Kind.SECOND_FACTOR)),
    "do a role": lambda o: carried_out(
        o, releases.give(actor=o.admin, assignment=role(o.budi, Role.SEKDIS), now=o.now)
    ),
}


def transactions(act: Callable[[], object]) -> list[list[str]]:
    """The statements of the act, parted where a transaction of the act ended: the test's own goes round all of them."""
    found: list[list[str]] = [[]]
    with CaptureQueriesContext(connection) as sent:
        act()
    depth = 0
    for query in sent:
        depth += query["sql"].startswith("SAVEPOINT")
        depth -= query["sql"].startswith(("RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT"))
        found[-1].append(query["sql"])
        if not depth:
            found.append([])
    return found


@pytest.mark.parametrize("name", ACTS)
def test_nothing_is_locked_after_the_chain(office: SimpleNamespace, name: str) -> None:
    chained = 0
    for statements in transactions(lambda: ACTS[name](office)):
        after = [number for number, sql in enumerate(statements) if sql.startswith(CHAIN)]
        chained += bool(after)
        assert [sql for sql in statements[min(after, default=len(statements)) :] if LOCKS.match(sql)] == []
        assert [sql for sql in statements if HARD.match(sql)] == []
    assert chained


def test_carrying_out_locks_one_chain(office: SimpleNamespace) -> None:
    """Two admins who carry out what the other one asked for would else lock both chains, each the own one last."""
    release = releases.give(actor=office.admin, assignment=role(office.budi, Role.SEKDIS), now=office.now)
    with CaptureQueriesContext(connection) as sent:
        carried_out(office, release)
    chains = [query["sql"] for query in sent if query["sql"].startswith(CHAIN)]
    assert len(chains) == 2
    assert all(f"akun:{office.second.pk}'" in sql for sql in chains)
