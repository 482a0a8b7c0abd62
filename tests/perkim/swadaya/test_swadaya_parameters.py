"""The numbers of household aid: stated with dates and basis, refused where they make no sense, shown to the office."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client

from perkim.accounts.roles import Role
from perkim.parameters.kinds import ParameterValueError, kinds
from perkim.parameters.models import Parameter
from perkim.parameters.reading import value_on
from perkim.parameters.seeding import load_first_values
from perkim.people.models import Aid
from perkim.swadaya.parameters import (
    FLOOR_AREA,
    MOST_MEMBERS,
    PROGRESS,
    SAME_PLACE,
    SETS,
    THRESHOLDS,
    UMK,
    UNSUITABLE,
    WEIGHTS,
)
from perkim.swadaya.terms import AidException
from tests.cast import employ

TODAY = date(2026, 6, 22)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "value"),
    [(UMK, 2_578_320), (MOST_MEMBERS, 20), (SAME_PLACE, 15)],
)
def test_the_first_values(kind, value: int) -> None:
    load_first_values()
    assert value_on(kind, TODAY) == value


@pytest.mark.django_db
def test_two_spans_of_one_parameter_follow_each_other() -> None:
    load_first_values()
    rows = Parameter.objects.filter(key=THRESHOLDS.key).order_by("starts")
    assert [(row.starts, row.ends) for row in rows] == [
        (date(2020, 1, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), None),
    ]
    assert value_on(UMK, date(2025, 6, 1)) == 2_429_764


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        (THRESHOLDS, {"huni": 1, "jeda": 5}, "Isi setiap baris: huni, jeda, huni_pasca, lansia."),
        (THRESHOLDS, {"huni": -1, "jeda": 5, "huni_pasca": 3, "lansia": 58}, "bilangan bulat dari 0"),
        (THRESHOLDS, {**SETS["BSPS_2026"], "pengecualian": ["GEMPA"]}, "“GEMPA” bukan pengecualian"),
        (FLOOR_AREA, {"bantuan": "9", "spm": "7.2"}, "tidak melebihi luas SPM"),
        (FLOOR_AREA, {"bantuan": "tujuh", "spm": "9"}, "misalnya 7,2 dan 9"),
        (FLOOR_AREA, {"bantuan": [7, 2], "spm": [9]}, "misalnya 7,2 dan 9"),
        (UNSUITABLE, {"kondisi": ["B"], "atap": [], "dinding": [], "lantai": ["LUMPUR"], "air": []}, "LUMPUR"),
        (UNSUITABLE, {"kondisi": ["B"]}, "Isi setiap baris"),
        (PROGRESS, {"pondasi": 100}, "Isi setiap baris"),
        (MOST_MEMBERS, 21, "dari 1 sampai 20"),
    ],
)
def test_a_value_without_sense_is_refused(kind, value, sentence: str) -> None:
    with pytest.raises(ParameterValueError, match=sentence):
        kind.parse(value)


@pytest.mark.django_db
def test_progress_weights_are_a_hundred_together() -> None:
    load_first_values()
    row = Parameter.objects.get(key=PROGRESS.key)
    assert sum(row.parsed.values()) == 100
    with pytest.raises(ParameterValueError, match="Jumlah bobot harus 100. Sekarang 105"):
        PROGRESS.parse({**row.value, "pondasi": 20})


@pytest.mark.django_db
def test_a_table_is_read_as_the_screen_states_it() -> None:
    load_first_values()
    row = Parameter.objects.get(key=WEIGHTS.key)
    assert WEIGHTS.parse({name: [points] for name, points in row.value.items()}) == row.parsed


@pytest.mark.parametrize(("stated", "codes"), [(["BENCANA"], {"BENCANA"}), (["-"], set()), ([], set())])
def test_a_set_says_which_earlier_aid_it_excepts(stated: list[str], codes: set[str]) -> None:
    assert THRESHOLDS.parse({**SETS["BSPS_LAMA"], "pengecualian": stated})["pengecualian"] == codes


@pytest.mark.django_db
def test_sets_that_were_stated_before_get_the_exceptions_they_were_applied_with() -> None:
    load_first_values()
    rows = Parameter.objects.filter(key=THRESHOLDS.key).order_by("starts")
    for row in rows:
        row.value.pop("pengecualian")
        row.save()
    import_module("perkim.swadaya.migrations.0007_exceptions_of_each_set").state_exceptions(apps, None)
    assert [len(row.parsed["pengecualian"]) for row in rows.all()] == [1, 3]


@pytest.mark.django_db
def test_every_one_has_a_page_with_a_form(client: Client) -> None:
    load_first_values()
    client.force_login(employ(Role.ADMIN, second_factor=True))
    keys = set(Parameter.objects.filter(key__startswith="swadaya.").values_list("key", flat=True))
    assert keys == {kind.key for kind in kinds() if kind.key.startswith("swadaya.")}
    for key in keys:
        text = client.get(f"/pengaturan/parameter/{key}/").content.decode()
        assert 'name="mulai"' in text, key


def test_the_exceptions_of_the_survey_are_those_of_aid_on_record() -> None:
    assert set(AidException.values) == set(Aid.Exemption.values)
