"""What the columns of a list say about a case or a Tugas: the same words on the screen and in the spreadsheet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localtime

from perkim.accounts.models import User
from perkim.accounts.querysets import SYSTEM
from perkim.lib.calendar import OfficeCalendar
from perkim.parameters.reading import office_calendar
from perkim.portal.due import Due, due_of
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.policies import sees_hidden
from perkim.sipoc.terms import Outcome

Cell = str | int | date | datetime | None


@dataclass(frozen=True)
class SpreadsheetColumn:
    """One column of a spreadsheet. `width` is in characters; `rupiah` marks whole rupiah."""

    title: str
    value: Callable[[Any], Cell]
    width: int = 16
    rupiah: bool = False


def lazy_calendar(day: date) -> OfficeCalendar:
    """The office's calendar, read when the first deadline is to be shown: a page without any needs no query for it."""
    return cast("OfficeCalendar", SimpleLazyObject(lambda: office_calendar(day)))


def stage_of(case: Berkas) -> str:
    """`2/7 Ditetapkan`: the place on the rail of the case page, and the stage. A stage that is gone keeps its key."""
    try:
        stage, boxes = case.declared_stage, case.declared.boxes
    except KeyError:
        return case.stage
    return f"{boxes.index(stage.box) + 1}/{len(boxes)} {stage.title}"


def state_kind(case: Berkas) -> str:
    """The colour of the status tag; the word is the case's own."""
    if case.outcome:
        return {Outcome.SELESAI: "ok", Outcome.DITOLAK: "bad"}.get(Outcome(case.outcome), "")
    if case.frozen or case.returned or case.paused_at:
        return "warn"
    return "info" if case.handed_in else ""


def due_of_case(case: Berkas, now: datetime, calendar: OfficeCalendar) -> Due | None:
    closed, paused = not case.is_open, bool(case.paused_at) and case.earliest_due is None
    return due_of(case.earliest_due, now=now, calendar=calendar, paused=paused, closed=closed)


def due_of_tugas(tugas: Tugas, now: datetime, calendar: OfficeCalendar) -> Due | None:
    paused = bool(tugas.berkas.paused_at) and tugas.due_at is None
    return due_of(tugas.due_at, now=now, calendar=calendar, paused=paused, closed=not tugas.is_waiting)


def sender_of(tugas: Tugas, reader: User) -> str:
    """Who gave the instruction, or who brought the case into its stage; nobody where participants may be hidden."""
    if tugas.given_by:
        return str(tugas.given_by)
    case, sender = tugas.berkas, tugas.visit.entered_by
    if sender.username == SYSTEM:
        return "Sistem"
    return str(sender) if not _hides_people(case) or sees_hidden(reader, case) or sender == reader else ""


def _hides_people(case: Berkas) -> bool:
    try:
        return bool(case.declared.hidden_to)
    except KeyError:
        return True


def case_columns() -> list[SpreadsheetColumn]:
    return [
        SpreadsheetColumn("Nomor", lambda case: case.called, 18),
        SpreadsheetColumn("Judul", lambda case: case.title, 44),
        SpreadsheetColumn("Desa atau kelurahan", lambda case: str(case.region), 26),
        SpreadsheetColumn("Kecamatan", kecamatan_of, 18),
        SpreadsheetColumn("Nilai (rupiah)", lambda case: case.amount, 18, rupiah=True),
        SpreadsheetColumn("Tahap", stage_of, 26),
        SpreadsheetColumn("Status", lambda case: case.state, 14),
        SpreadsheetColumn("Tenggat", lambda case: _day(case.earliest_due) if case.is_open else None, 14),
        SpreadsheetColumn("Diajukan", lambda case: _day(case.submitted_at), 14),
        SpreadsheetColumn("Ditutup", lambda case: _day(case.closed_at), 14),
    ]


def tugas_columns(reader: User) -> list[SpreadsheetColumn]:
    return [
        SpreadsheetColumn("Tenggat", lambda tugas: _day(tugas.due_at), 14),
        SpreadsheetColumn("Nomor", lambda tugas: tugas.berkas.called, 18),
        SpreadsheetColumn("Berkas", lambda tugas: tugas.berkas.title, 44),
        SpreadsheetColumn("Desa atau kelurahan", lambda tugas: tugas.berkas.region.address, 40),
        SpreadsheetColumn("Yang harus dikerjakan", lambda tugas: tugas.title, 40),
        SpreadsheetColumn("Tahap", lambda tugas: stage_of(tugas.berkas), 26),
        SpreadsheetColumn("Dari", lambda tugas: sender_of(tugas, reader), 26),
        SpreadsheetColumn("Sejak", lambda tugas: _day(tugas.opened_at), 14),
        SpreadsheetColumn("Selesai", lambda tugas: _day(tugas.done_at), 14),
    ]


def kecamatan_of(case: Berkas) -> str:
    """Needs the region with its parent; empty for a case of the whole kabupaten."""
    region = case.region
    if region.kind == region.Kind.KECAMATAN:
        return region.name
    return region.parent.name if region.is_village and region.parent else ""


def _day(moment: datetime | None) -> date | None:
    return localtime(moment).date() if moment else None
