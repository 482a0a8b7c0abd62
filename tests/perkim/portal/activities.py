"""A year with bundles and the visits of households below them, and the people who see it."""

from types import SimpleNamespace

import pytest

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.regions.models import Region
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.actions.opening import NewCase, open_many
from perkim.sipoc.models import Berkas
from tests.cast import CANDIPURO, KABUPATEN, SUMBERWULUH, TOMPOKERSAN, employ, give_second_factor, staff
from tests.samples.family import BUNDLE, FAMILY, VISIT, YEAR
from tests.samples.office import MONDAY, take_move
from tests.samples.registering import register_for_test

PEOPLE = {"staf": Role.STAF, "korfas": Role.KORFAS, "tfl": Role.TFL, "kabid": Role.KABID_PRM, "kadis": Role.KADIS}
# Where households lie: two villages, the second of another kecamatan, and cases of more than one place.
PLACES = {
    "desa": [SUMBERWULUH],
    "kelurahan": [TOMPOKERSAN],
    "kecamatan": [CANDIPURO],
    "dua kecamatan": [SUMBERWULUH, TOMPOKERSAN],
    "kabupaten": [KABUPATEN],
}


def open_activity_office(monkeypatch: pytest.MonkeyPatch, since=None) -> SimpleNamespace:
    register_for_test(monkeypatch, FAMILY)
    since = since or MONDAY.date().replace(month=1)
    people = staff(PEOPLE, starts=since)
    people.camat = employ(Role.KORFAS, username="korfas.candipuro", region=CANDIPURO, starts=since)
    # Who decides must have proved himself twice.
    for name in ("kabid", "kadis"):
        give_second_factor(getattr(people, name))
    return people


def opened(people: SimpleNamespace, process, titles, *, parent=None, places=(SUMBERWULUH,), now=MONDAY):  # type: ignore[no-untyped-def]
    regions = list(Region.objects.filter(pk__in=places))
    new = [NewCase(title=title, regions=regions, amount=20_000_000) for title in titles]
    return open_many(actor=people.staf, programme=FAMILY, process=process, new=new, now=now, parent=parent)


def open_year(people: SimpleNamespace, title: str = "RTLH 2026", now=MONDAY) -> Berkas:  # type: ignore[no-untyped-def]
    return opened(people, YEAR, [title], places=(KABUPATEN,), now=now)[0]


def open_bundle(people: SimpleNamespace, year: Berkas, place: str = SUMBERWULUH, now=MONDAY) -> Berkas:  # type: ignore[no-untyped-def]
    return opened(people, BUNDLE, ["Usulan"], parent=year, places=(place,), now=now)[0]


def open_houses(  # type: ignore[no-untyped-def]
    people: SimpleNamespace, bundle: Berkas, count: int, place: str = "desa", now=MONDAY
) -> list[Berkas]:
    titles = [f"Rumah {number}" for number in range(1, count + 1)]
    return opened(people, VISIT, titles, parent=bundle, places=PLACES[place], now=now)


def go(people: SimpleNamespace, house: Berkas, *ways: str, at=MONDAY) -> Berkas:  # type: ignore[no-untyped-def]
    """Hand the house to the facilitator and take these moves, each as who may."""
    hand_over(actor=people.korfas, cases=[Berkas.objects.get(pk=house.pk)], role=Role.TFL, to=people.tfl, now=at)
    for way in ways:
        house = take_move(people.tfl if way == "catat" else people.staf, house, way, at=at)
    return house


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)
