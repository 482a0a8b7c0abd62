"""What the worklist shows: its tabs and filters as queues of Tugas, the tiles, and the deadlines of the next days."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.lib.calendar import OfficeCalendar
from perkim.portal.lists.keyset import BY_DEADLINE, LAST_DONE, SortOrder
from perkim.sipoc.models import Berkas, StageVisit, Tugas
from perkim.sipoc.querysets import TugasQuerySet
from perkim.sipoc.scopes import tugas_branches
from perkim.sipoc.terms import MoveKind

# Several people share the queue of these roles, so each has a list of his own beside it.
SHARED = frozenset({Role.STAF, Role.TIM_TEKNIS, Role.FO, Role.VERIFIKATOR})
SHOWN_DAYS = 10
TALLEST = 80
MINE, QUEUE, OTHERS, DONE = "saya", "antrean", "lain", "selesai"
LATE, WEEK, UNSEEN = "terlambat", "minggu-ini", "belum-dibuka"


@dataclass(frozen=True)
class Queue:
    """Some Tugas of one reader, in the order in which they are listed."""

    key: str
    title: str
    rows: TugasQuerySet
    branches: Sequence[Q]
    order: SortOrder = BY_DEADLINE
    empty: str = ""


@dataclass(frozen=True)
class DayBar:
    """The deadlines of one working day, and where it is drawn: `x`, `middle` and `width` in percent, else in pixels."""

    day: date
    count: int
    x: str
    middle: str
    width: str
    y: int
    height: int
    strongest: bool


def queues(user: User, now: datetime) -> dict[str, Queue]:
    """The tabs of this account, by key. Who shares a queue with others has it apart from what is his own."""
    branches = tugas_branches(user)
    waiting = Tugas.objects.waiting()
    shared = bool(user.roles & SHARED)
    nothing = "Setiap hal yang menunggu Anda menjadi satu baris, tenggat terdekat dahulu."
    tabs = [Queue(MINE, "Tugas saya", waiting, branches[:1] if shared else branches, empty=nothing)]
    if shared:
        text = "Tugas yang boleh diambil siapa pun dengan peran yang sama, tenggat terdekat dahulu."
        tabs.append(Queue(QUEUE, _shared_title(user), waiting, branches[1:], empty=text))
    text = "Perintah yang Anda berikan dan berkas yang Anda kembalikan, sampai pihak lain menyelesaikannya."
    tabs.append(Queue(OTHERS, "Menunggu pihak lain", waiting, _others(user), empty=text))
    month = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    done = Tugas.objects.filter(done_at__gte=month)
    text = "Tugas yang Anda selesaikan sejak tanggal satu, yang terbaru dahulu."
    tabs.append(Queue(DONE, "Selesai bulan ini", done, [Q(done_by=user)], LAST_DONE, empty=text))
    return {queue.key: queue for queue in tabs}


def filtered(user: User, now: datetime, key: str) -> Queue | None:
    """Everything that waits for the account, narrowed as a tile says; None if there is no such tile."""
    waiting = Tugas.objects.waiting()
    narrowings: Mapping[str, tuple[str, Callable[[], TugasQuerySet]]] = {
        LATE: ("Tugas yang terlambat", lambda: waiting.filter(ranked_due__lt=now)),
        WEEK: (
            "Jatuh tempo minggu ini",
            lambda: waiting.filter(ranked_due__gte=now, ranked_due__lt=end_of_week(now)),
        ),
        UNSEEN: ("Tugas yang belum dibuka", lambda: waiting.filter(seen_at=None)),
    }
    if key not in narrowings:
        return None
    title, rows = narrowings[key]
    return Queue(key, title, rows(), tugas_branches(user), empty="Tidak ada tugas seperti ini sekarang.")


def end_of_week(now: datetime) -> datetime:
    """Midnight after this week's Sunday, in the office's zone."""
    today = timezone.localdate(now)
    sunday = today + timedelta(days=6 - today.weekday())
    return timezone.make_aware(datetime.combine(sunday + timedelta(days=1), time()))


def due_this_week(days: Counter[date], now: datetime) -> int:
    last = timezone.localdate(end_of_week(now))
    return sum(count for day, count in days.items() if day < last)


def bars(days: Counter[date], now: datetime, calendar: OfficeCalendar) -> list[DayBar]:
    """The next ten working days from today. What falls due on a day off counts for the working day before it."""
    today = timezone.localdate(now)
    first = today if calendar.is_working_day(today) else calendar.shift(today, 1)
    shown = [calendar.shift(first, number) for number in range(SHOWN_DAYS)]
    counts = Counter[date]()
    for day, count in days.items():
        if day < calendar.shift(shown[-1], 1):
            counts[max((each for each in shown if each <= day), default=first)] += count
    most = max(counts.values(), default=0)
    step = 100 / SHOWN_DAYS
    drawn: list[DayBar] = []
    for number, day in enumerate(shown):
        height = max(1, round(TALLEST * counts[day] / most)) if most else 1
        x, width = step * (number + 0.19), step * 0.62
        strongest = bool(most) and counts[day] == most and not any(bar.strongest for bar in drawn)
        places = (f"{x:.2f}%", f"{x + width / 2:.2f}%", f"{width:.2f}%")
        drawn.append(DayBar(day, counts[day], *places, y=100 - height, height=height, strongest=strongest))
    return drawn


def finding(drawn: Sequence[DayBar], now: datetime) -> str:
    """The title of the chart: what it shows, in a sentence."""
    strongest = next((bar for bar in drawn if bar.strongest), None)
    if strongest is None:
        return "Tidak ada tenggat dalam sepuluh hari kerja ke depan"
    away = (strongest.day - timezone.localdate(now)).days
    when = {0: "hari ini", 1: "besok"}.get(away, date_format(strongest.day, "l, j F"))
    return f"{strongest.count} tenggat jatuh {when}" + (", paling banyak" if _is_one_of_many(drawn) else "")


def _is_one_of_many(drawn: Sequence[DayBar]) -> bool:
    return sum(bar.count > 0 for bar in drawn) > 1


def still_seen(rows: TugasQuerySet, user: User) -> TugasQuerySet:
    """Without the cases that the account may no longer see: what it once did there gives no right to know them. Asked
    for the rows of a tab; the number on the tab counts them, since looking through all of them costs too much."""
    return rows.filter(Exists(Berkas.objects.visible_to(user).filter(pk=OuterRef("berkas"))))


def _others(user: User) -> list[Q]:
    """Instructions this account gave, and what waits in the stages into which it sent cases back."""
    returned = StageVisit.objects.filter(entered_by=user, entered_kind=MoveKind.RETURN, left_at=None)
    return [Q(given_by=user), Q(visit__in=returned.values("pk"))]


def _shared_title(user: User) -> str:
    """The one shared post by its title, or the queues of several posts together."""
    labels = {each.label for each in user.assignments_today}
    return labels.pop() if len(labels) == 1 else "Antrean peran saya"
