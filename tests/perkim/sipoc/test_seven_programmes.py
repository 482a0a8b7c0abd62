"""The seven programmes of the agency as they are declared now."""

import pytest
from django.conf import settings

from perkim.accounts.models import Assignment
from perkim.sipoc.checks import check_programmes
from perkim.sipoc.registry import programmes

each_programme = pytest.mark.parametrize("programme", programmes(), ids=lambda programme: programme.slug)


def test_there_are_seven_in_the_order_of_the_settings() -> None:
    assert [programme.slug for programme in programmes()] == settings.PROGRAMME_APPS
    assert len(settings.PROGRAMME_APPS) == 7


def test_the_open_ones_are_those_that_have_processes() -> None:
    assert [programme.slug for programme in programmes() if programme.open] == ["rtlh", "bsps"]
    assert [programme.slug for programme in programmes() if programme.processes] == ["rtlh", "bsps"]


def test_they_have_no_fault() -> None:
    assert check_programmes() == []


@each_programme
def test_each_list_is_a_list_and_no_single_text(programme) -> None:
    """`("Desa")` is a text, whose letters would each become a line of the sheet; `("Desa",)` is meant."""
    lists = [programme.legal_basis, *(box.activities for sheet in programme.sheets for box in sheet.boxes)]
    for sheet in programme.sheets:
        lists += [sheet.supplier, sheet.input, sheet.output, sheet.customer]
    assert not [each for each in lists if not isinstance(each, tuple)]


@each_programme
def test_nothing_is_said_twice_in_one_box(programme) -> None:
    for sheet in programme.sheets:
        for box in (sheet.supplier, sheet.input, sheet.output, sheet.customer):
            assert len(set(box)) == len(box)


def test_titles_and_services_tell_the_programmes_apart() -> None:
    for field in ("title", "service", "icon"):
        values = [getattr(programme, field) for programme in programmes()]
        assert len(set(values)) == 7


def test_a_slug_fits_the_column_of_assignments() -> None:
    longest = Assignment._meta.get_field("programme").max_length
    assert max(len(programme.slug) for programme in programmes()) <= longest
