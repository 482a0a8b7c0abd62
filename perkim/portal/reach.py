"""Which programmes and processes an account finds in its menu and lists. Which rows it sees there, `scopes` says."""

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Process, Programme
from perkim.sipoc.registry import programmes
from perkim.sipoc.scopes import sees_some


def processes_for(user: User, programme: Programme) -> list[Process]:
    """The processes of a programme in which a role of this account has a part: sees, opens, works or hands out."""
    if not programme.open:
        return []
    held = _roles(user, programme)
    return [process for process in programme.processes if held & _concerned(process)]


def programmes_for(user: User) -> list[Programme]:
    return [programme for programme in programmes() if processes_for(user, programme)]


def may_open(user: User, programme: Programme, process: Process) -> bool:
    """Whether the account opens cases of this process somewhere."""
    openers = set(process.opened_by)
    return any(each.role in openers and each.programme in ("", programme.slug) for each in user.assignments_today)


def _roles(user: User, programme: Programme) -> set[str]:
    return {each.role for each in user.assignments_today if each.programme in ("", programme.slug)}


def _concerned(process: Process) -> set[Role]:
    return {*sees_some(process), *process.opened_by}
