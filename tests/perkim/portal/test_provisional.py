"""A promise into a year whose days off nobody has stated yet says so, and is counted again once they are."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.test import Client

from perkim.lib.calendar import JAKARTA, OfficeCalendar
from perkim.parameters.models import DayOff
from perkim.parameters.seeding import load_first_values
from perkim.sipoc.actions.recounting import change_calendar, recount_all
from perkim.sipoc.clock import is_provisional
from perkim.sipoc.models import Berkas, Tenggat
from perkim.sipoc.terms import Unit
from tests.perkim.portal.calendar_desk import enter
from tests.perkim.portal.receipts import shown, words
from tests.samples.office import open_office, take_move, write_letters

LATE_IN_DECEMBER = datetime(2026, 12, 28, 9, 0, tzinfo=JAKARTA)
SAID = "hari libur 2027 belum ditetapkan"


@pytest.fixture
def office(db, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    load_first_values()
    return open_office(monkeypatch)


@pytest.fixture
def sent(office) -> Berkas:
    """Promised for five working days: Monday, 4 January 2027."""
    [case] = write_letters(office, 1, LATE_IN_DECEMBER)
    return take_move(office.kades, case, "kirim", at=LATE_IN_DECEMBER)


def test_case_and_tracking_say_that_it_is_provisional(client: Client, office, sent: Berkas) -> None:
    told = words(shown(client, sent))
    assert "Senin, 4 Januari 2027" in told
    assert f"Tanggal ini sementara, karena {SAID}." in told
    assert f"Sementara: {SAID}." in words(enter(office.staf).get(sent.get_absolute_url()).content.decode())


def test_it_is_counted_again_once_the_days_off_are_stated(client: Client, office, sent: Berkas) -> None:
    first = Tenggat.objects.get(berkas=sent, key="cek").due_at
    new_year = DayOff(day=date(2027, 1, 1), kind=DayOff.Kind.HOLIDAY, title="Tahun Baru", basis="SKB 2027")
    change_calendar(actor=office.kadis, put=[new_year], now=LATE_IN_DECEMBER)
    recount_all(actor=office.kadis, now=LATE_IN_DECEMBER)
    moved = Tenggat.objects.get(berkas=sent, key="cek")
    assert (moved.due_at.astimezone(JAKARTA).date(), moved.first_promise) == (date(2027, 1, 5), first)
    told = words(shown(client, sent))
    assert "Selasa, 5 Januari 2027" in told
    assert "Janji pertama 4 Januari 2027." in told
    assert SAID not in told


@pytest.mark.parametrize(
    ("unit", "due", "unsure"),
    [
        (Unit.WORKING_DAYS, datetime(2027, 1, 4, 16, tzinfo=JAKARTA), True),
        (Unit.OFFICE_MINUTES, datetime(2027, 1, 4, 9, tzinfo=JAKARTA), True),
        (Unit.CALENDAR_DAYS, datetime(2027, 1, 4, 23, 59, tzinfo=JAKARTA), False),
        (Unit.WORKING_DAYS, datetime(2026, 12, 31, 16, tzinfo=JAKARTA), False),
    ],
)
def test_only_working_time_of_an_unknown_year_is_unsure(unit: str, due: datetime, unsure: bool) -> None:
    calendar = OfficeCalendar({}, frozenset({date(2026, 12, 25)}))
    assert is_provisional(calendar, unit, due) is unsure
