"""What a change to the days off would move, before it is saved. Counts every promise, lists the first of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format

from perkim.accounts.models import User
from perkim.lib.calendar import OfficeCalendar
from perkim.parameters.reading import office_calendar
from perkim.portal.office.calendar_forms import CalendarChange
from perkim.sipoc.actions.recounting import Shift, changed_calendar, shifts
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme as programme_of

LISTED = 50


@dataclass(frozen=True, kw_only=True)
class Moved:
    """One promise that would move. `case` is None where the reader may not see it: only its programme is shown."""

    programme: str
    case: Berkas | None
    deadline: str
    before: datetime
    after: datetime
    effect: str


@dataclass(frozen=True, kw_only=True)
class Preview:
    """`by_programme` counts all that move; `rows` are the nearest of them; `notes` say what moves nothing."""

    total: int
    by_programme: Sequence[tuple[str, int]]
    rows: Sequence[Moved]
    notes: Sequence[str]


def preview_of(user: User, draft: CalendarChange, now: datetime) -> Preview:
    """Asks the calendar about every running deadline, as the job will. Raises CalendarError if no working day is left
    within the longest closure."""
    today = timezone.localdate(now)
    calendar = changed_calendar(office_calendar(today), draft.days, draft.remove)
    for day in draft.days:
        # A promise may begin before the closure: count over the whole of it.
        calendar.shift(calendar.shift(day, -1), 1)
    counted: Counter[str] = Counter()
    first: list[Shift] = []
    for shift in shifts(calendar):
        counted[shift.tenggat.berkas.programme] += 1
        if len(first) < LISTED:
            first.append(shift)
    return Preview(
        total=counted.total(),
        by_programme=[(programme_of(slug).title, count) for slug, count in counted.most_common()],
        rows=_rows(user, first, now),
        notes=[note for day in sorted(draft.days) if (note := _closed_anyway(calendar, day))],
    )


def _rows(user: User, moved: Sequence[Shift], now: datetime) -> list[Moved]:
    """One query, whichever of the cases the reader may see."""
    ids = {shift.tenggat.berkas_id for shift in moved}
    seen = set(Berkas.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    return [
        Moved(
            programme=programme_of(shift.tenggat.berkas.programme).title,
            case=shift.tenggat.berkas if shift.tenggat.berkas_id in seen else None,
            deadline=shift.tenggat.title,
            before=shift.tenggat.due_at,
            after=shift.due_at,
            effect=_effect(shift, now),
        )
        for shift in moved
    ]


def _effect(shift: Shift, now: datetime) -> str:
    was_late, will_be_late = shift.tenggat.due_at < now, shift.due_at < now
    if was_late == will_be_late:
        return ""
    return "menjadi terlambat" if will_be_late else "tidak lagi terlambat"


def _closed_anyway(calendar: OfficeCalendar, day: date) -> str:
    if day.weekday() in calendar.hours_on(day):
        return ""
    return (
        f"{date_format(day, 'l, j F Y')}: kantor memang tutup hari itu, jadi tidak ada janji yang bergeser karenanya."
    )
