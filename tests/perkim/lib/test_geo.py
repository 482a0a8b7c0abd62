"""Coordinates are read however they are written, and what could be something else is read as nothing."""

from decimal import Decimal

import pytest

from perkim.lib.geo import Position, degrees, position
from tests.processor import processor_seconds

HERE = Position(Decimal("-8.179503"), Decimal("113.041126"))
ROUGH = Position(Decimal("-8.17"), Decimal("113.15"))
IN_SECONDS = Position(Decimal("-8.179444"), Decimal("113.041111"))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("-8.179503", "-8.179503"),
        ("\u22128,179503", "-8.179503"),
        ("\u20138.179503", "-8.179503"),
        ("8.17 LS", "-8.17"),
        ("8,17LS", "-8.17"),
        ("LS: 8,17", "-8.17"),
        ("Lintang Selatan 8,17", "-8.17"),
        ("-8.17 LS", "-8.17"),
        ("113,15 BT", "113.15"),
        ("E 113.15", "113.15"),
        ("113.04°", "113.04"),
        ("8° 10' 30\" LS", "-8.175"),
        ("8º10’30” S", "-8.175"),
        ("8˚10′30″S", "-8.175"),
        ("S 8°10'30''", "-8.175"),
        ("8 10 30 S", "-8.175"),
        ("8:10:30 LS", "-8.175"),
        ("-8-10-30", "-8.175"),
        ("08.10.30,0 LS", "-8.175"),
        ("8 derajat 10 menit 30 detik LS", "-8.175"),
        ("8°10.5' S", "-8.175"),
        ("8° 10,5' LS", "-8.175"),
        ("113o 02' 24\" BT", "113.04"),
        ("-8.179.503", "-8.179503"),
        ("113.041.126", "113.041126"),
    ],
)
def test_one_coordinate(written: str, value: str) -> None:
    assert degrees(written) == Decimal(value)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "°",
        "di sana",
        "-8.17 LU",
        "8 70 3 S",
        "8 10 61 S",
        "181 10 3",
        "8..1",
        "1e5",
        "1e999",
        "8 S 10",
        "8,1,2",
        "5 m²",
    ],
)
def test_no_coordinate(written: str) -> None:
    assert degrees(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "-8.179503, 113.041126",
        "-8,179503, 113,041126",
        "-8,179503 113,041126",
        "-8,179503;113,041126",
        "-8.179503/113.041126",
        "(-8.179503, 113.041126)",
        "113.041126, -8.179503",
        "8.179503 LS, 113.041126 BT",
        "S8.179503 E113.041126",
        "Lat -8.179503, Long 113.041126",
        "lat: -8.179503 lng: 113.041126",
        "X: 113.041126 Y: -8.179503",
        "https://maps.google.com/?q=-8.179503,113.041126",
        "https://www.google.com/maps/@-8.179503,113.041126,17z",
    ],
)
def test_both_in_one_text(written: str) -> None:
    assert position(written) == HERE


@pytest.mark.parametrize("written", ["-8,17,113,15", "8,17 LS 113,15 BT", "113.15 -8.17", "Bujur 113,15 Lintang -8,17"])
def test_both_with_few_digits(written: str) -> None:
    assert position(written) == ROUGH


@pytest.mark.parametrize(
    "written",
    ["8°10'46\"S 113°2'28\"E", "8°10'46\"S113°02'28\"E", "LS 8°10'46\" BT 113°2'28\"", "8 10 46 LS - 113 2 28 BT"],
)
def test_both_in_degrees_minutes_and_seconds(written: str) -> None:
    assert position(written) == IN_SECONDS


@pytest.mark.parametrize(
    "written", ["-8.17", "725000 9095000", "1,2,3", "113.1 113.2", "https://maps.app.goo.gl/abc", "8 8", ""]
)
def test_no_position(written: str) -> None:
    assert position(written) is None


@pytest.mark.parametrize(
    "hostile",
    ["8 " * 5_000, "8,8," * 20, "°" * 80, "-" * 100_000, "8.8.8.8." * 10, "http" + "1.1," * 70, "S8" * 40, "1" * 80],
)
def test_hostile_text_takes_no_time(hostile: str) -> None:
    assert processor_seconds(lambda: (degrees(hostile), position(hostile))) < 0.1
