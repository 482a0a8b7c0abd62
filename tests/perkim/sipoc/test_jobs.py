"""What runs by the clock is on the schedule, and does its work."""

from datetime import timedelta

import pytest
import time_machine

from perkim.accounts.models import User
from perkim.celery import app
from perkim.outbox.jobs import do_what_waits
from perkim.parameters.actions import NewValue, set_value
from perkim.parameters.kinds import OFFICE_HOURS
from perkim.parameters.models import DayOff
from perkim.sipoc import jobs
from perkim.sipoc.actions import recounting
from perkim.sipoc.models import Tenggat
from tests.perkim.sipoc.conftest import MONDAY

SHORTER = {str(day): ["07:30", "14:00"] for day in range(5)}


@pytest.mark.parametrize("task", ["perkim.sipoc.jobs.keep_time", "perkim.sipoc.jobs.follow_calendar"])
def test_it_is_scheduled(task: str) -> None:
    assert task in {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert task in app.tasks


def test_new_office_hours_move_open_deadlines_on_their_first_day(office, letter, take) -> None:
    case = take(office.operator, letter(), "kirim")
    new = NewValue(kind=OFFICE_HOURS, value=SHORTER, starts=MONDAY.date() + timedelta(days=1), basis="Perbup 5/2026")
    set_value(actor=office.kadis, new=new, now=MONDAY)
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        jobs.follow_calendar()
    assert Tenggat.objects.get(berkas=case, key="cek").due_at.astimezone(MONDAY.tzinfo).hour == 14


def test_a_changed_calendar_moves_them_through_the_outbox(office, letter, take) -> None:
    case = take(office.operator, letter(), "kirim")
    before = Tenggat.objects.get(berkas=case, key="cek").due_at
    holiday = DayOff(day=MONDAY.date() + timedelta(days=1), kind="LOKAL", title="Hari jadi", basis="SE Bupati")
    with time_machine.travel(MONDAY, tick=False):
        recounting.change_calendar(actor=User.objects.get(pk=office.kadis.pk), put=[holiday], now=MONDAY)
        assert do_what_waits() >= 1
    assert Tenggat.objects.get(berkas=case, key="cek").due_at == before + timedelta(days=1)
