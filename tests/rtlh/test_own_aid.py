"""The portal knows the aid that it gave itself: found as that of old lists from the decree on, gone with it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from perkim.accounts.roles import Role
from perkim.people.aid import Seeker, Way
from perkim.sipoc.actions.correcting import correct
from perkim.sipoc.models import Berkas
from perkim.swadaya.aid.awards import decrees_naming
from perkim.swadaya.aid.known import aid_known, aid_of_households
from perkim.swadaya.models import Calon
from perkim.swadaya.ranking.values import decreed_value
from perkim.swadaya.verdict.assessing import assess_many
from perkim.visits.models import Visit
from tests.every_programme.walker import Walker
from tests.rtlh.heirs import named
from tests.rtlh.providing import identity
from tests.rtlh.walks import reach, take


def household(house: Berkas) -> Calon:
    return Calon.objects.with_people().get(berkas=house)


def known_of(house: Berkas, *, by: str = "nik") -> list:
    """What is known of somebody who shares this much with the household."""
    told = household(house)
    visit = Visit.objects.filter(berkas=house).newest().get()
    ways: dict[str, dict[str, Any]] = {
        "nik": {"nik_index": bytes(told.person.nik_index)},
        "spouse": {"spouse_index": bytes(told.person.nik_index)},
        "kk": {"kk_index": bytes(told.family.kk_index)},
        "place": {"latitude": visit.latitude, "longitude": visit.longitude},
    }
    [found] = aid_known([Seeker(**ways[by])], metres=15)
    return found


@pytest.fixture
def house(walker: Walker) -> Berkas:
    return reach(walker, "ditetapkan")


def test_an_award_is_aid_from_the_day_of_its_decree_by_person_family_spouse_and_place(house: Berkas) -> None:
    each = decreed_value(house.pk)
    [decree] = decrees_naming([house]).values()
    for by, way in (("nik", Way.NIK), ("spouse", Way.SPOUSE), ("kk", Way.FAMILY), ("place", Way.HOUSE)):
        [match] = known_of(house, by=by)
        assert match.ways == (way,)
        aid = match.aid
        assert (aid.case, aid.amount, aid.granted_on, aid.decree) == (house, each, decree.dated, decree.number)
    told = aid_of_households({house.pk: household(house)}, metres=15)[house.pk]
    assert (list(told.aid), told.decree) == ([], decree)


def test_the_same_family_is_refused_after_the_house_was_finished(walker: Walker, house: Berkas) -> None:
    """In the same year and in the next; that nobody was asked or that they say never changes nothing."""
    other = reach(walker, "survei", parent=house.parent)
    Calon.objects.filter(berkas=other).update(family=household(house).family)
    Berkas.objects.filter(pk=house.pk).update(outcome="SELESAI", closed_at=walker.now)
    today = walker.now.date()
    aid = f"RTLH tahun {today.year} (berkas {house.number})"
    for year, words in ((today.year, f"{aid} pada tahun yang sama"), (today.year + 1, f"{aid}, belum lewat 5 tahun")):
        e5 = assess_many({other.pk: today.replace(year=year)})[other.pk].results[4]
        assert (e5.rule.value, e5.result.value) == ("E5", "GAGAL")
        assert f"{words} (menurut nomor KK)" in e5.reason
    late = today.replace(year=today.year + 5) + timedelta(days=1)
    assert assess_many({other.pk: late})[other.pk].results[4].result.value != "GAGAL"


def test_an_award_that_came_to_nothing_is_no_aid(walker: Walker, house: Berkas) -> None:
    take(walker, house, "gugur", by=Role.KABID_PRM)
    assert known_of(house) == []
    kabid = walker.holder(Role.KABID_PRM)
    correct(actor=kabid, case=Berkas.objects.get(pk=house.pk), reason="Salah berkas.", now=walker.tick())
    assert len(known_of(house)) == 1
    Berkas.objects.filter(pk=house.pk).update(outcome="TIDAK_SELESAI", closed_at=walker.now)
    assert known_of(house) == []


def test_an_award_taken_back_is_no_aid(walker: Walker, house: Berkas) -> None:
    assert known_of(house)
    kabid = walker.holder(Role.KABID_PRM)
    correct(actor=kabid, case=Berkas.objects.get(pk=house.pk), reason="Salah pilih.", now=walker.tick())
    assert known_of(house) == []


def test_money_that_was_paid_stays_aid_though_the_house_was_given_up(walker: Walker) -> None:
    house = reach(walker, "pengerjaan_2")
    take(walker, house, "tidak_selesai")
    [match] = known_of(house)
    assert match.aid.amount == 10_000_000


def test_aid_follows_the_heir_and_who_died(walker: Walker, house: Berkas) -> None:
    dead = bytes(household(house).person.nik_index)
    named(walker, house)
    assert [each.aid.case for each in aid_known([Seeker(nik_index=dead)], metres=15)[0]] == [house]
    heir = Seeker.typed(nik=identity(700).nik)
    assert [each.ways for each in aid_known([heir], metres=15)[0]] == [(Way.NIK,)]


def test_the_list_of_earlier_aid_shows_the_case_and_no_name(walker: Walker, house: Berkas, client: Client) -> None:
    client.force_login(walker.holder(Role.STAF))
    page = client.get(reverse("swadaya:aid_lists")).content.decode()
    assert "1 bantuan rumah terdahulu tercatat" in page
    assert f"{house.number}</a>" in page
    assert house.title not in page
