"""The worklist of who is signed in: what he must do now, tenggat terdekat dahulu. It lists Tugas, never cases."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, account_of, signed_in
from perkim.accounts.models import Assignment, User
from perkim.lib.calendar import OfficeCalendar
from perkim.lib.text import day_greeting
from perkim.notices.models import Notice
from perkim.portal.counting import Numbers, capped, in_words, numbers_for
from perkim.portal.lists import spreadsheets as sheets
from perkim.portal.lists.columns import due_of_tugas, lazy_calendar, sender_of, stage_of, tugas_columns
from perkim.portal.lists.keyset import page_of
from perkim.portal.worklist import page as worklist_page
from perkim.portal.worklist.page import DONE, LATE, MINE, OTHERS, QUEUE, UNSEEN, WEEK, Queue
from perkim.sipoc.models import Tugas
from perkim.sipoc.querysets import TugasQuerySet
from perkim.sipoc.registry import programme as programme_of
from perkim.sipoc.registry import programmes

NEWS = 3


@require_safe
@access(signed_in)
def worklist(request: HttpRequest) -> HttpResponse:
    """One tab of Tugas with what they add up to. The same number of queries for one Tugas and for thousands."""
    user, now = account_of(request), timezone.now()
    tabs = worklist_page.queues(user, now)
    querysets = {key: capped(tabs[key].rows, tabs[key].branches) for key in (OTHERS, DONE)}
    numbers = numbers_for(user, now, **querysets)
    chosen = _chosen(request, user, now, tabs) or tabs[_first(tabs, numbers)]
    idle = not numbers.total and chosen.key in (MINE, QUEUE)
    shown = chosen.rows.none() if idle else _with_relations(_shown(chosen, user))
    page = page_of(shown, chosen.branches, chosen.order, request.GET)
    calendar = lazy_calendar(timezone.localdate(now))
    drawn = worklist_page.bars(numbers.days, now, calendar) if numbers.total else []
    context = {
        "now": timezone.localtime(now),
        "hello": day_greeting(timezone.localtime(now)),
        "news": _news(numbers, bool(user.assignments_today)),
        "numbers": numbers,
        "tiles": _tiles(numbers, now, calendar),
        "tabs": [(tab, _count(tab.key, numbers, QUEUE in tabs)) for tab in tabs.values()],
        "chosen": chosen,
        "chosen_query": f"{'tab' if chosen.key in tabs else 'saring'}={chosen.key}",
        "page": page,
        "rows": [_row(tugas, user, now, calendar) for tugas in page.rows],
        "bars": drawn,
        "has_bars": any(bar.count for bar in drawn),
        "finding": worklist_page.finding(drawn, now),
        "notices": list(Notice.objects.of(user).unread().newest_first()[:NEWS]) if numbers.unread else [],
        "assignments": _posts(user) if not numbers.total else [],
        "open_count": sum(programme.open for programme in programmes()),
    }
    return render(request, "portal/worklist.html", context)


@require_safe
@access(signed_in)
def download(request: HttpRequest) -> HttpResponse:
    """The chosen tab as a spreadsheet: all its rows, not only this page."""
    user, now = account_of(request), timezone.now()
    tabs = worklist_page.queues(user, now)
    chosen = _chosen(request, user, now, tabs) or tabs[MINE]
    columns = tugas_columns(user)
    sheet = sheets.Spreadsheet(name="kotak-tugas", title=f"Kotak tugas: {chosen.title}", filters="", columns=columns)
    rows = sheets.rows_of(_with_relations(_shown(chosen, user)), chosen.branches, chosen.order)
    return sheets.answer(sheet, rows, actor=user, now=now)


def _shown(chosen: Queue, user: User) -> TugasQuerySet:
    """What waits for the account is of cases that it sees; what others do, or it once did, may not be any more."""
    return worklist_page.still_seen(chosen.rows, user) if chosen.key in (OTHERS, DONE) else chosen.rows


def _chosen(request: HttpRequest, user: User, now: datetime, tabs: dict[str, Queue]) -> Queue | None:
    """The tile or tab that the address names; None where it names none that this account has."""
    narrowed = worklist_page.filtered(user, now, request.GET.get("saring", ""))
    return narrowed or tabs.get(request.GET.get("tab", ""))


def _first(tabs: dict[str, Queue], numbers: Numbers) -> str:
    """Who has nothing of his own begins with the queue he shares."""
    return QUEUE if QUEUE in tabs and not numbers.own and numbers.queued else MINE


def _with_relations(rows: TugasQuerySet) -> TugasQuerySet:
    return rows.select_related("berkas__region__parent", "given_by", "visit__entered_by")


def _row(tugas: Tugas, user: User, now: datetime, calendar: OfficeCalendar) -> dict[str, Any]:
    return {
        "tugas": tugas,
        "case": tugas.berkas,
        "due": due_of_tugas(tugas, now, calendar),
        "stage": stage_of(tugas.berkas),
        "sender": sender_of(tugas, user),
    }


def _news(numbers: Numbers, has_posts: bool) -> str:
    if numbers.late:
        return f"Ada {in_words(numbers.late)} tugas yang terlambat."
    if numbers.total:
        return f"{in_words(numbers.total)} tugas menunggu, tidak ada yang terlambat."
    return "Belum ada tugas." if has_posts else "Akun Anda belum punya penugasan."


def _count(key: str, numbers: Numbers, shared: bool) -> str:
    if key in numbers.counted:
        return in_words(numbers.counted[key].number)
    return in_words(numbers.queued if key == QUEUE else numbers.own if shared else numbers.total)


def _tiles(numbers: Numbers, now: datetime, calendar: OfficeCalendar) -> list[dict[str, Any]]:
    today = timezone.localdate(now)
    week = worklist_page.due_this_week(numbers.days, now)
    oldest = calendar.days_until(calendar.day_of(numbers.oldest), today) if numbers.oldest else 0
    todays = numbers.days[today]
    return [
        {
            "title": "Terlambat",
            "count": in_words(numbers.late),
            "note": f"Paling lama {max(1, oldest)} hari kerja" if numbers.late else "Tidak ada yang lewat tenggat",
            "query": f"saring={LATE}",
            "bad": bool(numbers.late),
        },
        {
            "title": "Jatuh tempo minggu ini",
            "count": in_words(week),
            "note": f"{todays} di antaranya hari ini" if todays else "Sampai hari Minggu",
            "query": f"saring={WEEK}",
        },
        {
            "title": "Belum dibuka",
            "count": in_words(numbers.unseen),
            "note": f"Dari {in_words(numbers.total)} tugas yang menunggu",
            "query": f"saring={UNSEEN}",
        },
        {
            "title": "Menunggu pihak lain",
            "count": in_words(numbers.counted[OTHERS].number),
            "note": "Perintah Anda dan berkas yang dikembalikan",
            "query": f"tab={OTHERS}",
        },
    ]


def _posts(user: User) -> list[tuple[Assignment, str]]:
    return [(each, _programme_title(each)) for each in user.assignments_with_places]


def _programme_title(assignment: Assignment) -> str:
    """Empty: all programmes. A programme that was removed keeps its code as its title."""
    try:
        return programme_of(assignment.programme).title if assignment.programme else ""
    except KeyError:
        return assignment.programme
