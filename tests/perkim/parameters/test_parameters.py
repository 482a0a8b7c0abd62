"""Official values hold from a day on, with their legal basis; what decisions stood on never changes under them."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.lib.calendar import JAKARTA
from perkim.parameters.actions import NewValue, ParameterError, change_days_off, set_value
from perkim.parameters.kinds import OFFICE_HOURS, ParameterValueError, UndeclaredParameterError, kind, whole_number
from perkim.parameters.models import DayOff, Parameter
from perkim.parameters.reading import MissingParameterError, office_calendar, row_on, value_on
from perkim.parameters.seeding import load_first_values
from tests.cast import employ

pytestmark = pytest.mark.django_db
HOURS = {str(day): ["07:30", "16:00"] for day in range(5)}
SHORT = {str(day): ["08:00", "14:00"] for day in range(5)}
LATE = {str(day): ["10:00", "14:00"] for day in range(5)}
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def loaded() -> None:
    load_first_values()


@pytest.fixture
def admin():
    return employ(Role.ADMIN)


def hours_from(starts: date, value: object = SHORT, basis: str = "SE Bupati 1/2027") -> NewValue:
    return NewValue(kind=OFFICE_HOURS, value=value, starts=starts, basis=basis)


def test_the_committed_year_is_whole() -> None:
    assert DayOff.objects.filter(day__year=2026, kind="LIBUR").count() == 17
    assert DayOff.objects.filter(day__year=2026, kind="CUTI").count() == 8


@pytest.mark.parametrize(
    ("received", "amount", "due"),
    [
        (date(2026, 3, 13), 1, date(2026, 3, 16)),
        (date(2026, 3, 17), 1, date(2026, 3, 25)),
        (date(2026, 3, 17), 3, date(2026, 3, 27)),
        (date(2026, 3, 9), 10, date(2026, 3, 30)),
        (date(2026, 5, 13), 1, date(2026, 5, 18)),
    ],
)
def test_the_loaded_calendar_keeps_the_table_of_the_domain(received: date, amount: int, due: date) -> None:
    moment = datetime.combine(received, time(10), JAKARTA)
    assert office_calendar(received).due_in_days(moment, amount).date() == due


def test_the_calendar_costs_one_statement(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        office_calendar(TODAY)


def test_loading_again_adds_nothing() -> None:
    assert load_first_values() == (0, 0)


def test_loading_again_does_not_bring_back_a_day_that_was_taken_away(admin) -> None:
    change_days_off(actor=admin, remove=[date(2026, 8, 25)], now=timezone.now())
    load_first_values()
    assert not DayOff.objects.filter(day=date(2026, 8, 25)).exists()


def test_a_new_value_holds_from_its_day_on(admin) -> None:
    set_value(actor=admin, new=hours_from(date(2027, 3, 1)), now=timezone.now())
    assert value_on(OFFICE_HOURS, date(2027, 2, 28))[0][0] == time(7, 30)
    assert value_on(OFFICE_HOURS, date(2027, 3, 1))[0][0] == time(8, 0)


def test_the_row_that_a_decision_kept_does_not_change(admin) -> None:
    kept = row_on(OFFICE_HOURS, TODAY)
    set_value(actor=admin, new=hours_from(date(2027, 3, 1)), now=timezone.now())
    assert row_on(OFFICE_HOURS, TODAY) == kept
    assert Parameter.objects.get(pk=kept.pk).value == kept.value


def test_a_value_holds_until_the_next_one_that_is_stated(admin) -> None:
    set_value(actor=admin, new=hours_from(date(2027, 3, 1)), now=timezone.now())
    made = set_value(actor=admin, new=hours_from(date(2027, 2, 1), value=LATE), now=timezone.now())
    assert made.ends == date(2027, 2, 28)
    opened = [value_on(OFFICE_HOURS, day)[0][0].hour for day in (date(2027, 1, 31), date(2027, 2, 1), date(2027, 3, 1))]
    assert opened == [7, 10, 8]


def test_a_value_stated_by_mistake_is_replaced_and_kept(admin) -> None:
    wrong = set_value(actor=admin, new=hours_from(date(2027, 3, 1)), now=timezone.now())
    right = set_value(actor=admin, new=hours_from(date(2027, 3, 1), value=LATE), now=timezone.now())
    assert row_on(OFFICE_HOURS, date(2027, 3, 1)) == right
    wrong.refresh_from_db()
    assert wrong.replaced_at is not None
    assert wrong.value == SHORT


def test_each_day_is_counted_by_its_own_hours(admin) -> None:
    """Hours that change on Wednesday: what is received on Tuesday counts Tuesday's."""
    set_value(actor=admin, new=hours_from(date(2026, 11, 25), value=LATE), now=timezone.now())
    calendar = office_calendar(date(2026, 11, 27))
    assert [calendar.opening(date(2026, 11, day)).hour for day in (24, 25)] == [7, 10]
    start = datetime(2026, 11, 24, 15, 30, tzinfo=JAKARTA)
    # Half an hour on Tuesday until 16.00, the other half on Wednesday from 10.00 on.
    assert calendar.due_in_minutes(start, 60) == datetime(2026, 11, 25, 10, 30, tzinfo=JAKARTA)


def test_a_value_without_a_legal_basis_is_refused(admin) -> None:
    with pytest.raises(ParameterError, match="dasar hukumnya"):
        set_value(actor=admin, new=hours_from(date(2027, 3, 1), basis=" "), now=timezone.now())


@pytest.mark.parametrize(
    "value", [None, {}, [], {"0": ["16:00", "07:30"]}, {"7": ["07:30", "16:00"]}, {"0": ["x", "y"]}, {"0": "07:30"}]
)
def test_hours_that_are_none_are_refused(admin, value: object) -> None:
    with pytest.raises(ParameterValueError):
        set_value(actor=admin, new=hours_from(date(2027, 3, 1), value), now=timezone.now())
    assert Parameter.objects.filter(key="office_hours").count() == 1


@pytest.mark.parametrize("value", [True, "5", 5.0, None, 0, 11])
def test_a_whole_number_within_bounds_is_nothing_else(value: object) -> None:
    with pytest.raises(ParameterValueError, match="1 sampai 10"):
        whole_number(1, 10)(value)


def test_a_day_before_the_first_value_has_none() -> None:
    with pytest.raises(MissingParameterError, match="Jam kantor"):
        value_on(OFFICE_HOURS, date(2020, 1, 1))


def test_an_undeclared_parameter_is_refused() -> None:
    with pytest.raises(UndeclaredParameterError):
        kind("tak.dikenal")


def test_postgresql_refuses_two_values_for_one_day() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Parameter.objects.create(key="office_hours", value=HOURS, starts=TODAY, basis="x")


def test_postgresql_refuses_a_value_without_basis() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Parameter.objects.create(key="other", value=1, starts=TODAY, basis="")


def test_each_change_stands_in_the_log(admin) -> None:
    set_value(actor=admin, new=hours_from(date(2027, 3, 1)), now=timezone.now())
    change_days_off(
        actor=admin,
        put=[DayOff(day=date(2026, 12, 31), kind="LOKAL", title="Hari jadi", basis="SK Bupati")],
        remove=[date(2026, 8, 25)],
        now=timezone.now(),
    )
    mine = Entry.objects.exclude(action__startswith="akun.").order_by("id")
    assert list(mine.values_list("action", flat=True)) == [
        "parameter.ditetapkan",
        "hari-libur.diubah",
    ]
    assert Entry.objects.latest("id").data == {"ditetapkan": ["2026-12-31"], "dihapus": ["2026-08-25"]}


def test_a_new_day_off_moves_a_deadline(admin) -> None:
    received = datetime.combine(TODAY, time(10), JAKARTA)
    before = office_calendar(TODAY).due_in_days(received, 3).date()
    change_days_off(
        actor=admin,
        put=[DayOff(day=TODAY + timedelta(days=1), kind="LOKAL", title="Pilkada", basis="SK")],
        now=timezone.now(),
    )
    assert office_calendar(TODAY).due_in_days(received, 3).date() == before + timedelta(days=1)
