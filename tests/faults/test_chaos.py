"""Worker, web, database and queue are killed at random moments while an office works through a programme's whole year.

Nothing that was answered with "done" is lost, nothing is there twice, no rupiah is off. A run takes one programme
(`tests/faults/chaos/years.py`). CHAOS_SEED repeats it and the kills in their order; which request they hit is up to the
machine. CHAOS_PACE makes them rarer; with CHAOS_CALM nothing
is killed, to see whether the script itself still fits the screens.
"""

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.db.models import F
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.notices.models import Notice
from perkim.parameters.actions import NewValue, set_value
from perkim.swadaya.ranking.parameters import ANNOUNCED_DAYS
from tests.cast import SUMBERWULUH
from tests.faults.chaos import invariants
from tests.faults.chaos.machines import KINDS
from tests.faults.chaos.office import SEED, SimulatedOffice, name_of
from tests.faults.chaos.site import DONE, ChaosSite, begin, open_office, plan_of_kills, running_site
from tests.faults.chaos.years import YEARS, Year, chosen

VILLAGES = [SUMBERWULUH, "35.08.03.2001"]
KILLS, EACH_KIND = 50, 8
# Forms answered with "done" between two kills, on average: a calm year has five hundred.
PACE = int(os.environ.get("CHAOS_PACE", "6"))
LONGEST_CALM_SECONDS = 8
DRAIN_SECONDS = 150

pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.timeout(1800)]


@pytest.fixture
def site(tmp_path: Path, collected: Path, settings, django_db_blocker: DjangoDbBlocker) -> Iterator[ChaosSite]:
    uploads = settings.STORAGES["uploads"]
    options = {**uploads["OPTIONS"], "location": tmp_path / "uploads"}
    settings.STORAGES = {**settings.STORAGES, "uploads": {**uploads, "OPTIONS": options}}
    with django_db_blocker.unblock(), running_site(tmp_path, collected, settings) as site:
        yield site


@pytest.fixture
def office(site: ChaosSite) -> SimulatedOffice:
    office = open_office(site, VILLAGES, SEED)
    actor = User.objects.get(username=name_of(Role.KADIS))
    # Nobody can wait for seven days.
    new = NewValue(kind=ANNOUNCED_DAYS, value=1, starts=timezone.localdate(), basis="Uji kekacauan")
    set_value(actor=actor, new=new, now=timezone.now())
    begin(site)
    return office


@pytest.mark.parametrize("programme", chosen())
def test_an_office_whose_servers_die_all_the_time_loses_doubles_and_miscounts_nothing(
    site: ChaosSite, office: SimulatedOffice, programme: str
) -> None:
    year, again = YEARS[programme], f"CHAOS_PROGRAMME={programme} CHAOS_SEED={SEED}"
    try:
        kill_while_working(site, office, year)
        wait_until_nothing_waits(site)
        faults = year.broken(site, office)
    except BaseException as error:
        raise AssertionError(f"{again}, killed {dict(site.killed)}: {error}\n{site.logs()}") from error
    assert not faults, f"{again}, killed {dict(site.killed)}, answers {dict(site.told)}:\n" + "\n".join(faults)
    assert sum(site.killed.values()) >= KILLS
    assert min(site.killed[kind] for kind in KINDS) >= EACH_KIND, site.killed


def kill_while_working(site: ChaosSite, office: SimulatedOffice, year: Year) -> None:
    chance, failed = random.Random(SEED), []  # noqa: S311

    def work() -> None:
        try:
            year.work(office)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    worker = threading.Thread(target=work, name="kantor")
    worker.start()
    try:
        kills = plan_of_kills(chance, EACH_KIND)
        while calm_before_the_next(site, chance, worker):
            if os.environ.get("CHAOS_CALM"):
                continue
            kind = next(kills)
            while not site.kill(kind, chance.randrange(10**9)) and worker.is_alive():
                time.sleep(0.1)
            if not sum(site.killed.values()) % 10:
                let_notices_age()
    finally:
        office.stop.set() if failed else None
        worker.join()
    if failed:
        raise failed[0]


def calm_before_the_next(site: ChaosSite, chance: random.Random, worker: threading.Thread) -> bool:
    """Some forms later, or after a while in which people only look; whether the office still works then. A slow
    machine, whose servers take long to come back, is not killed faster than it works."""
    answered, until = site.answered, float("inf")
    due = site.told[DONE] + chance.randint(2, 2 * PACE - 2)
    while worker.is_alive() and site.told[DONE] < due and time.monotonic() < until:
        if until == float("inf") and site.answered > answered:
            until = time.monotonic() + LONGEST_CALM_SECONDS
        time.sleep(0.02)
    time.sleep(chance.uniform(0, 0.4))
    return worker.is_alive()


def let_notices_age() -> None:
    """Digests wait for a quarter of an hour, which has passed."""
    try:
        Notice.objects.filter(mailed_at=None).update(made_at=F("made_at") - timedelta(minutes=16))
    except DatabaseError:
        connection.close()


def wait_until_nothing_waits(site: ChaosSite) -> None:
    """Everything has been started again; what was left is taken up. Then the clock stops, which asks ever anew."""
    _wait_for(site, lambda: [each for each in invariants.waiting(site) if "messages" not in each])
    site.room.tell("halt", name="beat")
    _wait_for(site, lambda: invariants.waiting(site))


def _wait_for(site: ChaosSite, left: Callable[[], list[str]]) -> None:
    deadline = time.monotonic() + DRAIN_SECONDS
    connection.close()
    site.room.tell("tend_all")
    while waits := left():
        assert time.monotonic() < deadline, f"still waiting: {waits}"
        let_notices_age()
        time.sleep(1)
