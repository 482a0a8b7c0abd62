"""Every programme that has cases is worked through by an office whose servers die, in this run or in another."""

import pytest

from perkim.sipoc.registry import programmes
from tests.faults.chaos import years
from tests.faults.chaos.aid import household_aid
from tests.faults.chaos.years import YEARS, Year, chosen


def test_every_programme_with_cases_has_its_year() -> None:
    assert {each.slug for each in programmes() if each.processes} == YEARS.keys()


def test_the_steps_of_the_script_follow_from_each_declaration() -> None:
    aids = {aid.programme.slug: aid for aid in household_aid()}
    assert all(aid.decree and aid.award and aid.reserve_closed for aid in aids.values())
    assert {slug: aid.approval is not None for slug, aid in aids.items()} == {"rtlh": True, "bsps": False}


def test_each_run_takes_one_and_seeds_take_all_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHAOS_PROGRAMME", raising=False)
    year: Year = YEARS["rtlh"]
    monkeypatch.setattr(years, "YEARS", {"b": year, "a": year})
    taken = []
    for seed in (4, 5, 6):
        monkeypatch.setattr(years, "SEED", seed)
        taken.append(chosen())
    assert taken == [["a"], ["b"], ["a"]]


def test_a_programme_can_be_named_and_so_can_all(monkeypatch: pytest.MonkeyPatch) -> None:
    year: Year = YEARS["rtlh"]
    monkeypatch.setattr(years, "YEARS", {"b": year, "a": year})
    monkeypatch.setenv("CHAOS_PROGRAMME", "b")
    assert chosen() == ["b"]
    monkeypatch.setenv("CHAOS_PROGRAMME", "all")
    assert chosen() == ["a", "b"]
