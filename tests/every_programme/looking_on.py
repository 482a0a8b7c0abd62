"""Who sees a case and may do what in it, asked at each stop of a walk of accounts that have done nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import VILLAGE_ROLES, Role
from perkim.lib.span import LAST_DAY
from perkim.sipoc.actions.moving import Decision, move
from perkim.sipoc.declarations import Move, Process
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import may_see, refusals
from tests.cast import TOMPOKERSAN, employ
from tests.every_programme.walker import MONDAY, undone
from tests.worlds import kept

SINCE = MONDAY.date().replace(month=1)
NOT_YET = LAST_DAY


@kept
def second_accounts() -> dict[Role, User]:
    """A second account for each role, which has done nothing yet, so that only its role speaks."""
    return {role: employ(role, username=f"dua.{role.lower()}", starts=SINCE, second_factor=True) for role in Role}


def far_desks(process: Process) -> dict[Role, User]:
    """The desks of another village."""
    return {
        role: employ(role, username=f"jauh.{role.lower()}", region=TOMPOKERSAN, starts=SINCE)
        for role in sorted(VILLAGE_ROLES & process.workers())
    }


class LookersOn:
    """They hold their roles only while they look: what is walked is walked in an office with one account for each."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.others, self.far = second_accounts(), far_desks(process)
        self.wrong: dict[str, list[str]] = {"seen": [], "ways": [], "far": []}
        for user in self._all():
            assert user.assignments_today
        self._posts().update(starts=NOT_YET)

    def look(self, case: Berkas) -> None:
        with self._in_office():
            self._who_sees(case)
            for way in case.declared_stage.moves:
                self._who_may(case, way)
            self._who_is_far(case)

    def _all(self) -> list[User]:
        return [*self.others.values(), *self.far.values()]

    def _posts(self):
        return Assignment.objects.filter(user__in=self._all())

    @contextmanager
    def _in_office(self) -> Iterator[None]:
        with undone():
            self._posts().update(starts=SINCE)
            yield

    def _who_sees(self, case: Berkas) -> None:
        for role, user in self.others.items():
            expected = expected_to_see(self.process, case, role)
            listed = Berkas.objects.visible_to(user).filter(pk=case.pk).exists()
            if not expected == listed == may_see(user, case):
                self.wrong["seen"].append(f"{role} {case.stage}")

    def _who_may(self, case: Berkas, way: Move) -> None:
        for role, user in self.others.items():
            allowed = role in way.by and expected_to_see(self.process, case, role)
            refused = refusals(user, case.declared_stage, way, [case])
            if allowed is bool(refused) or (refused and attempt(user, case, way) != "refused"):
                self.wrong["ways"].append(f"{role} {case.stage}.{way.key}: {refused}")

    def _who_is_far(self, case: Berkas) -> None:
        for role, user in self.far.items():
            if may_see(user, case):
                self.wrong["far"].append(f"{role} sees {case.stage}")
            for way in case.declared_stage.moves:
                if (answer := attempt(user, case, way)) != "refused":
                    self.wrong["far"].append(f"{role} {case.stage}.{way.key}: {answer}")


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
