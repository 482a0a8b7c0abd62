"""How far kinds of case lie below each other follows from the declaration: three levels, two, or one."""

from dataclasses import replace

import pytest

from perkim.accounts.roles import Role
from perkim.regions.models import Region
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.declarations import Programme
from perkim.sipoc.levels import (
    above,
    asking,
    case_above,
    deepest,
    descendants,
    id_above,
    keeper_of,
    levels_below,
    lying_below,
    path_below,
    path_to,
    paths_up,
)
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import owner_of, programmes
from perkim.sipoc.requirements import CaseAbove
from tests.cast import SUMBERWULUH, employ
from tests.perkim.sipoc.conftest import MONDAY
from tests.samples.family import BUNDLE, FAMILY, VISIT, YEAR
from tests.samples.registering import register_for_test

YEAR_WAITED_FOR = CaseAbove(key="tahun", title="Kegiatan", process="tahun", not_in=("kumpul",))


def flat(key: str) -> Programme:
    """The same visits, directly below the year: nothing lies between."""
    return replace(FAMILY, slug="datar", processes=(YEAR, replace(VISIT, parent=key)))


def heeding(programme: Programme) -> Programme:
    """The programme with visits that wait for the year."""
    *others, visit = programme.processes
    first, *later = visit.stages
    stages = (replace(first, inputs=(YEAR_WAITED_FOR,)), *later)
    return replace(programme, processes=(*others, replace(visit, stages=stages)))


@pytest.fixture
def deep(db, monkeypatch) -> Programme:
    register_for_test(monkeypatch, FAMILY)
    return FAMILY


@pytest.fixture
def shallow(db, monkeypatch) -> Programme:
    programme = flat("tahun")
    register_for_test(monkeypatch, programme)
    return programme


def opened(programme: Programme) -> list[Berkas]:
    """A case of each kind, the next below the one before."""
    staf, place = employ(Role.STAF, starts=MONDAY.date()), [Region.objects.get(pk=SUMBERWULUH)]
    cases: list[Berkas] = []
    for process in programme.processes:
        new = NewCase(title=process.title, regions=place)
        parent = cases[-1] if cases else None
        cases.append(open_case(actor=staf, programme=programme, process=process, new=new, now=MONDAY, parent=parent))
    return cases


def test_paths_follow_the_declared_parents(deep: Programme) -> None:
    assert [each.key for each in above(VISIT)] == ["bundel", "tahun"]
    assert (levels_below(VISIT, "tahun"), levels_below(BUNDLE, "tahun"), levels_below(YEAR, "tahun")) == (2, 1, 0)
    assert (path_to(VISIT, "tahun"), path_to(VISIT, "bundel")) == ("parent__parent", "parent")
    assert [(each.key, steps) for each, steps in descendants(FAMILY, YEAR)] == [("bundel", 1), ("kunjungan", 2)]


def test_one_level_is_one_step(shallow: Programme) -> None:
    visit = shallow.process("kunjungan")
    assert path_to(visit, "tahun") == "parent"
    assert [(each.key, steps) for each, steps in descendants(shallow, YEAR)] == [("kunjungan", 1)]


def test_what_does_not_lie_above_has_no_path(deep: Programme) -> None:
    assert levels_below(YEAR, "kunjungan") == 0
    with pytest.raises(LookupError, match="does not lie below"):
        path_to(YEAR, "kunjungan")


def test_the_longest_way_up_is_that_of_the_deepest_programme(deep: Programme) -> None:
    assert deepest() == max(len(above(process)) for each in programmes() for process in each.processes)
    assert paths_up()[:2] == ["parent", "parent__parent"]
    assert len(paths_up()) == deepest()


def test_a_parent_that_nobody_declares_ends_the_way_up(db, monkeypatch) -> None:
    lost = replace(FAMILY, slug="hilang", processes=(replace(BUNDLE, parent="tidak-ada"), replace(VISIT, parent="")))
    register_for_test(monkeypatch, lost)
    assert above(lost.process("bundel")) == []


def test_parents_in_a_ring_end_the_way_up(db, monkeypatch) -> None:
    ring = replace(FAMILY, slug="lingkar", processes=(replace(BUNDLE, parent="kunjungan"), VISIT))
    register_for_test(monkeypatch, ring)
    assert [each.key for each in above(ring.process("bundel"))] == ["kunjungan"]


def test_cases_are_met_up_and_down_through_a_case_between(deep: Programme) -> None:
    year, bundle, visit = opened(FAMILY)
    _check_family(year, visit, "parent__parent")
    assert case_above(visit, "bundel") == bundle
    assert id_above(bundle, "tahun") == year.pk
    assert set(Berkas.objects.below(year.public_id)) == {bundle, visit}
    assert list(Berkas.objects.below(year.public_id, 2)) == [visit]


def test_cases_are_met_up_and_down_with_nothing_between(shallow: Programme) -> None:
    year, visit = opened(shallow)
    _check_family(year, visit, "parent")
    assert list(Berkas.objects.below(year.public_id)) == [visit]


def _check_family(year: Berkas, visit: Berkas, path: str) -> None:
    here = Berkas.objects.filter(pk=year.pk)
    assert path_to(visit.declared, year.process) == path
    assert list(Berkas.objects.filter(lying_below(here, [path]))) == [visit]
    assert set(Berkas.objects.filter(lying_below(here, paths_up()), process="kunjungan")) == {visit}
    assert case_above(visit, "tahun") == year
    assert id_above(visit, "tahun") == year.pk
    assert case_above(year, "kunjungan") is None
    assert id_above(year, "kunjungan") is None


def test_no_path_means_no_row(deep: Programme) -> None:
    opened(FAMILY)
    assert not Berkas.objects.filter(lying_below(Berkas.objects.all(), [])).exists()


@pytest.mark.parametrize("shape", [FAMILY, flat("tahun")], ids=["two levels", "one level"])
def test_a_case_waits_for_the_one_above_however_far(db, monkeypatch, shape: Programme) -> None:
    programme = heeding(shape)
    register_for_test(monkeypatch, programme)
    visit = opened(programme)[-1]
    here = Berkas.objects.filter(pk=visit.pk)
    assert list(YEAR_WAITED_FOR.missing(here)) == [visit.pk]
    assert YEAR_WAITED_FOR.fact(visit).startswith("Pengumpulan:")
    assert list(YEAR_WAITED_FOR.faults(visit.declared, visit.declared_stage)) == []
    astray = replace(YEAR_WAITED_FOR, process="kunjungan")
    assert "does not lie above" in next(astray.faults(visit.declared, visit.declared_stage))


def test_who_asks_says_how_far_below_it_looks(db, monkeypatch) -> None:
    register_for_test(monkeypatch, FAMILY)
    bundles = BUNDLE.first.inputs[0]
    assert asking(bundles) == [BUNDLE]
    assert path_below(bundles, "kunjungan") == "parent"
    assert owner_of(asking(bundles)[0]) is FAMILY


def test_what_is_asked_for_at_two_distances_is_declared_twice(db, monkeypatch) -> None:
    asked_in_year = replace(YEAR, stages=(replace(YEAR.first, inputs=BUNDLE.first.inputs), *YEAR.stages[1:]))
    register_for_test(monkeypatch, replace(FAMILY, processes=(asked_in_year, BUNDLE, VISIT)))
    with pytest.raises(LookupError, match="at 2 distances"):
        path_below(BUNDLE.first.inputs[0], "kunjungan")


def test_a_paper_lies_with_the_nearest_that_asks_for_it(deep: Programme) -> None:
    keeper = keeper_of(VISIT, "surat")
    assert keeper is BUNDLE
    assert keeper_of(VISIT, "tidak-ada") is None
    assert keeper_of(BUNDLE, "surat") is None


def test_the_way_up_costs_no_query(deep: Programme, django_assert_num_queries) -> None:
    *_, visit = opened(FAMILY)
    visit = Berkas.objects.select_related("parent").get(pk=visit.pk)
    with django_assert_num_queries(0):
        assert id_above(visit, "tahun")
        paths_up()
