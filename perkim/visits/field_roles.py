"""Who works in the field: the roles to which a programme hands its cases in person."""

from django.utils.functional import lazy
from rules import predicate

from perkim.accounts.access import Rule
from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.sipoc.registry import programmes


def field_roles() -> list[Role]:
    """Each once, in the order of the programmes."""
    declared = [process for programme in programmes() for process in programme.processes]
    return list(dict.fromkeys(role for process in declared for role in process.own_roles))


def _in_words() -> str:
    return ", ".join(str(role.label) for role in field_roles())


@predicate("holds a role to which cases are handed in person")
def works_in_the_field(user: User) -> bool:
    return user.has_role(*field_roles())


# Asked for when somebody opens the page, as programmes are declared after this module is read.
field_workers = Rule(lazy(_in_words, str)(), works_in_the_field)
