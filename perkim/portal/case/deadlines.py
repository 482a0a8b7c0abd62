"""The deadlines of a case as its page shows them: promised, now, left, and what may be changed about them."""

from collections.abc import Sequence
from dataclasses import dataclass

from perkim.portal.case.desk import Desk
from perkim.portal.due import Due, days_left, due_of
from perkim.sipoc import clock
from perkim.sipoc.declarations import Deadline
from perkim.sipoc.models import Tenggat
from perkim.sipoc.terms import Unit


@dataclass(frozen=True, kw_only=True)
class DeadlineLine:
    """One deadline. `longer` is by how much it may be extended next (words, empty if not); `classes` among which one
    may be chosen; `tenggat` is None while it waits for its class; `provisional` is the year whose days off it lacks."""

    key: str
    title: str
    tenggat: Tenggat | None
    due: Due | None
    left: str
    moved: bool
    longer: str
    classes: Sequence[str]
    provisional: int = 0

    @property
    def met(self) -> bool:
        return self.tenggat is not None and self.tenggat.met_at is not None


def tenggat_of(desk: Desk) -> list[Tenggat]:
    """All deadlines of the case that still count or were met, oldest first. One query."""
    return list(desk.case.tenggat.filter(voided_at=None).select_related("parameter").order_by("id"))


def lines_of(desk: Desk, deadlines: Sequence[Tenggat]) -> list[DeadlineLine]:
    """Running ones first, then those of this stage that wait for a class, then what was met."""
    declared = {deadline.key: deadline for stage in desk.process.stages for deadline in stage.deadlines}
    running = [each for each in deadlines if each.met_at is None]
    met = [each for each in deadlines if each.met_at is not None]
    known = {each.key for each in running}
    asking = [each for each in desk.stage.deadlines if each.classes and each.key not in known]
    lines = [_line(desk, each, declared.get(each.key)) for each in running]
    if desk.case.is_open:
        lines += [_asking(desk, each) for each in asking]
    return lines + [_line(desk, each, declared.get(each.key)) for each in met]


def _line(desk: Desk, tenggat: Tenggat, declared: Deadline | None) -> DeadlineLine:
    changes = desk.can_change and desk.keeps_time and tenggat.met_at is None and declared is not None
    return DeadlineLine(
        key=tenggat.key,
        title=tenggat.title,
        tenggat=tenggat,
        due=_chip(desk, tenggat),
        left=_left(desk, tenggat),
        moved=tenggat.first_promise != tenggat.due_at and tenggat.stopped_at is None,
        longer=_longer(desk, tenggat, declared) if changes and declared else "",
        classes=[each for each in declared.classes if each != tenggat.chosen] if changes and declared else (),
        provisional=_unstated_year(desk, tenggat),
    )


def _unstated_year(desk: Desk, tenggat: Tenggat) -> int:
    is_open = tenggat.is_running and clock.is_provisional(desk.calendar, tenggat.unit, tenggat.due_at)
    return tenggat.due_at.astimezone(desk.calendar.zone).year if is_open else 0


def _asking(desk: Desk, declared: Deadline) -> DeadlineLine:
    classes = declared.classes if desk.can_change and desk.keeps_time else ()
    return DeadlineLine(
        key=declared.key, title=declared.title, tenggat=None, due=None, left="", moved=False, longer="", classes=classes
    )


def _chip(desk: Desk, tenggat: Tenggat) -> Due | None:
    return due_of(
        tenggat.due_at,
        now=desk.now,
        calendar=desk.calendar,
        paused=tenggat.stopped_at is not None,
        closed=tenggat.met_at is not None,
    )


def _left(desk: Desk, tenggat: Tenggat) -> str:
    """`6 hari kerja lagi`; empty once it is met or late, which the chip says."""
    unit = Unit(tenggat.unit).label
    if tenggat.met_at is not None:
        return ""
    if tenggat.stopped_at is not None:
        return f"Tersisa {tenggat.left} {unit} saat waktu dihentikan"
    rest = units_left(desk, tenggat)
    return f"{rest} {unit} lagi" if rest > 0 else ""


def units_left(desk: Desk, tenggat: Tenggat) -> int:
    """Units from now until a running deadline; working days as its chip counts them."""
    if tenggat.unit == Unit.WORKING_DAYS:
        return days_left(tenggat.due_at, now=desk.now, calendar=desk.calendar)
    return clock.left(desk.calendar, tenggat.unit, desk.now, tenggat.due_at)


def _longer(desk: Desk, tenggat: Tenggat, declared: Deadline) -> str:
    if tenggat.extended >= len(declared.extensions) or tenggat.stopped_at or tenggat.due_at < desk.now:
        return ""
    return f"{declared.extensions[tenggat.extended]} {Unit(tenggat.unit).label}"
