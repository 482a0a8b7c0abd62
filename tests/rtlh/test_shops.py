"""The shop that a group or a village chose: it is known with its numbers, and only it is paid."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client

from perkim.accounts.roles import Role
from perkim.audit.heads import kept_heads
from perkim.audit.models import Entry as LogEntry
from perkim.audit.verification import verify
from perkim.budgets.actions.choosing import choose_shop
from perkim.budgets.actions.entering import BudgetFaultError
from perkim.budgets.demo import SHOP
from perkim.budgets.models import Shop
from perkim.budgets.shops.chosen import group_of, shop_of, shops_of_many
from perkim.schemes import money
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme
from perkim.swadaya.kpb.actions import Seat, form_kpb
from perkim.swadaya.kpb.models import KpbOffice
from perkim.swadaya.models import Kpb
from rtlh.scheme import SCHEME
from tests.cast import give_second_factor
from tests.every_programme.walker import Walker
from tests.races import at_once
from tests.rtlh.building import neighbours, tell
from tests.rtlh.providing import shop_told
from tests.rtlh.walks import reach, sentences

# Each walks several households through many stages.
pytestmark = pytest.mark.slow

LACKING = "Toko pilihan belum dicatat untuk kelompok atau desa ini."
NIK, ACCOUNT = SHOP.owner_number, SHOP.account


@pytest.fixture
def busy(fresh_database) -> Walker:
    return Walker(programme("rtlh"))


def choose(walker: Walker, case: Berkas, role: Role = Role.TFL, seen: str | None = None, **changes) -> Shop:
    if seen is None:
        own = Shop.objects.filter(usulan=case.parent, kpb=group_of(case)).first()
        seen = own.fingerprint if own else ""
    told, now = shop_told(**changes), walker.tick()
    return choose_shop(
        actor=walker.holder(role), case=case, requirement=money.shop(SCHEME), details=told, seen=seen, now=now
    )


def group(walker: Walker, houses: list[Berkas], name: str = "KPB Krajan 1") -> Kpb:
    offices = [KpbOffice.CHAIR, KpbOffice.SECRETARY, KpbOffice.TREASURER]
    seats = [Seat(berkas=house, office=office) for house, office in zip(houses, offices, strict=True)]
    now = walker.tick()
    return form_kpb(
        actor=walker.holder(Role.KORFAS), usulan=houses[0].parent, name=name, formed_on=now.date(), seats=seats, now=now
    )


def test_one_household_chooses_for_the_whole_village(walker: Walker) -> None:
    house, other = neighbours(walker, "rencana", 2)
    assert LACKING in sentences(house, "lanjut")
    shop = choose(walker, house)
    assert LACKING not in sentences(house, "lanjut") + sentences(other, "lanjut")
    assert shop_of(other) == shop
    assert (shop.owner_number, shop.account) == (NIK, ACCOUNT)
    for case in (house, house.parent):
        entry = LogEntry.objects.get(subject=case.subject, action="toko.dipilih")
        assert NIK not in str(entry.data)
        assert ACCOUNT not in str(entry.data)
    assert list(verify(kept_heads())) == []


def test_a_group_may_have_a_shop_of_its_own(walker: Walker) -> None:
    *members, alone = neighbours(walker, "rencana", 4)
    of_village = choose(walker, alone)
    kpb = group(walker, members)
    assert shop_of(members[0]) == of_village, "the village's shop is everybody's until a group chooses"
    own = choose(walker, members[0], seen="", name="UD Jaya")
    assert own.kpb == kpb
    found = shops_of_many([each.pk for each in (*members, alone)])
    assert [found[each.pk].name for each in (*members, alone)] == ["UD Jaya"] * 3 + ["Toko Sumber Makmur"]


def test_a_shop_is_changed_with_a_reason_and_its_numbers_stay_unless_typed(walker: Walker) -> None:
    house = reach(walker, "rencana")
    first = choose(walker, house)
    assert choose(walker, house, owner_number="", account="") == first, "the same again changes nothing"
    with pytest.raises(SipocError, match="Tulis mengapa toko ini diganti"):
        choose(walker, house, name="UD Jaya")
    changed = choose(walker, house, name="UD Jaya", owner_number="", account="", reason="Tidak sanggup mengirim.")
    assert (changed.pk, changed.name, changed.account) == (first.pk, "UD Jaya", ACCOUNT)
    entry = LogEntry.objects.get(subject=house.subject, action="toko.diubah")
    assert entry.data["alasan"] == "Tidak sanggup mengirim."
    assert apps.get_model("budgets", "ShopEvent").objects.get().name == "Toko Sumber Makmur"


def test_a_shop_that_is_not_known_well_enough_is_not_kept(walker: Walker) -> None:
    house = reach(walker, "rencana")
    with pytest.raises(BudgetFaultError) as refused:
        choose(walker, house, licence="", owner_number="12", account="")
    assert {each.name for each in refused.value.faults} == {"licence", "owner_number", "account"}
    assert not Shop.objects.exists()


def test_who_may_not_choose_is_told(walker: Walker) -> None:
    house = reach(walker, "rencana")
    with pytest.raises(RefusedError, match="diisi oleh"):
        choose(walker, house, Role.KORFAS)
    walker.pass_by(house, ("rencana",))
    with pytest.raises(RefusedError, match="dicatat oleh"):
        choose(walker, house, Role.KORFAS)
    changed = choose(walker, house, name="UD Jaya", reason="Toko pertama tutup.")
    assert changed.name == "UD Jaya"
    walker.pass_by(house, ("pengerjaan_1",))
    with pytest.raises(RefusedError, match="bukan bagian tahap"):
        choose(walker, house, name="UD Lain", reason="Terlambat.")


def test_of_two_who_choose_at_once_the_second_is_told(busy: Walker) -> None:
    houses, actor, now = neighbours(busy, "rencana", 2), busy.holder(Role.TFL), busy.tick() + timedelta(minutes=1)

    def doing(house: Berkas, name: str):
        told = shop_told(name=name)
        return lambda: choose_shop(
            actor=actor, case=house, requirement=money.shop(SCHEME), details=told, seen="", now=now
        )

    answers = at_once(doing(houses[0], "Toko A"), doing(houses[1], "Toko B"))
    assert sum(isinstance(answer, StaleError) for answer in answers) == 1
    assert Shop.objects.count() == 1
    assert list(verify(kept_heads())) == []


def test_the_database_keeps_one_shop_for_a_village(walker: Walker) -> None:
    shop = choose(walker, reach(walker, "rencana"))
    shop.pk = None
    with pytest.raises(IntegrityError, match="shop_of_a_village_is_one"), transaction.atomic():
        shop.save(force_insert=True)
    with pytest.raises(IntegrityError, match="shop_is_told_whole"), transaction.atomic():
        Shop.objects.update(licence="")


def test_only_the_chosen_shop_is_paid(walker: Walker) -> None:
    house = reach(walker, "pengerjaan_1")
    with pytest.raises(SipocError, match="hanya dibayar kepada toko yang dipilih, Toko Sumber Makmur"):
        tell(walker, house, 1, 8_000_000, shop="Toko Lain")
    tell(walker, house, 1, 8_000_000)
    choose(walker, house, name="UD Jaya", reason="Toko pertama tidak sanggup mengirim lagi.")
    assert tell(walker, house, 1, 8_100_000).shop == "Toko Sumber Makmur", "it had delivered before the change"
    assert tell(walker, house, 1, 8_100_000, shop="UD Jaya").shop == "UD Jaya"
    with pytest.raises(SipocError, match="UD Jaya"):
        tell(walker, house, 1, 8_100_000)


def test_shops_of_many_houses_are_read_in_two_queries(walker: Walker, django_assert_num_queries) -> None:
    houses = neighbours(walker, "rencana", 3)
    choose(walker, houses[0])
    for number in (1, 3):
        with django_assert_num_queries(3):
            assert money.shop(SCHEME).missing(Berkas.objects.filter(pk__in=[each.pk for each in houses[:number]])) == {}


def sent(**changes: str) -> dict[str, str]:
    told = shop_told()
    names = ("name", "licence", "owner", "owner_kind", "owner_number", "bank", "account", "account_holder")
    return {"seen": "", **{name: getattr(told, name) for name in names}, **changes}


def sign_in(client: Client, walker: Walker, role: Role) -> None:
    user = walker.holder(role)
    give_second_factor(user)
    client.force_login(user)


def test_the_page_keeps_what_was_typed_and_masks_what_is_stored(walker: Walker, client: Client) -> None:
    house = reach(walker, "rencana")
    address = f"/berkas/{house.public_id}/toko/toko/"
    sign_in(client, walker, Role.TFL)
    answer = client.post(address, sent(licence="", account="12", compared_1="", price_1="17.000.000"))
    assert answer.status_code == 422
    page = answer.content.decode()
    for words in ("Isi nomor SIUP", "8 sampai 20 angka", "Isi nama toko pembanding", NIK, "17.000.000"):
        assert words in page
    assert client.post(address, sent(price="17.500.000", compared_1="UD Jaya"), follow=True).status_code == 200
    page = client.get(address).content.decode()
    assert NIK not in page
    assert ACCOUNT not in page
    assert f"berakhiran {NIK[-4:]}" in page
    assert "UD Jaya" in page
    page = client.get(house.get_absolute_url()).content.decode()
    assert NIK not in page
    assert "Toko Sumber Makmur" in page
    stale = client.post(address, sent(seen="", name="Toko C", reason="x"))
    assert stale.status_code == 409
    assert client.get(f"/berkas/{house.public_id}/toko/lain/").status_code == 404
    assert client.get(f"/berkas/{house.parent.public_id}/toko/toko/").status_code == 404


def test_the_numbers_are_opened_with_a_reason_by_who_pays(walker: Walker, client: Client) -> None:
    house = reach(walker, "rencana")
    address = f"/berkas/{house.public_id}/toko/buka/"
    sign_in(client, walker, Role.BENDAHARA)
    assert client.get(address).status_code == 404
    choose(walker, house)
    assert ACCOUNT not in client.get(address).content.decode()
    assert client.post(address, {"reason": " "}).status_code == 422
    page = client.post(address, {"reason": "Menulis perintah bayar"}).content.decode()
    assert ACCOUNT in page
    assert NIK in page
    entry = LogEntry.objects.get(action="toko.dibuka")
    assert entry.data["alasan"] == "Menulis perintah bayar"
    assert ACCOUNT not in str(entry.data)
    sign_in(client, walker, Role.KADIS)
    assert client.get(address).status_code == 403
    sign_in(client, walker, Role.ADMIN)
    assert client.get(address).status_code == 404


def test_the_report_offers_the_chosen_shop(walker: Walker, client: Client) -> None:
    house = reach(walker, "pengerjaan_1")
    sign_in(client, walker, Role.TFL)
    address = f"/berkas/{house.public_id}/lpd/nilai_lpd_1/"
    assert '<option value="Toko Sumber Makmur"' in client.get(address).content.decode()
    answer = client.post(address, {"shop": "Toko Lain", "receipts": "8.000.000"})
    assert answer.status_code == 422
    assert "Toko yang dipilih sekarang Toko Sumber Makmur." in answer.content.decode()
