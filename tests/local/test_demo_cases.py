"""The cases of the demo office: made once, through the real actions, so that every screen has something to show."""

from datetime import date, datetime

import pytest
import time_machine
from django.utils import timezone

from perkim.accounts.models import User
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.demo.cases import open_demo_cases
from perkim.demo.office import NotTheDemoOfficeError, open_demo_office
from perkim.lib.calendar import JAKARTA
from perkim.parameters.seeding import load_first_values
from perkim.sipoc.models import Berkas, Tenggat, Tugas
from perkim.sipoc.registry import programmes

pytestmark = pytest.mark.django_db
WEDNESDAY = "2026-11-25 10:00"
# A Sunday, the second day of a year, and the middle of the leave around Lebaran. Today is opened by `test_run.py`.
OTHER_DAYS = ["2026-11-22 13:00", "2026-01-02 08:00", "2026-03-20 11:00"]


@pytest.fixture(autouse=True)
def demo(settings, tmp_path) -> None:
    settings.DEMO_OFFICE = True
    uploads = settings.STORAGES["uploads"]
    options = {**uploads["OPTIONS"], "location": tmp_path}
    settings.STORAGES = {**settings.STORAGES, "uploads": {**uploads, "OPTIONS": options}}
    load_first_values()


def open_at(now: datetime) -> int:
    open_demo_office(timezone.localdate(now))
    return open_demo_cases(now)


@pytest.mark.slow
@pytest.mark.parametrize("moment", OTHER_DAYS)
def test_on_any_day_every_stage_of_a_household_has_somebody(moment: str) -> None:
    opened_with_somebody_in_every_stage(moment_of(moment))


def moment_of(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=JAKARTA)


def opened_with_somebody_in_every_stage(now: datetime) -> None:
    assert open_at(now) > 40
    for programme in programmes():
        # The years of RTLH have gone beyond some of their stages.
        for process in programme.processes[2:] if programme.slug == "rtlh" else programme.processes:
            here = set(Berkas.objects.open().of(programme.slug, process.key).values_list("stage", flat=True))
            assert {stage.key for stage in process.stages} - here == set(), (programme.slug, process.key)
    assert {"SELESAI", "DITOLAK", "BATAL"} <= set(Berkas.objects.values_list("outcome", flat=True))
    assert not Tenggat.objects.filter(started_at__gt=now).exists()


@pytest.mark.slow
def test_on_a_wednesday_it_gives_work_is_logged_whole_and_is_not_opened_again() -> None:
    now = moment_of(WEDNESDAY)
    with time_machine.travel(now):
        opened_with_somebody_in_every_stage(now)
        some_deadlines_are_past_some_end_today_and_some_later(now.date())
        these_roles_find_work_on_their_list()
        assert list(verify(kept_heads())) == []
        count = Berkas.objects.count()
        assert open_at(now) == 0
        assert Berkas.objects.count() == count


def some_deadlines_are_past_some_end_today_and_some_later(today: date) -> None:
    due = [timezone.localdate(case.earliest_due) for case in Berkas.objects.open() if case.earliest_due]
    assert min(due) < today < max(due)
    assert due.count(today) >= 2
    assert due.count(today.replace(day=26)) >= 2


def these_roles_find_work_on_their_list() -> None:
    names = (
        "operator.sumberwuluh", "kades.sumberwuluh", "tfl.candipuro", "korfas", "staf", "tim.teknis", "verifikator",
        "bendahara", "ppk", "kabid.perumahan", "kadis",
    )  # fmt: skip
    idle = [name for name in names if not Tugas.objects.for_user(User.objects.get(username=name)).exists()]
    assert not idle


def test_it_refuses_where_it_is_not_asked_for(settings) -> None:
    settings.DEMO_OFFICE = False
    with pytest.raises(NotTheDemoOfficeError):
        open_demo_cases(timezone.now())
    assert not Berkas.objects.exists()
