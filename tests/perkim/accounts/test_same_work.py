"""An answer takes the same work whether there is such an account or not, so its time tells nobody. Counted, not timed:
passwords hashed, and statements sent to the database."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher as Hasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from perkim.accounts import activation
from perkim.accounts.models import User
from perkim.outbox.models import Work
from tests.cast import enter, give_second_factor, open_account, slip_code

pytestmark = pytest.mark.django_db
EMAIL = "budi@lumajang.example"
# What differs between two runs of the same statement: its values, and the names of savepoints.
VALUES = re.compile(r" VALUES .*| WHERE .*| SET .*|\"s\d+_x\d+\"", re.DOTALL)
CASES = ["ada", "tidak.ada", "ditutup", "menunggu", "dua.langkah"]


@pytest.fixture(autouse=True)
def accounts(db: None, settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    open_account("ada", email=EMAIL)
    open_account("ditutup", is_active=False)
    slip_code(open_account("menunggu", password=None))
    give_second_factor(open_account("dua.langkah"))


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each run of the password hasher, whatever for."""
    runs: list[str] = []

    def counted(run: Callable[..., object], name: str) -> Callable[..., object]:
        def wrapped(*args: object, **kwargs: object) -> object:
            runs.append(name)
            return run(*args, **kwargs)

        return wrapped

    monkeypatch.setattr(Hasher, "encode", counted(Hasher.encode, "encode"))
    monkeypatch.setattr(Hasher, "verify", counted(Hasher.verify, "verify"))
    return runs


def work_of(act: Callable[[], object], hashed: list[str]) -> tuple[int, list[str]]:
    """How many hashes, and the statements without their values."""
    hashed.clear()
    with CaptureQueriesContext(connection) as sent:
        act()
    return len(hashed), [VALUES.sub("", query["sql"]) for query in sent]


def test_a_wrong_password_takes_the_same_work_for_every_name(hashed: list[str]) -> None:
    found = {}
    for number, name in enumerate(CASES):
        # Each from a line of its own, so that what is counted for lines stands the same.
        line = f"192.0.2.{number}"
        found[name] = work_of(lambda name=name, line=line: enter(Client(), name, "salah", REMOTE_ADDR=line), hashed)
    assert [hashes for hashes, _ in found.values()] == [1] * len(CASES)
    assert all(found[name] == found["tidak.ada"] for name in CASES)


def test_a_locked_name_takes_the_same_work_whether_it_exists_or_not(hashed: list[str]) -> None:
    found = []
    for number, name in enumerate(["ada", "tidak.ada"]):
        line = f"192.0.2.{number}"
        for _ in range(5):
            enter(Client(), name, "salah", REMOTE_ADDR=line)
        found.append(work_of(lambda name=name, line=line: enter(Client(), name, REMOTE_ADDR=line), hashed))
    assert found[0] == found[1]
    assert found[0][0] == 0


def activate(username: str) -> object:
    fields = {"username": username, "code": "2222-2222-2222", "name": "Ani", "salutation": "", "email": ""}
    return Client().post("/masuk/aktivasi/", fields | {"password1": "tiga kata acak", "password2": "tiga kata acak"})


def test_a_wrong_code_takes_the_same_work_for_every_name(hashed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    digests: list[str] = []
    real = activation._digest
    monkeypatch.setattr(activation, "_digest", lambda *given: digests.append("one") or real(*given))
    found = {}
    for name in CASES:
        digests.clear()
        found[name] = (*work_of(lambda name=name: activate(name), hashed), len(digests))
    assert all(found[name] == found["tidak.ada"] for name in CASES)
    assert found["ada"][2] == 1


def ask(email: str, line: str) -> object:
    return Client().post("/masuk/lupa-sandi/", {"email": email}, REMOTE_ADDR=line)


@pytest.mark.parametrize("active", [True, False])
def test_a_new_password_takes_the_same_work_for_every_address(
    hashed: list[str], mail_server_is_down, active: bool
) -> None:
    User.objects.filter(email=EMAIL).update(is_active=active)
    known = work_of(lambda: ask(EMAIL, "192.0.2.1"), hashed)
    unknown = work_of(lambda: ask("tidak.ada@lumajang.example", "192.0.2.2"), hashed)
    assert known == unknown
    assert Work.objects.count() == 2
    assert not [statement for statement in known[1] if "accounts_user" in statement]
