"""A TFL is not the recipient, the shop's owner or the head of the group that he assists; no NIK is shown."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from perkim.accounts.roles import Role
from perkim.budgets.actions.choosing import choose_shop
from perkim.people.actions import tell_officer
from perkim.people.identities import PeopleError
from perkim.people.models import OfficerIdentity, Person
from perkim.schemes import money
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.exceptions import BlockedError, SipocError
from perkim.sipoc.models import Berkas, Participant
from perkim.swadaya.kpb.actions import Seat, form_kpb
from perkim.swadaya.kpb.models import KpbOffice
from perkim.swadaya.models import Calon
from perkim.swadaya.segregation import unknown_note
from rtlh.scheme import SCHEME
from tests.cast import employ
from tests.every_programme.walker import Walker
from tests.rtlh.heirs import named
from tests.rtlh.providing import identity, shop_told
from tests.rtlh.walks import reach

OWNER = "3508031503859987"


def told(walker: Walker, nik: str) -> OfficerIdentity:
    return tell_officer(actor=walker.holder(Role.KADIS), officer=walker.holder(Role.TFL), nik=nik, now=walker.tick())


def handed(walker: Walker, house: Berkas) -> None:
    case, tfl = Berkas.objects.get(pk=house.pk), walker.holder(Role.TFL)
    hand_over(actor=walker.holder(Role.KORFAS), cases=[case], role=Role.TFL, to=tfl, now=walker.tick())


def nik_of(house: Berkas) -> str:
    return Calon.objects.get(berkas=house).person.nik


def test_his_own_house_is_not_handed_to_him_nor_that_of_his_wife(walker: Walker) -> None:
    house = reach(walker, "survei")
    assert "belum dicatat" in unknown_note(Role.TFL, walker.holder(Role.TFL))
    told(walker, nik_of(house))
    assert unknown_note(Role.TFL, walker.holder(Role.TFL)) == ""
    with pytest.raises(BlockedError, match="sama dengan NIK penerimanya") as refused:
        handed(walker, house)
    assert nik_of(house) not in str(refused.value)
    calon = Calon.objects.get(berkas=house)
    other = Person.objects.create(
        nik_sealed=b"x", nik_index=b"0" * 32, name="Contoh", sex="P", registered_at=walker.now
    )
    Calon.objects.filter(pk=calon.pk).update(person=other, spouse=calon.person)
    with pytest.raises(BlockedError, match="sama dengan NIK pasangan penerimanya"):
        handed(walker, house)
    Calon.objects.filter(pk=calon.pk).update(spouse=None)
    handed(walker, house)


def test_he_does_not_become_the_heir_or_the_head_of_whom_he_assists(walker: Walker) -> None:
    house = reach(walker, "ditetapkan")
    told(walker, identity(700).nik)
    with pytest.raises(SipocError, match="TFL yang mendampingi rumah ini .* tidak boleh menjadi penerima"):
        named(walker, house)
    told(walker, nik_of(house))
    others = [reach(walker, "survei", parent=house.parent) for _ in range(2)]
    offices = (KpbOffice.CHAIR, KpbOffice.SECRETARY, KpbOffice.TREASURER)
    seats = [Seat(berkas=case, office=post) for case, post in zip((house, *others), offices, strict=True)]
    told_of = {"actor": walker.holder(Role.KORFAS), "usulan": house.parent, "formed_on": walker.now.date()}
    with pytest.raises(SipocError, match="tidak boleh menjadi ketua KPB ini"):
        form_kpb(**told_of, name="KPB Krajan", seats=seats, now=walker.tick())
    Participant.objects.filter(capacity=Role.TFL).update(until=walker.now + timedelta(hours=1))
    form_kpb(**told_of, name="KPB Krajan", seats=seats, now=walker.tick())
    with pytest.raises(BlockedError, match="sama dengan NIK ketua KPB-nya"):
        handed(walker, others[0])


def test_he_does_not_own_the_shop_where_he_assists(walker: Walker) -> None:
    house = reach(walker, "rencana")
    told(walker, OWNER)
    choosing = {"actor": walker.holder(Role.TFL), "case": house, "requirement": money.shop(SCHEME), "seen": ""}
    with pytest.raises(SipocError, match="TFL yang mendampingi rumah di sini") as refused:
        choose_shop(**choosing, details=shop_told(owner_number=OWNER), now=walker.tick())
    assert OWNER not in str(refused.value)
    choose_shop(**choosing, details=shop_told(owner_number="3508031503859986"), now=walker.tick())
    told(walker, "3508031503859986")
    with pytest.raises(BlockedError, match="sama dengan NIK pemilik toko"):
        handed(walker, house)


def test_only_the_admin_records_it_and_nobody_sees_it_whole(walker: Walker, client: Client) -> None:
    house, tfl = reach(walker, "survei"), walker.holder(Role.TFL)
    address = reverse("personnel:nik", args=[tfl.pk])
    client.force_login(walker.holder(Role.KORFAS))
    assert client.get(address).status_code == 403
    admin = employ(Role.ADMIN, second_factor=True)
    client.force_login(admin)
    assert client.post(address, {"nik": "123"}).status_code == 422
    page = client.post(address, {"nik": nik_of(house)}, follow=True).content.decode()
    assert "3508••••••••" in page
    assert nik_of(house) not in page
    assert str(house) in page
    with pytest.raises(PeopleError, match="sudah tercatat pada akun lain"):
        tell_officer(actor=admin, officer=admin, nik=nik_of(house), now=walker.tick())
