"""Promise 4: the way that time itself takes is open to the system, and to no person whatever the role."""

from dataclasses import replace

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.sipoc.policies import refusals
from perkim.sipoc.terms import MoveKind
from tests.cast import employ
from tests.samples.letters import CHECK


def test_only_the_system_takes_the_expiring_way(letter) -> None:
    case = letter()
    way = replace(CHECK.move("tolak"), kind=MoveKind.EXPIRE, by=tuple(Role))
    persons = [employ(role, username=f"dua.{role.lower()}") for role in Role]
    assert all(refusals(person, CHECK, way, [case]).keys() == {case.pk} for person in persons)
    assert refusals(User.objects.system(), CHECK, way, [case]) == {}
