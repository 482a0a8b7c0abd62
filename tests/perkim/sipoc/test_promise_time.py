"""Promises about time that hold across actions: the calendar's job is asked for with the change, a clock that starts
anew reminds anew, and a pause never brings a promise nearer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from perkim.accounts.roles import Role
from perkim.outbox.models import Work
from perkim.parameters.models import DayOff
from perkim.regions.models import Region
from perkim.sipoc.actions.lapsing import send_reminders
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.actions.recounting import RECOUNT, change_calendar
from perkim.sipoc.actions.timing import Rebase, pause, rebase, resume
from perkim.sipoc.jobs import recount
from perkim.sipoc.models import Berkas, Tenggat
from tests.cast import SUMBERWULUH, employ
from tests.perkim.sipoc.conftest import MONDAY
from tests.samples.letters import CHECK, DECIDE, DRAFT, LETTERS, SURAT
from tests.samples.registering import register_for_test

DAY = timedelta(days=1)
HOLIDAY = DayOff(day=date(2026, 6, 24), kind="LOKAL", title="Hari jadi", basis="SE Bupati")


def promised(case: Berkas, key: str):
    return Tenggat.objects.filter(berkas=case, key=key).latest("id").due_at


def test_changing_the_calendar_asks_for_the_job_that_moves_what_runs(office, letter, take) -> None:
    case = take(office.operator, letter(), "kirim")
    before = promised(case, "cek")
    change_calendar(actor=office.kadis, put=[HOLIDAY], now=MONDAY)
    recount(Work.objects.get(kind=RECOUNT).payload)
    assert promised(case, "cek") == before + DAY


def test_a_pause_never_brings_a_promise_nearer(office, letter, take) -> None:
    """A day off is taken away while the clock stands still: the village keeps the day that it was told."""
    change_calendar(actor=office.kadis, put=[HOLIDAY], now=MONDAY)
    case = take(office.operator, letter(), "kirim")
    before = promised(case, "cek")
    pause(actor=office.staf, case=case, reason="Menunggu cuaca.", now=MONDAY)
    change_calendar(actor=office.kadis, remove=[HOLIDAY.day], now=MONDAY + timedelta(hours=1))
    resume(actor=office.staf, case=case, reason="Cuaca baik.", now=MONDAY + timedelta(hours=2))
    assert promised(case, "cek") == before


def test_a_pause_before_a_promise_begins_to_count_takes_nothing_and_adds_nothing(office, letter, take) -> None:
    case = take(office.operator, letter(), "kirim")
    later = Rebase(key="cek", reason="Permintaan.", started=MONDAY + 14 * DAY)
    agreed = rebase(actor=office.staf, case=case, change=later, now=MONDAY).due_at
    pause(actor=office.staf, case=case, reason="Menunggu cuaca.", now=MONDAY + DAY)
    resume(actor=office.staf, case=case, reason="Cuaca baik.", now=MONDAY + 2 * DAY)
    assert promised(case, "cek") == agreed


@pytest.fixture
def reminding(db, monkeypatch) -> dict:
    """Letters whose whole service reminds when five of its ten days are used up."""
    deadlines = tuple(replace(each, reminders=(5,)) if each.key == "total" else each for each in CHECK.deadlines)
    process = replace(SURAT, stages=(DRAFT, replace(CHECK, deadlines=deadlines, inputs=()), DECIDE))
    programme = replace(LETTERS, processes=(process,))
    register_for_test(monkeypatch, programme)
    names = {"operator": Role.OPERATOR_DESA, "staf": Role.STAF, "kabid": Role.KABID_PRM}
    people = {name: employ(role, starts=MONDAY.date()) for name, role in names.items()}
    new = NewCase(title="Surat", regions=[Region.objects.get(pk=SUMBERWULUH)])
    case = open_case(actor=people["operator"], programme=programme, process=process, new=new, now=MONDAY)
    return {"case": case, **people}


def test_a_clock_that_starts_anew_reminds_anew(reminding, take) -> None:
    case = take(reminding["operator"], reminding["case"], "kirim")
    assert send_reminders(now=MONDAY + 7 * DAY) == 1
    take(reminding["staf"], case, "terima", at=MONDAY + 7 * DAY)
    take(reminding["kabid"], case, "ulang", at=MONDAY + 7 * DAY, reason="Kurang.")
    assert [send_reminders(now=MONDAY + days * DAY) for days in (8, 14, 15)] == [0, 1, 0]
