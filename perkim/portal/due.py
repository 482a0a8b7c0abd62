"""A deadline in the words of a screen: how many working days are left, as a chip says it. Pure; asks no database."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format

from perkim.lib.calendar import ONE_DAY, OfficeCalendar

# So many working days before the end a deadline begins to warn (ui.md §5).
SOON = 3


@dataclass(frozen=True, kw_only=True)
class Due:
    """What a chip says. `level` is warn, bad or empty; `icon` a name of `perkim.portal.icons`; `at` the moment itself,
    whose full date stands in the chip's title."""

    words: str
    level: str
    icon: str
    at: datetime | None = None

    @property
    def sentence(self) -> str:
        """The words where nothing beside them says that a deadline is meant: `Tenggat besok`."""
        says_it_alone = self.level == "bad" or self.icon in ("check", "hourglass")
        return self.words if says_it_alone else f"Tenggat {self.words[0].lower()}{self.words[1:]}"


def due_of(
    due_at: datetime | None, *, now: datetime, calendar: OfficeCalendar, paused: bool = False, closed: bool = False
) -> Due | None:
    """The chip of a deadline in working days; None where nothing is promised. `paused`: its clock stands still."""
    if closed:
        return Due(words="Selesai", level="", icon="check", at=due_at)
    if paused:
        return Due(words="Dijeda", level="", icon="hourglass", at=due_at)
    if due_at is None:
        return None
    if due_at < now:
        return Due(words=_late(due_at, now, calendar), level="bad", icon="triangle-alert", at=due_at)
    words = _soon(due_at, now, calendar)
    if words:
        return Due(words=words, level="warn", icon="clock", at=due_at)
    day = calendar.day_of(due_at)
    form = "j F" if day.year == calendar.day_of(now).year else "j F Y"
    return Due(words=date_format(day, form), level="", icon="calendar", at=due_at)


def days_left(due_at: datetime, *, now: datetime, calendar: OfficeCalendar) -> int:
    """Working days after today up to and with the day of a deadline; negative when that day is past."""
    return calendar.days_until(calendar.day_of(now), calendar.day_of(due_at))


def _late(due_at: datetime, now: datetime, calendar: OfficeCalendar) -> str:
    if calendar.day_of(due_at) == calendar.day_of(now):
        return f"Lewat pukul {date_format(due_at.astimezone(calendar.zone), 'H.i')}"
    # On the first day off after a deadline no working day has passed yet; it is late all the same.
    return f"Terlambat {max(1, -days_left(due_at, now=now, calendar=calendar))} hari"


def _soon(due_at: datetime, now: datetime, calendar: OfficeCalendar) -> str:
    """Empty if there is time."""
    day, today = calendar.day_of(due_at), calendar.day_of(now)
    left = days_left(due_at, now=now, calendar=calendar)
    if left > SOON:
        return ""
    if day == today:
        return "Hari ini"
    if day == today + ONE_DAY:
        return "Besok"
    return f"{max(1, left)} hari lagi"
