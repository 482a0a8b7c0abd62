"""The people before the calendar of the office, on a Monday in 2027, and what they send."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from perkim.accounts.middleware import PROVED_TWICE
from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.lib.calendar import JAKARTA
from perkim.parameters.models import DayOff
from perkim.sipoc.models import Berkas
from tests.cast import employ
from tests.samples.office import open_office, take_move, write_letters

HERE = "/pengaturan/hari-libur/"
# A Monday; the letters of these tests are promised for the Monday after (5 working days).
TODAY = datetime(2027, 6, 21, 9, 0, tzinfo=JAKARTA)
WEDNESDAY, SATURDAY = date(2027, 6, 23), date(2027, 6, 26)


def stop_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perkim.portal.office.calendar_views.timezone.now", lambda: TODAY)
    monkeypatch.setattr("perkim.portal.office.calendar_views.timezone.localdate", lambda *rest: TODAY.date())


def people(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Who works letters, and no day off at all."""
    office = open_office(monkeypatch)
    DayOff.objects.all().delete()
    return office


def enter(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[PROVED_TWICE] = True
    session.save()
    return client


def enter_admin() -> Client:
    """The admin, who sees no letters."""
    return enter(employ(Role.ADMIN, starts=TODAY.date() - timedelta(days=600)))


def send(office, count: int = 1, at: datetime = TODAY, title: str = "Surat") -> list[Berkas]:
    """Letters handed in, each with the promises of 5 and 10 working days."""
    return [take_move(office.kades, case, "kirim", at=at) for case in write_letters(office, count, at, title=title)]


def draft(*days: date, remove: tuple[date, ...] = (), title: str = "Pilkada", **more: str) -> dict[str, object]:
    typed: dict[str, object] = {"baris": str(max(1, len(days))), "hapus": [day.isoformat() for day in remove], **more}
    for number, day in enumerate(days):
        typed |= {
            f"tanggal_{number}": day.isoformat(),
            f"jenis_{number}": "LOKAL",
            f"keterangan_{number}": title,
            f"dasar_{number}": "SE Bupati 5/2027",
        }
    return typed


def look(client: Client, typed: dict[str, object]):
    return client.post(HERE, {**typed, "do": "lihat"})


def save(client: Client, typed: dict[str, object], seen: str):
    return client.post(HERE, {**typed, "do": "simpan", "seen": seen})


def day_off(day: date, **fields: object) -> DayOff:
    words = {"kind": "LIBUR", "title": "Hari raya", "basis": "SKB", **fields}
    return DayOff.objects.create(day=day, **words)
