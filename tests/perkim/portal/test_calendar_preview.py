"""What a change to the days off would move is shown before it is saved, and is what then happens."""

from datetime import date, timedelta

import pytest
from django.test import Client

from perkim.audit.models import Entry
from perkim.parameters.actions import DAYS_OFF
from perkim.parameters.models import DayOff
from perkim.portal.office.calendar_preview import LISTED
from perkim.sipoc.actions.recounting import recount_all
from perkim.sipoc.models import Tenggat
from perkim.sipoc.terms import Unit
from tests.perkim.portal.calendar_desk import (
    SATURDAY,
    TODAY,
    WEDNESDAY,
    draft,
    enter,
    enter_admin,
    look,
    people,
    save,
    send,
    stop_clock,
)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch)


@pytest.fixture
def office(db, monkeypatch):
    return people(monkeypatch)


@pytest.fixture
def admin(office) -> Client:
    return enter_admin()


@pytest.fixture
def head(office) -> Client:
    """The head of the agency, who sees letters."""
    return enter(office.kadis)


def test_looking_saves_nothing(admin: Client, office) -> None:
    send(office)
    before = list(Tenggat.objects.values_list("due_at"))
    assert look(admin, draft(WEDNESDAY)).status_code == 200
    assert not DayOff.objects.exists()
    assert list(Tenggat.objects.values_list("due_at")) == before
    assert not Entry.objects.filter(action=DAYS_OFF.action).exists()


def test_the_preview_counts_by_programme(admin: Client, office) -> None:
    send(office, 3)
    preview = look(admin, draft(WEDNESDAY)).context["preview"]
    assert preview.total == 6
    assert preview.by_programme == [("Contoh", 6)]


def test_the_preview_is_what_the_job_then_does(admin: Client, office) -> None:
    send(office, 3)
    send(office, 1, at=TODAY - timedelta(days=4))
    seen = look(admin, draft(WEDNESDAY, date(2027, 6, 29)))
    told = {(row.before, row.after) for row in seen.context["preview"].rows}
    total = seen.context["preview"].total
    before = dict(Tenggat.objects.values_list("pk", "due_at"))
    save(admin, draft(WEDNESDAY, date(2027, 6, 29)), seen.context["seen"])
    recount_all(actor=office.kadis, now=TODAY)
    moved = {pk: due for pk, due in Tenggat.objects.values_list("pk", "due_at") if due != before[pk]}
    assert len(moved) == total
    assert {(before[pk], due) for pk, due in moved.items()} == told


def test_the_preview_shows_a_case_to_who_may_see_it(head: Client, office) -> None:
    case = send(office, title="Jalan Dusun Krajan")[0]
    page = look(head, draft(WEDNESDAY)).content.decode()
    assert "Jalan Dusun Krajan 1" in page
    assert case.number in page


def test_the_preview_tells_others_the_programme_alone(admin: Client, office) -> None:
    case = send(office, title="Jalan Dusun Krajan")[0]
    page = look(admin, draft(WEDNESDAY)).content.decode()
    assert "2 janji akan bergeser" in page
    assert "Jalan Dusun Krajan" not in page
    assert case.number not in page
    assert str(case.public_id) not in page


def test_the_preview_lists_the_nearest_and_counts_the_rest(admin: Client, office) -> None:
    send(office, LISTED)
    preview = look(admin, draft(WEDNESDAY)).context["preview"]
    assert preview.total == 2 * LISTED
    assert len(preview.rows) == LISTED
    assert [row.before for row in preview.rows] == sorted(row.before for row in preview.rows)


def test_the_preview_says_what_is_no_longer_late(admin: Client, office) -> None:
    send(office, at=TODAY - timedelta(days=10))
    Tenggat.objects.filter(key="cek").update(left=4, due_at=TODAY - timedelta(days=3))
    rows = look(admin, draft(WEDNESDAY)).context["preview"].rows
    late = [row for row in rows if row.before < TODAY]
    assert late
    assert all(row.effect == ("" if row.after < TODAY else "tidak lagi terlambat") for row in late)


def test_the_preview_costs_the_same_for_one_case_and_for_thirty(
    admin: Client, office, django_assert_max_num_queries
) -> None:
    send(office)
    look(admin, draft(WEDNESDAY))
    with django_assert_max_num_queries(100) as before:
        look(admin, draft(WEDNESDAY))
    send(office, 29)
    with django_assert_max_num_queries(len(before)):
        look(admin, draft(WEDNESDAY))


def test_a_weekend_is_taken_with_a_note(admin: Client, office) -> None:
    send(office)
    answer = look(admin, draft(SATURDAY))
    assert answer.context["preview"].total == 0
    assert "Sabtu, 26 Juni 2027: kantor memang tutup hari itu" in answer.content.decode()


def test_a_holiday_entered_late_moves_what_runs_over_it_and_keeps_the_first_promise(admin: Client, office) -> None:
    """Entered on Monday for the Friday before: letters of the Thursday before that get a day more."""
    send(office, at=TODAY - timedelta(days=4))
    counted = Tenggat.objects.exclude(unit=Unit.CALENDAR_DAYS)
    before = dict(counted.values_list("pk", "due_at"))
    friday = draft(TODAY.date() - timedelta(days=3))
    seen = look(admin, friday)
    assert seen.context["preview"].total == len(before)
    save(admin, friday, seen.context["seen"])
    recount_all(actor=office.kadis, now=TODAY)
    for tenggat in counted:
        assert tenggat.first_promise == before[tenggat.pk] < tenggat.due_at
