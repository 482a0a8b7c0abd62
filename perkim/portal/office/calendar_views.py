"""The screen of the days off: a year's table, a draft of changes, and what they would move before they are saved."""

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from perkim.accounts.access import access, account_of
from perkim.accounts.models import User
from perkim.lib.calendar import LONGEST_CLOSURE, CalendarError
from perkim.lib.span import FIRST_YEAR, LAST_WRITTEN_YEAR
from perkim.lib.whole_number import typed_whole
from perkim.parameters.kinds import OFFICE_HOURS
from perkim.parameters.models import DayOff, Parameter
from perkim.parameters.reading import MissingParameterError
from perkim.portal.office.calendar_forms import CalendarChange, CalendarForm, digest, row_count, typed_of, with_day
from perkim.portal.office.calendar_preview import Preview, preview_of
from perkim.portal.office.editors import editors
from perkim.sipoc.actions.recounting import change_calendar

CLOSED_TOO_LONG = (
    f"Dengan hari libur ini kantor tutup lebih dari {LONGEST_CLOSURE} hari berturut-turut, jadi tenggat tidak dapat "
    "dihitung. Periksa tanggalnya."
)
CHANGED_SINCE = "Kalender sudah diubah petugas lain sejak Anda melihat akibatnya. Lihat akibat yang baru, lalu simpan."
LOOK_FIRST = "Rancangan ini belum Anda lihat akibatnya. Periksa akibat di bawah, lalu simpan."


@require_http_methods(["GET", "HEAD", "POST"])
@access(editors)
def days_off(request: HttpRequest) -> HttpResponse:
    """The calendar; with a posted draft its consequences; with a draft whose consequences were seen, saving it."""
    today, stored = timezone.localdate(), list(DayOff.objects.all())
    if request.method != "POST":
        return _page(request, CalendarForm(stored=stored, today=today))
    if "ubah" in request.POST or request.POST.get("do") == "tambah":
        typed = _extended(request, stored)
        return _page(request, CalendarForm(stored=stored, today=today, initial=typed))
    form = CalendarForm(request.POST, stored=stored, today=today)
    if not form.is_valid():
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _judge(request, form)


def _extended(request: HttpRequest, stored: Sequence[DayOff]) -> dict[str, Any]:
    """The draft as typed, with one more row or with a day of the table to be rewritten."""
    typed = typed_of(request.POST)
    wanted = request.POST.get("ubah", "")
    day = next((each for each in stored if each.day.isoformat() == wanted), None)
    if day:
        return with_day(typed, day)
    return {**typed, "baris": row_count(typed.get("baris")) + ("ubah" not in request.POST)}


def _judge(request: HttpRequest, form: CalendarForm) -> HttpResponse:
    """Show what the draft does, or save it if that was shown and nothing has changed since."""
    draft: CalendarChange = form.cleaned_data["draft"]
    actor, now = account_of(request), timezone.now()
    try:
        preview = preview_of(actor, draft, now)
    except (CalendarError, MissingParameterError) as error:
        return _uncountable(request, form, error, HTTPStatus.UNPROCESSABLE_ENTITY)
    if request.POST.get("do") != "simpan":
        return _page(request, form, preview)
    seen_calendar, _, seen_draft = form.cleaned_data["seen"].partition(".")
    if seen_draft != digest(draft.put, draft.remove):
        form.add_error(None, LOOK_FIRST)
        return _page(request, form, preview, HTTPStatus.UNPROCESSABLE_ENTITY)
    if not _save(actor, draft, seen_calendar, now):
        return _stale(request, now)
    messages.success(request, f"Kalender disimpan. {_moving(preview.total)}")
    return redirect(f"{reverse('portal:days_off')}?tahun={_year(request)}")


@transaction.atomic
def _save(actor: User, draft: CalendarChange, seen: str, now: datetime) -> bool:
    """Whether the calendar was still the one that the reader had seen; only then it is changed.

    Who saves locks the row of the office hours first, so that of two at once the second reads what the first wrote.
    """
    list(Parameter.objects.select_for_update().filter(key=OFFICE_HOURS.key))
    if digest(list(DayOff.objects.all())) != seen:
        return False
    change_calendar(actor=actor, put=list(draft.put), remove=list(draft.remove), now=now)
    return True


def _stale(request: HttpRequest, now: datetime) -> HttpResponse:
    """The draft again, judged by the calendar as it is now."""
    form = CalendarForm(request.POST, stored=list(DayOff.objects.all()), today=timezone.localdate(now))
    if not form.is_valid():
        return _page(request, form, status=HTTPStatus.CONFLICT)
    try:
        preview = preview_of(account_of(request), form.cleaned_data["draft"], now)
    except (CalendarError, MissingParameterError) as error:
        return _uncountable(request, form, error, HTTPStatus.CONFLICT)
    form.add_error(None, CHANGED_SINCE)
    return _page(request, form, preview, HTTPStatus.CONFLICT)


def _uncountable(request: HttpRequest, form: CalendarForm, error: Exception, status: int) -> HttpResponse:
    """With such a calendar, or without office hours, no deadline can be counted."""
    form.add_error(None, CLOSED_TOO_LONG if isinstance(error, CalendarError) else str(error))
    return _page(request, form, status=status)


def _moving(total: int) -> str:
    if not total:
        return "Tidak ada janji yang bergeser."
    return f"{total} janji sedang digeser di latar belakang; biasanya selesai dalam beberapa menit."


def _page(
    request: HttpRequest, form: CalendarForm, preview: Preview | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    year, stored = _year(request), form.stored
    seen = f"{digest(stored)}.{_draft_digest(form)}" if preview else ""
    context = {
        "form": form,
        "preview": preview,
        "seen": seen,
        "year": year,
        "years": sorted({day.day.year for day in stored} | {form.today.year, form.today.year + 1}),
        "coming": [day for day in stored if day.day.year == year and day.day >= form.today],
        "passed": [day for day in stored if day.day.year == year and day.day < form.today],
        "marked": form.marked(),
        "today": form.today,
    }
    return render(request, "portal/calendar.html", context, status=status)


def _draft_digest(form: CalendarForm) -> str:
    draft: CalendarChange = form.cleaned_data["draft"]
    return digest(draft.put, draft.remove)


def _year(request: HttpRequest) -> int:
    """The year in the address; the current one for anything that is no year."""
    typed = typed_whole(request.GET.get("tahun"), least=FIRST_YEAR, most=LAST_WRITTEN_YEAR)
    return typed or timezone.localdate().year
