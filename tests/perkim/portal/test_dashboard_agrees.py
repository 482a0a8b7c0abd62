"""The dashboard and the lists agree, for every reader and whatever the cases look like."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perkim.accounts.models import User
from perkim.portal.dashboard.figures import Totals, cases_below, totals_of
from perkim.portal.lists.page import case_list
from perkim.sipoc.models import Berkas, BerkasArea
from perkim.sipoc.querysets import either
from perkim.sipoc.terms import Outcome
from tests.exhaustive import examples
from tests.perkim.portal.activities import again, open_activity_office, open_bundle, open_houses, open_year
from tests.samples.family import VISIT
from tests.samples.office import MONDAY

pytestmark = pytest.mark.django_db
NOW = MONDAY + timedelta(days=3)
KINDS = ["desa", "kelurahan", "kecamatan", "dua kecamatan", "kabupaten"]
EACH = 3

facts = st.fixed_dictionaries(
    {
        "stage": st.sampled_from(["datang", "periksa", "sudah_tiada"]),
        "outcome": st.sampled_from(["", "", "", *Outcome.values]),
        "amount": st.none() | st.integers(0, 10**12),
        "confidential": st.booleans(),
        "earliest_due": st.none() | st.integers(-48, 48).map(lambda hours: NOW + timedelta(hours=hours)),
    }
)


@pytest.fixture
def activity(db, monkeypatch) -> SimpleNamespace:
    """Households in every kind of place, below one of two years."""
    people = open_activity_office(monkeypatch)
    year, other = open_year(people), open_year(people, "RTLH 2027")
    bundle = open_bundle(people, year)
    made = [house for kind in KINDS for house in open_houses(people, bundle, EACH, kind)]
    open_houses(people, open_bundle(people, other), 2)
    return SimpleNamespace(people=people, year=year, houses=[house.pk for house in made])


def change(pks: list[int], drawn: list[dict[str, Any]]) -> None:
    for pk, fields in zip(pks, drawn, strict=True):
        closed = NOW if fields["outcome"] else None
        Berkas.objects.filter(pk=pk).update(**fields, closed_at=closed)


def listed(user: User, year: Berkas, **asked: str) -> list[Berkas]:
    """What the list shows behind a link."""
    address = {"proses": "kunjungan", "induk": str(year.public_id), **asked}
    shown = case_list(user, "keluarga", address, NOW)
    return list(shown.rows.filter(either(shown.branches)))


def agree(user: User, year: Berkas, totals: Totals) -> None:
    everything = listed(user, year, status="semua")
    amounts = [case.amount for case in everything if case.amount is not None]
    assert totals.whole.count == len(everything)
    assert totals.whole.amount == (sum(amounts) if amounts else None)
    assert totals.whole.late == len(listed(user, year, status="terlambat"))
    assert totals.whole.open_count == len(listed(user, year))
    for outcome in Outcome:
        tally = totals.outcomes.get(outcome)
        assert (tally.count if tally else 0) == len(listed(user, year, status=outcome.value.lower()))
    for stage in ("datang", "periksa"):
        tally = totals.stages.get(stage)
        assert (tally.count if tally else 0) == len(listed(user, year, tahap=stage))
        assert (tally.late if tally else 0) == len(listed(user, year, tahap=stage, status="terlambat"))
    for place in totals.kecamatan:
        if place.kecamatan:
            assert place.tally.count == len(listed(user, year, kecamatan=place.code, status="semua"))
            assert place.tally.late == len(listed(user, year, kecamatan=place.code, status="terlambat"))
    for village in totals.villages:
        lying = BerkasArea.objects.filter(region=village.code, berkas__in=[case.pk for case in everything])
        assert village.tally.count == lying.values("berkas").distinct().count()


@pytest.mark.exhaustive
@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(facts, min_size=EACH * len(KINDS), max_size=EACH * len(KINDS)))
def test_every_number_is_that_of_the_list_behind_it(activity, drawn) -> None:
    change(activity.houses, drawn)
    for name in ("kadis", "staf", "camat", "tfl"):
        user = again(getattr(activity.people, name))
        agree(user, activity.year, totals_of(cases_below(user, activity.year, VISIT), NOW))


def test_the_places_of_one_kind_of_case_are_told_apart(activity) -> None:
    user = again(activity.people.kadis)
    totals = totals_of(cases_below(user, activity.year, VISIT), NOW)
    counted = {place.name: place.tally.count for place in totals.kecamatan}
    # Those of two kecamatan count in both.
    assert counted == {"Candipuro": 9, "Lumajang": 6, "Seluruh kabupaten": 3}
    assert {place.name: place.tally.count for place in totals.villages} == {"Sumberwuluh": 6, "Tompokersan": 6}
