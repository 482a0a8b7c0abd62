"""The table role x stage x way: allowed exactly as declared, refused otherwise; who may not see a case finds none."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from perkim.accounts.models import User
from perkim.accounts.roles import VILLAGE_ROLES, Role
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.actions.moving import Decision, move
from perkim.sipoc.declarations import Move, Process, Programme
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import may_see, refusals
from tests.cast import TOMPOKERSAN, employ
from tests.every_programme.conftest import each_process, for_each
from tests.every_programme.walker import MONDAY, Walker, undone

pytestmark = pytest.mark.django_db
SINCE = MONDAY.date().replace(month=1)


@pytest.fixture
def others(db) -> dict[Role, User]:
    """A second account for each role, which has done nothing yet, so that only its role speaks."""
    return {role: employ(role, username=f"dua.{role.lower()}", starts=SINCE, second_factor=True) for role in Role}


def expected_to_see(process: Process, case: Berkas, role: Role) -> bool:
    """As the declaration says: who works the kind of case or is named sees it, a draft only who works drafts. Where the
    case has the standing of the one it lies in, that one's number and that one's workers count."""
    if role in process.own_roles:
        return False
    if role not in process.workers() | set(process.seen_by):
        return False
    while process.handed_in_with_parent:
        process, case = case.parent.declared, case.parent
    drafts = process.workers([stage for stage in process.stages if stage.key in process.drafts])
    return bool(case.number) or role in drafts


def attempt(actor: User, case: Berkas, way: Move) -> str:
    """What the engine answers: done, refused, or anything else that stands in the way."""
    decision = Decision(move=way.key, key=uuid4(), reason="Alasan contoh.")
    try:
        with undone():
            move(actor=actor, case=case, decision=decision, lock_version=case.lock_version, now=MONDAY.replace(month=7))
    except RefusedError:
        return "refused"
    except SipocError as error:
        return f"other: {error}"
    return "done"


@each_process
def test_each_role_sees_what_is_declared_and_nothing_else(programme: Programme, process: Process, others) -> None:
    wrong = []
    for case in Walker(programme).stages_of(process):
        for role, user in others.items():
            expected = expected_to_see(process, case, role)
            listed = Berkas.objects.visible_to(user).filter(pk=case.pk).exists()
            if not expected == listed == may_see(user, case):
                wrong.append(f"{role} {case.stage}")
    assert not wrong


@each_process
def test_each_way_is_open_to_the_roles_it_names_and_to_no_other(programme: Programme, process: Process, others) -> None:
    wrong = []
    for case in Walker(programme).stages_of(process):
        for way in case.declared_stage.moves:
            for role, user in others.items():
                allowed = role in way.by and expected_to_see(process, case, role)
                refused = refusals(user, case.declared_stage, way, [case])
                if allowed is bool(refused) or (refused and attempt(user, case, way) != "refused"):
                    wrong.append(f"{role} {case.stage}.{way.key}: {refused}")
    assert not wrong


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


@for_each(lambda process: VILLAGE_ROLES & process.workers())
def test_a_desk_of_another_village_may_do_nothing(programme: Programme, process: Process) -> None:
    walker, village = Walker(programme), VILLAGE_ROLES & process.workers()
    far = {role: employ(role, username=f"jauh.{role.lower()}", region=TOMPOKERSAN, starts=SINCE) for role in village}
    for case in walker.stages_of(process):
        for user in far.values():
            assert not may_see(user, case)
            for way in case.declared_stage.moves:
                assert attempt(user, case, way) == "refused"


@each_process
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
