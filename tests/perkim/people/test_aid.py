"""Earlier house aid is found by NIK, family card, spouse and place of the house."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from perkim.audit.models import Entry
from perkim.lib.nik import NikError
from perkim.people.actions import record_aid_many, register, withdraw_aid_many
from perkim.people.aid import Seeker, Way, aid_before
from perkim.people.identities import PeopleError
from perkim.people.models import Aid
from perkim.people.nearby import MOST_NEAR, metres_between
from tests.cast import SUMBERWULUH, open_account
from tests.perkim.people.households import KK, NIK, NOW, OTHER_KK, OTHER_NIK, SPOUSE_NIK, listed_aid, man, many

pytestmark = pytest.mark.django_db

HOUSE = {"latitude": Decimal("-8.155000"), "longitude": Decimal("113.050000")}


@pytest.fixture
def staff(db):
    return open_account("staf")


@pytest.fixture
def store(staff):
    """Stores aid as an old list tells it."""

    def record(*aids, origin="DAK 2019") -> list[Aid]:
        return record_aid_many(actor=staff, aids=list(aids), origin=origin, now=NOW)

    return record


def ways(**known) -> list[tuple[Way, ...]]:
    [matches] = aid_before([Seeker.typed(**known)])
    return [match.ways for match in matches]


def test_aid_matches_by_the_holders_nik(store):
    store(listed_aid(nik=NIK))
    assert ways(nik=NIK) == [(Way.NIK,)]
    assert ways(nik=OTHER_NIK) == []


def test_aid_matches_by_the_family_card(store):
    store(listed_aid(kk=KK))
    assert ways(nik=NIK, kk=KK) == [(Way.FAMILY,)]
    assert ways(nik=NIK, kk=OTHER_KK) == []


@pytest.mark.parametrize(
    ("stored", "sought"),
    [
        ({"nik": SPOUSE_NIK}, {"nik": NIK, "spouse_nik": SPOUSE_NIK}),  # my spouse received it
        ({"nik": SPOUSE_NIK, "spouse_nik": NIK}, {"nik": NIK}),  # I stood there as the holder's spouse
        ({"nik": OTHER_NIK, "spouse_nik": SPOUSE_NIK}, {"nik": NIK, "spouse_nik": SPOUSE_NIK}),
    ],
)
def test_aid_matches_by_the_spouse(store, stored, sought):
    store(listed_aid(**stored))
    assert ways(**sought) == [(Way.SPOUSE,)]


def test_a_family_card_is_never_taken_for_a_nik(store):
    store(listed_aid(nik=NIK))
    assert ways(kk=NIK) == []


def test_aid_matches_by_the_house_and_says_how_far(store):
    store(listed_aid(**HOUSE))
    [[match]] = aid_before([Seeker(latitude=HOUSE["latitude"] + Decimal("0.000100"), longitude=HOUSE["longitude"])])
    assert match.of_house_only
    assert match.metres == pytest.approx(11.12, abs=0.01)


@pytest.mark.parametrize(
    ("north", "east", "found"),
    [
        ("0.000134", "0", True),  # 14.90 m
        ("0.000135", "0", False),  # 15.01 m
        ("0", "0.000136", True),  # 14.97 m at this latitude
        ("0", "0.000137", False),  # 15.08 m
        ("-0.000134", "0", True),
        ("0", "-0.000136", True),
        ("0.000100", "0.000100", False),  # within the box, 15.65 m away
        ("0.000095", "0.000095", True),  # 14.87 m
    ],
)
def test_fifteen_metres_are_the_border(store, north, east, found):
    store(listed_aid(**HOUSE))
    there = {"latitude": HOUSE["latitude"] + Decimal(north), "longitude": HOUSE["longitude"] + Decimal(east)}
    assert bool(aid_before([Seeker(**there)])[0]) is found


def test_another_distance_may_be_given(store):
    store(listed_aid(**HOUSE))
    there = Seeker(latitude=HOUSE["latitude"] + Decimal("0.000200"), longitude=HOUSE["longitude"])
    assert aid_before([there], metres=15.0) == [[]]
    assert len(aid_before([there], metres=25.0)[0]) == 1


def test_a_place_with_more_houses_than_can_stand_there_tells_none_apart(store):
    there = Seeker(latitude=HOUSE["latitude"], longitude=HOUSE["longitude"])
    store(*(listed_aid(**HOUSE) for _ in range(MOST_NEAR)))
    assert [len(found) for found in aid_before([there, there])] == [MOST_NEAR, MOST_NEAR]
    store(listed_aid(**HOUSE), origin="DAK 2020")
    assert aid_before([there, there]) == [[], []]


def test_of_a_number_that_fills_a_column_the_newest_are_listed(store):
    store(*(listed_aid(kk=KK, year=1990 + number) for number in range(MOST_NEAR + 5)))
    [found] = aid_before([Seeker.typed(kk=KK)])
    assert [match.aid.year for match in found] == list(range(1990 + MOST_NEAR + 4, 1994, -1))


def test_exactly_the_given_distance_is_within(store):
    store(listed_aid(**HOUSE))
    place = (float(HOUSE["latitude"]) + 0.0001, float(HOUSE["longitude"]))
    exact = metres_between(*place, float(HOUSE["latitude"]), float(HOUSE["longitude"]))
    seeker = Seeker(latitude=place[0], longitude=place[1])
    assert len(aid_before([seeker], metres=exact)[0]) == 1
    assert aid_before([seeker], metres=exact - 0.001) == [[]]


def test_all_the_ways_of_one_aid_stand_in_one_match(store):
    store(listed_aid(nik=NIK, kk=KK, spouse_nik=SPOUSE_NIK, **HOUSE))
    [[match]] = aid_before([Seeker.typed(nik=NIK, kk=KK, spouse_nik=SPOUSE_NIK, **HOUSE)])
    assert match.ways == (Way.NIK, Way.FAMILY, Way.SPOUSE, Way.HOUSE)
    assert match.how == "NIK, nomor KK, NIK pasangan dan letak rumah"
    assert (match.metres, match.of_house_only) == (0, False)


def test_rows_are_sought_without_opening_a_number(store, settings):
    store(listed_aid(nik=SPOUSE_NIK, kk=KK))
    registered = register([man(), man(nik=SPOUSE_NIK, sex="P", kk="")], now=NOW)
    settings.PEOPLE_KEYS = ["k9:another key"]
    seeker = Seeker.of(registered.persons[0], registered.families[0], registered.persons[1])
    assert [match.ways for match in aid_before([seeker])[0]] == [(Way.FAMILY, Way.SPOUSE)]


def test_the_newest_aid_comes_first_and_a_year_without_a_decree_counts_to_its_end(store):
    store(
        listed_aid(nik=NIK, year=2015),
        listed_aid(nik=NIK, year=2020, granted_on=date(2020, 5, 4)),
        listed_aid(nik=NIK, year=2020),
    )
    found = [match.aid.counted_from for match in aid_before([Seeker.typed(nik=NIK)])[0]]
    assert found == [date(2020, 12, 31), date(2020, 5, 4), date(2015, 12, 31)]


def test_each_seeker_gets_only_their_own(store):
    store(listed_aid(nik=NIK, year=2018), listed_aid(nik=OTHER_NIK, year=2019), listed_aid(**HOUSE, year=2020))
    seekers = [Seeker.typed(nik=OTHER_NIK), Seeker(), Seeker.typed(nik=NIK), Seeker(**HOUSE)]
    assert [[match.aid.year for match in found] for found in aid_before(seekers)] == [[2019], [], [2018], [2020]]


def test_withdrawn_aid_counts_for_nothing_and_stays(store, staff):
    store(listed_aid(nik=NIK, **HOUSE), listed_aid(nik=NIK), origin="salah")
    store(listed_aid(nik=NIK), origin="benar")
    count = withdraw_aid_many(actor=staff, origin="salah", reason="Daftar kabupaten lain", now=NOW)
    found = aid_before([Seeker.typed(nik=NIK, **HOUSE)])[0]
    assert (count, [match.aid.origin for match in found]) == (2, ["benar"])
    assert Aid.objects.from_origin("salah").filter(withdrawn_by=staff, withdrawn_at=NOW).count() == 2
    assert Entry.objects.get(action="bantuan.ditarik").data == {
        "asal": "salah",
        "banyaknya": 2,
        "alasan": "Daftar kabupaten lain",
    }


def test_withdrawing_twice_withdraws_once(store, staff):
    store(listed_aid(nik=NIK))
    withdraw_aid_many(actor=staff, origin="DAK 2019", reason="Keliru", now=NOW)
    again = withdraw_aid_many(actor=staff, origin="DAK 2019", reason="Keliru", now=NOW + timedelta(days=1))
    assert (again, Aid.objects.get().withdrawn_at) == (0, NOW)


def test_withdrawing_needs_a_reason(store, staff):
    store(listed_aid(nik=NIK))
    with pytest.raises(PeopleError, match="Tulis alasan"):
        withdraw_aid_many(actor=staff, origin="DAK 2019", reason=" ", now=NOW)
    assert Aid.objects.live().count() == 1


def test_everything_that_a_list_tells_is_kept(store):
    fields = {
        "granted_on": date(2019, 7, 1),
        "decree_number": "188.45/1/427.12/2019",
        "amount": 17_500_000,
        "dusun": "Kajar Kuning",
        "rt": "002",
        "rw": "005",
        "exception": Aid.Exemption.DISASTER,
        **HOUSE,
    }
    store(listed_aid(nik=NIK, kk=KK, spouse_nik=SPOUSE_NIK, region_code=SUMBERWULUH, **fields))
    aid = Aid.objects.get()
    assert (aid.nik, aid.kk, aid.spouse_nik, aid.region_id) == (NIK, KK, SPOUSE_NIK, SUMBERWULUH)
    assert {name: getattr(aid, name) for name in fields} == fields
    assert Entry.objects.get(action="bantuan.dicatat").data == {"asal": "DAK 2019", "banyaknya": 1}


def test_aid_that_nobody_could_find_again_is_refused(store):
    with pytest.raises(PeopleError, match="tidak dapat dicari"):
        store(listed_aid(nik=NIK), listed_aid())
    assert not Aid.objects.exists()


def test_a_wrong_number_stores_nothing(store):
    with pytest.raises(NikError):
        store(listed_aid(nik=NIK), listed_aid(nik="350803"))
    assert not Aid.objects.exists()


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("aid_can_be_found", {"nik_index": None, "nik_sealed": b""}),
        ("aid_nik_has_its_index", {"nik_index": None, "kk_index": b"1" * 32, "kk_sealed": b"1"}),
        ("aid_kk_has_its_index", {"kk_sealed": b"1"}),
        ("aid_spouse_has_its_index", {"spouse_index": b"1" * 32}),
        ("aid_position_is_whole", {"latitude": Decimal("-8.1")}),
        ("aid_says_who_withdrew_it", {"withdrawn_at": NOW}),
        ("aid_amount_is_not_negative", {"amount": -1}),
        ("aid_year_is_plausible", {"year": 19}),
        ("aid_exception_is_known", {"exception": "LAIN"}),
        ("aid_names_holder_programme_and_origin", {"origin": ""}),
    ],
)
def test_the_database_refuses_aid_that_makes_no_sense(store, constraint, change):
    store(listed_aid(nik=NIK))
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Aid.objects.update(**change)


def test_thousands_of_seekers_cost_three_queries(store):
    people = many(12_673)
    houses = [
        {
            "latitude": Decimal("-8.0") - Decimal(n % 100) / 1000,
            "longitude": Decimal("113.0") + Decimal(n // 100) / 1000,
        }
        for n in range(12_673)
    ]
    store(
        *(listed_aid(nik=each.nik, kk=each.kk, year=2019) for each in people[::10]),
        *(listed_aid(**house, year=2020) for house in houses[5::10]),
    )
    seekers = [Seeker.typed(nik=each.nik, kk=each.kk, **house) for each, house in zip(people, houses, strict=True)]
    with CaptureQueriesContext(connection) as queries:
        found = aid_before(seekers)
    assert len(queries) == 3
    expected = {0: [(Way.NIK, Way.FAMILY)], 5: [(Way.HOUSE,)]}
    assert [[match.ways for match in each] for each in found] == [expected.get(n % 10, []) for n in range(12_673)]
