"""One reader before one case at one moment: what the parts of the case page ask again and again, read once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.lib.calendar import OfficeCalendar
from perkim.parameters.reading import office_calendar
from perkim.sipoc.declarations import Process, Stage
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import Parts, keeps_time, parts_of, sees_hidden, sees_whole, works_as

UNNAMED = "Pihak yang dirahasiakan"


@dataclass(frozen=True)
class Desk:
    """A reader who may see the case, and the case. Every part of the page takes its answers from here."""

    user: User
    case: Berkas
    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @cached_property
    def process(self) -> Process:
        return self.case.declared

    @cached_property
    def stage(self) -> Stage:
        return self.case.declared_stage

    @cached_property
    def calendar(self) -> OfficeCalendar:
        return office_calendar(self.today)

    @cached_property
    def parts(self) -> Parts:
        return parts_of(self.user, [self.case])

    @cached_property
    def sees_whole(self) -> bool:
        """Whether the reader sees more of the case than that one of his own lies in it."""
        return sees_whole(self.user, self.case, self.parts)

    @property
    def can_change(self) -> bool:
        """Whether anything at all may be done to the case now; notes may always be written."""
        return self.case.is_open and not self.case.frozen

    def works(self, roles: Iterable[Role]) -> bool:
        """Whether the reader works this case in one of the roles."""
        return works_as(self.user, self.case, sorted(roles), self.parts)

    @cached_property
    def works_process(self) -> bool:
        return self.works(self.process.workers())

    @cached_property
    def works_stage(self) -> bool:
        return self.works(self.process.workers([self.stage]))

    @cached_property
    def keeps_time(self) -> bool:
        """Whether the reader may change the deadlines of this stage."""
        return keeps_time(self.user, self.case, self.parts)

    @cached_property
    def _unnamed(self) -> frozenset[int]:
        """Accounts that take (or took) part in hiding, whom this reader may not know: no name of theirs on any part of
        the page, whatever else they did. One query, or none."""
        if not self.process.hidden_to or sees_hidden(self.user, self.case):
            return frozenset()
        hidden = self.case.participants.filter(hidden=True, user__isnull=False).exclude(user=self.user)
        return frozenset(hidden.values_list("user", flat=True))

    def name(self, user: User | None) -> str:
        """How this reader may read the name of an account; empty for nobody."""
        if user is None:
            return ""
        return UNNAMED if user.pk in self._unnamed else user.name
