"""The case page costs the same for a case with much behind it as for a new one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from perkim.accounts.roles import Role
from perkim.audit.actions import Event, record_many
from perkim.regions.models import Region
from perkim.sipoc import log
from perkim.sipoc.actions import assigning, changing, opening
from perkim.sipoc.instructions import MOST_INSTRUCTIONS
from perkim.sipoc.models import Berkas
from tests.cast import CANDIPURO, SUMBERWULUH, staff
from tests.perkim.portal.bundles import BELOW, BUNDLE, BUNDLES
from tests.perkim.portal.cases import again, monday  # noqa: F401
from tests.perkim.sipoc.conftest import MONDAY
from tests.samples.registering import register_for_test

pytestmark = pytest.mark.django_db
# Session, account, posts, the menu and its counts; then the case with its parts, each at most a few.
MOST = 32


def grow(case: Berkas, people: dict, rows: int) -> None:
    """So many notes, log entries, instructions, named parties and cases below."""
    events = [Event(subject=case.subject, data={"alasan": str(n)}, previous=b"") for n in range(rows)]
    record_many(actor=people["staf"], action=log.PAUSED.action, at=MONDAY, events=events)
    told = [assigning.Instruction(title=f"Perintah {n}", person=people["tfl"]) for n in range(rows)]
    for at in range(0, rows, MOST_INSTRUCTIONS):
        assigning.assign(
            actor=people["staf"], case=again(case), instructions=told[at : at + MOST_INSTRUCTIONS], now=MONDAY
        )
    below = [opening.NewCase(title=f"Surat {n}", regions=[Region.objects.get(pk=SUMBERWULUH)]) for n in range(rows)]
    opening.open_many(
        actor=people["operator"], programme=BUNDLES, process=BELOW, new=below, parent=again(case), now=MONDAY
    )
    for n in range(rows):
        changing.write_note(actor=people["staf"], case=case, text=f"Catatan {n}", now=MONDAY + timedelta(minutes=n))
        party = opening.Party(capacity=f"pihak {n}", party=f"Nama {n}")
        changing.take_part(actor=people["staf"], case=again(case), party=party, now=MONDAY)


@pytest.fixture
def people(db, monkeypatch) -> dict:
    register_for_test(monkeypatch, BUNDLES)
    since = MONDAY.date().replace(month=1)
    roles = {"staf": Role.STAF, "tfl": Role.TFL, "operator": Role.OPERATOR_DESA, "kadis": Role.KADIS}
    return vars(staff(roles, starts=since))


@pytest.mark.parametrize("reader", ["staf", "kadis", "tfl"])
def test_the_queries_do_not_grow(monday, sign_in, people, reader) -> None:  # noqa: F811
    costs = []
    for rows in (1, 30):
        new = opening.NewCase(title=f"Bundel {rows}", regions=[Region.objects.get(pk=CANDIPURO)])
        case = opening.open_case(actor=people["staf"], programme=BUNDLES, process=BUNDLE, new=new, now=MONDAY)
        grow(case, people, rows)
        client = sign_in(people[reader])
        client.get(case.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            assert client.get(case.get_absolute_url()).status_code == 200
        costs.append(len(asked))
    # With much behind it, the newest page of the history may name fewer people, never more.
    assert costs[1] <= costs[0] <= MOST
