"""Pages answer as the engine does, and who was handed a case is let in; the table role x stage x way is read at each
stop of the walk (`test_walk_through.py`)."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.declarations import Process, Programme
from perkim.sipoc.policies import may_see, refusals
from tests.every_programme.conftest import each_process_in_turn, for_each
from tests.every_programme.looking_on import expected_to_see, second_accounts
from tests.every_programme.walker import Walker

pytestmark = pytest.mark.django_db


@pytest.fixture
def others(db) -> dict[Role, User]:
    return second_accounts()


@for_each(lambda process: process.own_roles)
def test_who_works_only_his_own_cases_is_let_in_when_he_is_handed_one(programme, process: Process, others) -> None:
    walker = Walker(programme)
    case = walker.open(process)
    for role, giver in process.own_roles.items():
        assert not may_see(others[role], case)
        hand_over(actor=walker.holder(giver), cases=[case], role=role, to=others[role], now=walker.tick())
        assert may_see(others[role], case)
        for way in case.declared_stage.moves:
            assert (role in way.by) is not bool(refusals(others[role], case.declared_stage, way, [case]))


@each_process_in_turn
def test_the_pages_answer_as_the_engine_does(programme: Programme, process: Process, others, client: Client) -> None:
    """404 for what may not be seen, 403 for a decision that is not one's own. The way asked for lacks its inputs, so
    nobody gets through."""
    walker = Walker(programme)
    case = walker.open(process)
    way = next(way for way in case.declared_stage.moves if way.completes)
    for role, user in others.items():
        client.force_login(user)
        page = client.get(case.get_absolute_url())
        sent = {
            "key": str(uuid4()),
            "lock_version": case.lock_version,
            "move": way.key,
            "reason": "Contoh.",
            "yakin": "1",
        }
        answer = client.post(reverse("portal:case_decide", args=[case.public_id]), sent)
        seen = expected_to_see(process, case, role)
        assert page.status_code == (200 if seen else 404), role
        if not seen:
            assert answer.status_code == 404, role
        else:
            assert (answer.status_code == 403) is (role not in way.by), role
