"""A KPB: at most twenty households of one village, with one chair, secretary and treasurer."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from perkim.accounts.models import User
from perkim.audit.models import Entry
from perkim.regions.models import Region
from perkim.sipoc.actions.opening import NewCase, open_case, open_many
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.kpb.actions import Seat, change_members, form_kpb
from perkim.swadaya.kpb.models import KpbOffice
from perkim.swadaya.models import Kpb, KpbMember
from tests.cast import SUMBERWULUH
from tests.samples.houses import HOUSES, RUMAH
from tests.samples.office import MONDAY

pytestmark = pytest.mark.django_db

FORMED = date(2026, 6, 20)


@pytest.fixture
def village(office) -> Berkas:
    """A case that stands for a village's proposal."""
    new = NewCase(title="Usulan Sumberwuluh", regions=[Region.objects.get(pk=SUMBERWULUH)])
    return open_case(actor=office.staf, programme=HOUSES, process=RUMAH, new=new, now=MONDAY)


def households(office, village: Berkas, count: int) -> list[Berkas]:
    place = Region.objects.get(pk=SUMBERWULUH)
    new = [NewCase(title=f"Rumah {number}", regions=[place]) for number in range(count)]
    made = open_many(actor=office.staf, programme=HOUSES, process=RUMAH, new=new, now=MONDAY)
    Berkas.objects.filter(pk__in=[case.pk for case in made]).update(parent=village)
    return list(Berkas.objects.filter(parent=village).order_by("id"))


def seats(cases: list[Berkas]) -> list[Seat]:
    offices = [KpbOffice.CHAIR, KpbOffice.SECRETARY, KpbOffice.TREASURER]
    return [Seat(berkas=case, office=(offices[n] if n < 3 else KpbOffice.MEMBER)) for n, case in enumerate(cases)]


def form(office, village: Berkas, members: list[Seat], name: str = "KPB Krajan 1", by: str = "korfas") -> Kpb:
    actor = User.objects.get(pk=getattr(office, by).pk)
    return form_kpb(actor=actor, usulan=village, name=name, formed_on=FORMED, seats=members, now=MONDAY)


def test_twenty_households_form_a_group(office, village) -> None:
    kpb = form(office, village, seats(households(office, village, 20)))
    assert kpb.members.count() == 20
    assert kpb.members.get(office=KpbOffice.CHAIR).seat == 1
    assert Entry.objects.filter(subject=village.subject, action="kpb.dibentuk").count() == 1


def test_the_twenty_first_is_refused(office, village) -> None:
    with pytest.raises(SipocError, match="paling banyak 20 anggota. Ini 21"):
        form(office, village, seats(households(office, village, 21)))


def test_the_database_itself_has_twenty_seats(office, village) -> None:
    *first, last = households(office, village, 21)
    kpb = form(office, village, seats(first))
    for seat in (20, 21, 0):
        with pytest.raises(IntegrityError), transaction.atomic():
            KpbMember.objects.create(kpb=kpb, seat=seat, berkas=last)


@pytest.mark.parametrize("office_left", [KpbOffice.CHAIR, KpbOffice.SECRETARY, KpbOffice.TREASURER])
def test_each_office_is_held_by_one(office, village, office_left: KpbOffice) -> None:
    members = seats(households(office, village, 4))
    without = [Seat(berkas=each.berkas) if each.office == office_left else each for each in members]
    with pytest.raises(SipocError, match=f"Pilih satu {office_left.label.lower()}. Sekarang 0"):
        form(office, village, without)
    with pytest.raises(SipocError, match="Sekarang 2"):
        form(office, village, [*members[:3], Seat(berkas=members[3].berkas, office=office_left)])


def test_nobody_is_in_two_groups(office, village) -> None:
    members = seats(households(office, village, 3))
    form(office, village, members)
    with pytest.raises(SipocError, match="sudah menjadi anggota KPB lain"):
        form(office, village, members, name="KPB Krajan 2")


def test_a_name_is_given_once_whatever_its_letters(office, village) -> None:
    cases = households(office, village, 6)
    form(office, village, seats(cases[:3]))
    with pytest.raises(SipocError, match="sudah dipakai"):
        form(office, village, seats(cases[3:]), name="kpb  krajan 1")


def test_households_of_another_village_do_not_join(office, village) -> None:
    place = Region.objects.get(pk=SUMBERWULUH)
    new = NewCase(title="Tetangga", regions=[place])
    stranger = open_case(actor=office.staf, programme=HOUSES, process=RUMAH, new=new, now=MONDAY)
    members = seats(households(office, village, 3))
    with pytest.raises(SipocError, match="bukan penerima"):
        form(office, village, [*members, Seat(berkas=stranger)])


@pytest.mark.parametrize("who", ["tim", "operator", "kabid"])
def test_only_the_coordinator_forms_groups(office, village, who: str) -> None:
    with pytest.raises(RefusedError, match="Korfas"):
        form(office, village, seats(households(office, village, 3)), by=who)


def test_a_group_is_not_formed_tomorrow(office, village) -> None:
    actor = User.objects.get(pk=office.korfas.pk)
    members = seats(households(office, village, 3))
    with pytest.raises(SipocError, match="Tanggal pembentukan belum tiba"):
        form_kpb(
            actor=actor,
            usulan=village,
            name="KPB",
            formed_on=MONDAY.date() + timedelta(days=1),
            seats=members,
            now=MONDAY,
        )


def test_who_leaves_may_join_another(office, village) -> None:
    cases = households(office, village, 7)
    kpb = form(office, village, seats(cases[:4]))
    actor = User.objects.get(pk=office.korfas.pk)
    change_members(actor=actor, kpb=kpb, seats=seats(cases[:3]), now=MONDAY)
    other = form(office, village, seats(cases[3:6]), name="KPB Krajan 2")
    assert KpbMember.objects.get(berkas=cases[3]).kpb == other
    assert kpb.members.count() == 3
