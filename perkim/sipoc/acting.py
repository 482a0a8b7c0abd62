"""Who acts, when, and on which cases: what every part of an action is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.utils import timezone

from perkim.accounts.models import User
from perkim.lib.calendar import OfficeCalendar
from perkim.parameters.reading import office_calendar
from perkim.sipoc.models import Berkas


@dataclass(frozen=True, kw_only=True)
class Acting:
    """All cases are of one kind. The parts of an action are given this; the action itself is a `Step`, which also
    writes the log and the cases. `move_id` is carried by all that one move writes, below its cases too; whatever is not
    part of a move has none."""

    actor: User
    now: datetime
    cases: Sequence[Berkas]
    move_id: UUID | None = None

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @cached_property
    def calendar(self) -> OfficeCalendar:
        return office_calendar(self.today)

    @cached_property
    def ids(self) -> list[int]:
        return [case.pk for case in self.cases]
