"""People and places of a list's rows: what a NIK settles, what it only tells, and what nobody guesses."""

from datetime import date, datetime

import pytest

from perkim.imports.declarations import Row
from perkim.imports.parsing import parsed
from perkim.imports.spreadsheets.sheets import cell_of
from perkim.regions.models import Region
from perkim.swadaya.bnba.kind import COLUMNS
from perkim.swadaya.bnba.people import check_alike, check_people
from perkim.swadaya.bnba.villages import check_places, check_village

TODAY = date(2026, 11, 22)
# A man born on 5 September 1967, and one born on 27 September.
FIFTH, TWENTY_SEVENTH = "3508030509679801", "3508032709679801"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def village(django_db_setup, django_db_blocker) -> Region:
    with django_db_blocker.unblock():
        return Region.objects.villages().get(name="Sumberwuluh")


def row(line: int = 2, **told) -> Row:
    made = Row(line, {key: cell_of(value) for key, value in ({"name": "Uji Satu", "sex": "L"} | told).items()})
    parsed(made, COLUMNS)
    made.findings = [each for each in made.findings if each.kind != "kosong"]
    return made


def kinds(made: Row) -> list[str]:
    return [each.kind for each in made.findings]


@pytest.mark.parametrize(
    ("written", "nik", "day", "found"),
    [
        ("Lumajang, 27-09-1967", TWENTY_SEVENTH, date(1967, 9, 27), []),
        ("09/27/1967", TWENTY_SEVENTH, date(1967, 9, 27), ["birth_settled"]),
        ("05/09/1967", FIFTH, date(1967, 9, 5), []),
        ("09/05/1967", FIFTH, date(1967, 9, 5), ["birth_settled"]),
        ("9/5/67", FIFTH, date(1967, 9, 5), ["birth_settled"]),
        # Where the order is not in doubt, the two contradict each other and somebody must look.
        ("09-05-1967", FIFTH, date(1967, 5, 9), ["birth_swapped"]),
        (datetime(1967, 5, 9), FIFTH, date(1967, 5, 9), ["birth_swapped"]),
        ("09/06/1967", FIFTH, date(1967, 6, 9), ["birth_mismatch"]),
        ("27-09-1968", TWENTY_SEVENTH, date(1968, 9, 27), ["birth_mismatch"]),
        ("27-09-2067", TWENTY_SEVENTH, date(2067, 9, 27), ["birth_impossible"]),
        ("27-09-1902", "3508032709029801", date(1902, 9, 27), []),
        (date(1896, 9, 27), "3508032709969801", None, ["tanggal"]),
    ],
)
def test_days_of_birth(village: Region, written, nik: str, day: date | None, found: list[str]) -> None:
    made = row(birth=written, nik=nik)
    check_people([made], village, TODAY)
    assert kinds(made) == found
    assert (made.values["birth"].day if made.values["birth"] else None) == day


def test_nobody_is_a_hundred_and_thirty_years_old(village: Region) -> None:
    made = row(birth="27-09-1901", nik="3508032709019801")
    check_people([made], village, date(2031, 1, 1))
    assert kinds(made) == ["birth_impossible"]
    assert "130 tahun" in made.findings[0].what


def test_an_exchanged_day_says_both_and_asks_for_a_reason(village: Region) -> None:
    made = row(birth="09-05-1967", nik=FIFTH)
    check_people([made], village, TODAY)
    (found,) = made.findings
    assert found.needs_reason
    assert found.what == "Hari dan bulan tampaknya tertukar: terisi 09-05-1967, menurut NIK 05-09-1967."


@pytest.mark.parametrize(
    ("nik", "found"),
    [
        ("3508032709679801", []),
        ("3508222709679801", ["unknown_kecamatan"]),
        ("3574012709679801", ["other_regency"]),
        ("9708032709679801", ["nik_region"]),
        ("35O8032709679801", ["nik_digits"]),
        ("350803270967980l", ["nik_digits"]),
    ],
)
def test_regions_and_letters_of_numbers(village: Region, nik: str, found: list[str]) -> None:
    made = row(nik=nik)
    check_people([made], village, TODAY)
    assert kinds(made) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("SUMARNI (ALM)", ["deceased"]),
        ("Alm. Sutrisno", ["deceased"]),
        ("Sutinah (almarhumah)", ["deceased"]),
        ("Tukiman Almh", ["deceased"]),
        ("Almira Alma", []),
        ("H. SLAMET RIYADI", []),
        ("Hj. SITI AMINAH, S.Pd.", []),
    ],
)
def test_a_name_marked_as_dead_asks_and_titles_stay(village: Region, name: str, found: list[str]) -> None:
    made = row(name=name)
    check_people([made], village, TODAY)
    assert kinds(made) == found
    assert made.values["name"] == name
    assert all(each.needs_reason for each in made.findings)


@pytest.mark.parametrize(
    ("second", "name", "found"),
    [
        ("3508032709679802", "UJI  SATU", ["nearly_same_nik"]),
        ("3508032709678901", "Uji Satu", ["nearly_same_nik"]),
        ("3508032709679801", "Uji Satu", []),
        ("3508032709679802", "Uji Dua", []),
        ("3508032709679812", "Uji Satu", []),
    ],
)
def test_one_name_with_two_numbers_that_are_nearly_the_same(second: str, name: str, found: list[str]) -> None:
    rows = [row(2, nik=TWENTY_SEVENTH), row(3, nik=second, name=name)]
    check_alike(rows)
    assert [kinds(each) for each in rows] == [[], found]


def test_thousands_of_one_name_are_compared_at_once() -> None:
    rows = [Row(n, {}, {"name": "Siti", "nik": f"350803270967{n:04}"}) for n in range(1, 2_000, 37)]
    check_alike(rows)
    assert not any(each.findings for each in rows)


@pytest.mark.parametrize(
    ("told", "kecamatan", "wrong"),
    [
        ("Sumberwuluh", "", False),
        ("Ds. Sumberwuluh", "", False),
        ("DS SUMBER WULUH", "Kec. Candipuro", False),
        ("Desa Sumberwuluh Kec. Candipuro Kab. Lumajang", "", False),
        ("", "CANDIPURO", False),
        ("Penanggal", "", True),
        ("Sumberwuluh", "Pronojiwo", True),
        ("Sumberwuluh, Kec. Pronojiwo", "", True),
    ],
)
def test_names_of_villages(village: Region, told: str, kecamatan: str, wrong: bool) -> None:
    made = row(village=told)
    made.values["kecamatan"] = kecamatan
    check_village([made], village)
    assert (kinds(made) == ["other_village"]) is wrong


@pytest.mark.parametrize(
    ("latitude", "longitude", "found"),
    [
        ("-8.179503", "113.041126", []),
        ("-8.179503, 113.041126", "", []),
        ("", "-8,179503 113,041126", []),
        ("8.179503 LS", "113.041126 BT", []),
        ("8° 10' 46,2108\" LS", "113° 2' 28,0536\" BT", []),
        ("113.041126", "-8.179503", ["koordinat_tertukar"]),
        ("8,179503", "113,041126", ["koordinat_tanpa_minus"]),
        ("113.041126", "8.179503", ["koordinat_tertukar", "koordinat_tanpa_minus"]),
        (-8.179503, 113.041126, []),
        ("-8.179.503", "113.041.126", []),
    ],
)
def test_positions_that_can_be_read_in_one_way(village: Region, latitude, longitude, found: list[str]) -> None:
    made = row(latitude=latitude, longitude=longitude)
    check_places([made], village)
    assert kinds(made) == found
    assert (str(made.values["latitude"]), str(made.values["longitude"])) == ("-8.179503", "113.041126")


@pytest.mark.parametrize(
    ("latitude", "longitude", "found"),
    [
        ("113.04", "113.05", ["koordinat", "half_position"]),
        ("725123", "9095456", ["koordinat", "koordinat"]),
        ("-8.179503, 113.041126", "113.05", ["koordinat", "half_position"]),
        ("-7.2575", "112.7521", ["outside_regency"]),
        ("-8.17", "", ["half_position"]),
        ("di sana", "113.04", ["koordinat"]),
    ],
)
def test_positions_that_are_told(village: Region, latitude: str, longitude: str, found: list[str]) -> None:
    made = row(latitude=latitude, longitude=longitude)
    check_places([made], village)
    assert kinds(made)[: len(found)] == found[: len(kinds(made))]
    assert "koordinat" not in found or any(each.level == "error" for each in made.findings)
