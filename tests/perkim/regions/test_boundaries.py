"""Boundaries of villages: which points lie inside, where a point lies, and what is loaded from which file."""

import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from perkim.regions.actions import load_boundaries
from perkim.regions.boundaries import (
    PUBLISHED_BOX,
    Boundaries,
    in_regency_box,
    metres_between,
    regency_box,
    village_at,
)
from perkim.regions.boundary_files import BoundaryFileError
from perkim.regions.models import Boundary, Region
from tests.cast import CANDIPURO, SUMBERWULUH, TOMPOKERSAN
from tests.processor import processor_seconds

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 22, 2, 0, tzinfo=UTC)
# The houses of the synthetic list of 42 candidates of Sumberwuluh; number 12 was planted in another village.
HOUSES = [
    (-8.179503, 113.041126),
    (-8.20203, 113.036472),
    (-8.207637, 113.014866),
    (-8.158313, 113.031241),
    (-8.183299, 113.035926),
    (-8.187303, 113.040329),
    (-8.171768, 113.05017),
    (-8.189889, 113.038972),
    (-8.200417, 113.061219),
    (-8.156075, 113.014498),
    (-8.190006, 113.02128),
    (-8.1337, 113.2245),
    (-8.189672, 113.04279),
    (-8.177173, 113.013765),
    (-8.203932, 113.020363),
    (-8.197266, 113.060734),
    (-8.19362, 113.056256),
    (-8.166939, 113.024387),
    (-8.201719, 113.031607),
    (-8.203139, 113.029424),
    (-8.183569, 113.022357),
    (-8.193802, 113.030096),
    (-8.19905, 113.036409),
    (-8.188834, 113.025481),
    (-8.18826, 113.017457),
    (-8.199542, 113.032225),
    (-8.224284, 113.024931),
    (-8.170829, 113.034091),
    (-8.179176, 113.016273),
    (-8.17135, 113.030431),
    (-8.195799, 113.016677),
    (-8.158076, 113.022345),
    (-8.210319, 113.035406),
    (-8.197998, 113.029326),
    (-8.177491, 113.03227),
    (-8.19935, 113.045583),
    (-8.194186, 113.03897),
    (-8.173577, 113.023938),
    (-8.203225, 113.042506),
    (-8.196114, 113.021041),
    (-8.209513, 113.023144),
    (-8.189129, 113.013872),
]
HOME, FAR_CORNER, ELSEWHERE = HOUSES[0], HOUSES[2], HOUSES[11]
SQUARE = [[113.0, -8.2], [113.01, -8.2], [113.01, -8.19], [113.0, -8.19], [113.0, -8.2]]


@pytest.fixture
def write(tmp_path: Path):
    def do(*features: dict, name: str = "batas.geojson") -> Path:
        path = tmp_path / name
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        return path

    return do


def village(code: str = SUMBERWULUH, ring: list | None = None, kind: str = "Polygon") -> dict:
    geometry = {"type": kind, "coordinates": [ring or SQUARE]}
    return {"type": "Feature", "properties": {"kode": code}, "geometry": geometry}


# --- Where a point lies ----------------------------------------------------------------------------------------


def test_every_village_has_a_boundary() -> None:
    assert Boundary.objects.count() == Region.objects.villages().count() == 205


@pytest.mark.parametrize("point", [HOME, FAR_CORNER])
def test_a_house_lies_in_its_village(point) -> None:
    assert Boundaries.of([SUMBERWULUH]).contains(SUMBERWULUH, *point) is True
    assert village_at(*point) == SUMBERWULUH


def test_of_a_village_s_list_only_the_planted_house_lies_elsewhere() -> None:
    answers = Boundaries.of([SUMBERWULUH]).contain([SUMBERWULUH] * 42, HOUSES)
    assert [number for number, answer in enumerate(answers, 1) if not answer] == [12]


def test_a_house_of_another_village_does_not() -> None:
    assert Boundaries.of([SUMBERWULUH]).contains(SUMBERWULUH, *ELSEWHERE) is False
    assert village_at(*ELSEWHERE) not in (None, SUMBERWULUH)


def test_a_village_without_boundary_answers_neither_yes_nor_no() -> None:
    assert Boundaries.of([CANDIPURO]).contains(CANDIPURO, *HOME) is None


def test_nothing_known_is_no_fault() -> None:
    Boundary.objects.all().delete()
    assert Boundaries.everywhere().contain([SUMBERWULUH], [HOME]) == [None]
    assert village_at(*HOME) is None


def test_the_tolerance_forgives_what_simplifying_moved_and_no_more(write) -> None:
    load_boundaries(write(village()), source="Uji", now=NOW)
    known = Boundaries.of([SUMBERWULUH])
    metre = 1 / 111_195
    assert known.contains(SUMBERWULUH, -8.19 + 55 * metre, 113.005)
    assert not known.contains(SUMBERWULUH, -8.19 + 65 * metre, 113.005)
    # A degree of longitude is 1 % shorter here.
    assert known.contains(SUMBERWULUH, -8.195, 113.01 + 55 * metre)
    assert not known.contains(SUMBERWULUH, -8.195, 113.01 + 65 * metre)


def test_points_between_two_boundaries_belong_to_the_nearer_village(write) -> None:
    east = [[113.011, -8.2], [113.02, -8.2], [113.02, -8.19], [113.011, -8.19], [113.011, -8.2]]
    Boundary.objects.all().delete()
    load_boundaries(write(village(), village(TOMPOKERSAN, east)), source="Uji", now=NOW)
    assert village_at(-8.195, 113.0104) == SUMBERWULUH
    assert village_at(-8.195, 113.0106) == TOMPOKERSAN
    assert village_at(-8.195, 113.03) is None


def test_thousands_of_points_take_a_second_and_two_queries() -> None:
    dice = random.Random(8)  # noqa: S311
    codes = sorted(Region.objects.villages().values_list("code", flat=True))
    points = [(dice.uniform(-8.35, -7.9), dice.uniform(112.9, 113.37)) for _ in range(12_673)]
    chosen = [dice.choice(codes) for _ in points]
    answers: list[bool | None] = []
    places: list[str | None] = []

    def ask() -> None:
        answers.extend(Boundaries.of(chosen).contain(chosen, points))
        places.extend(Boundaries.everywhere().villages_at(points))

    with CaptureQueriesContext(connection) as queries:
        assert processor_seconds(ask) < 2
    assert len(queries) == 2
    assert {True, False} == set(answers)
    # Both ways of asking agree.
    sample = [(code, point, place) for code, point, place in zip(chosen, points, places, strict=True) if place][:300]
    assert all(Boundaries.of([place]).contains(place, *point) for _, point, place in sample[:20])


# --- The box of the regency ------------------------------------------------------------------------------------


def test_the_box_is_the_published_one_and_what_the_villages_need() -> None:
    box = regency_box()
    assert (box.south, box.west, box.east) == (PUBLISHED_BOX.south, PUBLISHED_BOX.west, PUBLISHED_BOX.east)
    assert box.north == pytest.approx(-7.89597)


@pytest.mark.parametrize(
    ("point", "inside"),
    [
        (HOME, True),
        ((-8.3833, 112.8833), True),
        ((-8.3834, 113.1), False),
        ((-8.1, 113.39), False),
        ((8.18, 113.0), False),
        ((113.04, -8.18), False),
    ],
)
def test_a_point_outside_the_regency_is_told(point, inside: bool) -> None:
    assert in_regency_box(*point) is inside


def test_without_boundaries_the_published_box_holds() -> None:
    Boundary.objects.all().delete()
    assert regency_box() == PUBLISHED_BOX


def test_another_regency_has_its_own_box(write) -> None:
    Boundary.objects.all().delete()
    serang = [[106.1, -6.2], [106.2, -6.2], [106.2, -6.1], [106.1, -6.1], [106.1, -6.2]]
    load_boundaries(write(village(ring=serang)), source="Uji", now=NOW)
    assert in_regency_box(-6.15, 106.15)
    assert not in_regency_box(*HOME)


def test_distances_are_those_over_ground() -> None:
    assert metres_between(HOME, HOME) == 0
    assert metres_between((-8.18, 113.04), (-8.1809, 113.04)) == pytest.approx(100, abs=0.2)
    assert metres_between((-8.18, 113.04), (-8.18, 113.0409)) == pytest.approx(99.05, abs=0.2)


# --- Files -----------------------------------------------------------------------------------------------------


def test_official_geometry_takes_the_place_of_the_committed(write) -> None:
    assert load_boundaries(write(village()), source="BIG, 2027", now=NOW) == 1
    stored = Boundary.objects.get(pk=SUMBERWULUH)
    assert (stored.source, stored.loaded_at, stored.east) == ("BIG, 2027", NOW, 113.01)


def test_loading_regions_again_leaves_official_geometry(write) -> None:
    load_boundaries(write(village()), source="BIG, 2027", now=NOW)
    call_command("load_regions", verbosity=0)
    assert Boundary.objects.get(pk=SUMBERWULUH).source == "BIG, 2027"
    assert Boundary.objects.exclude(source="BIG, 2027").count() == 204


BOW_TIE = [[113.0, -8.2], [113.01, -8.19], [113.01, -8.2], [113.0, -8.19], [113.0, -8.2]]
FAULTS = {
    "no property 'kode'": {"type": "Feature", "properties": {"nama": "Sumberwuluh"}, "geometry": None},
    "no area": {
        "type": "Feature",
        "properties": {"kode": SUMBERWULUH},
        "geometry": {"type": "Point", "coordinates": [113, -8]},
    },
    "outside Indonesia": village(ring=[[lat, lon] for lon, lat in SQUARE]),
    "no valid area": village(ring=BOW_TIE),
    "not loaded: 35.08.99.2001": village("35.08.99.2001"),
    "geometry that can be read": {
        "type": "Feature",
        "properties": {"kode": SUMBERWULUH},
        "geometry": {"type": "Circle"},
    },
}


@pytest.mark.parametrize("said", FAULTS)
def test_a_faulty_file_is_named_and_nothing_is_written(write, said: str) -> None:
    path = write(village(TOMPOKERSAN), FAULTS[said])
    with pytest.raises(BoundaryFileError, match=said):
        load_boundaries(path, source="Uji", now=NOW)
    assert not Boundary.objects.filter(source="Uji").exists()


def test_a_feature_without_geometry_is_named(write) -> None:
    empty = {"type": "Feature", "properties": {"kode": SUMBERWULUH}, "geometry": None}
    with pytest.raises(BoundaryFileError, match=SUMBERWULUH):
        load_boundaries(write(empty), source="Uji", now=NOW)


def test_a_village_drawn_twice_is_named(write) -> None:
    with pytest.raises(BoundaryFileError, match="more than once"):
        load_boundaries(write(village(), village()), source="Uji", now=NOW)


def test_heights_are_left_out(write) -> None:
    load_boundaries(write(village(ring=[[*point, 612.5] for point in SQUARE])), source="Uji", now=NOW)
    assert Boundaries.of([SUMBERWULUH]).contains(SUMBERWULUH, -8.195, 113.005)


def test_a_boundary_without_source_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Boundary.objects.filter(pk=SUMBERWULUH).update(source="")


# --- The command -----------------------------------------------------------------------------------------------


def test_the_command_says_how_many(write, capsys) -> None:
    named_otherwise = {**village(), "properties": {"KDEPUM": SUMBERWULUH}}
    call_command("load_boundaries", write(named_otherwise), source="BIG, 2027", code="KDEPUM")
    assert capsys.readouterr().out == "1 batas wilayah\n"


def test_the_command_says_what_is_wrong(write, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tidak-ada"):
        call_command("load_boundaries", tmp_path / "tidak-ada.geojson", source="BIG")
    (tmp_path / "teks.geojson").write_text("bukan JSON")
    with pytest.raises(CommandError, match="no GeoJSON"):
        call_command("load_boundaries", tmp_path / "teks.geojson", source="BIG")
    with pytest.raises(CommandError, match="State the source"):
        call_command("load_boundaries", write(village()), source=" ")
