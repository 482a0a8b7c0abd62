"""The reports (LPD) of a whole group on one page: each household is saved whole or not at all."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from perkim.accounts.roles import Role
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.funds.actions.reporting import fingerprint
from perkim.funds.case_funds import funds_of
from perkim.funds.models import Lpd
from perkim.sipoc.models import Berkas
from perkim.sipoc.requirements import Deed
from tests.cast import SignedInClient, give_second_factor
from tests.every_programme.providing import provide
from tests.every_programme.walker import Walker
from tests.rtlh.building import PENERIMA, neighbours, tell
from tests.rtlh.walks import reach

# Each walks several households through many stages.
pytestmark = pytest.mark.slow

SHOP = "Toko Sumber Makmur"


@pytest.fixture
def tfl(walker: Walker) -> Client:
    return SignedInClient(lambda: walker.holder(Role.TFL))


def sign_in(walker: Walker, client: Client, role: Role) -> Client:
    user = walker.holder(role)
    give_second_factor(user)
    client.force_login(user)
    return client


def address(house: Berkas, term: int = 1) -> str:
    return f"/berkas/{house.public_id}/lpd-kelompok/nilai_lpd_{term}/"


def row(walker: Walker, house: Berkas, **changes: str) -> dict[str, str]:
    """What the form of one household sends."""
    day = f"{walker.now:%Y-%m-%d}"
    seen = fingerprint(funds_of(house).reports.get(1))
    plain = {"seen": seen, "shop": SHOP, "receipt_number": f"N-{house.pk}", "receipts": "8.690.000", "excess": ""}
    plain |= {"receipt_date": day, "delivered_on": day, "delivered": "on", "attendance": "on", "wage_receipt": "on"}
    return {f"rumah{house.pk}-{name}": value for name, value in {**plain, **changes}.items()}


def untouched(house: Berkas) -> dict[str, str]:
    return {f"rumah{house.pk}-seen": fingerprint(None), f"rumah{house.pk}-shop": SHOP}


def test_a_group_is_saved_house_by_house_and_what_is_wrong_stays_typed(walker: Walker, tfl: Client) -> None:
    first, second, third = neighbours(walker, "pengerjaan_1", 3)
    page = tfl.get(address(first)).content.decode()
    assert "3 rumah" in page
    assert "Rp26.250.000" in page, "three times the material of the first term"
    sent = row(walker, first) | row(walker, second, receipts="8.900.000", receipt_number="N-77") | untouched(third)
    answer = tfl.post(address(first), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "1 rumah perlu diperbaiki, 1 rumah sudah tersimpan" in page
    assert "Pilih siapa yang menanggung kelebihan Rp150.000." in page
    assert "N-77" in page
    assert list(Lpd.objects.values_list("berkas", "receipts")) == [(first.pk, 8_690_000)]
    assert page.count("Rp8.690.000") >= 3, "its own line and the sums of the group"
    sent = row(walker, first) | row(walker, second, receipts="8.900.000", excess="SWADAYA") | untouched(third)
    answer = tfl.post(address(first), sent, follow=True)
    assert "LPD 1 rumah tersimpan." in answer.content.decode(), "the first one was saved already"
    assert Lpd.objects.count() == 2
    assert "Rp17.440.000" in answer.content.decode(), "8.690.000 and no more than 8.750.000 of the second"
    assert "Tidak ada isian yang berubah." in tfl.post(address(first), untouched(third), follow=True).content.decode()
    assert list(verify(kept_heads())) == []


def test_what_a_colleague_filled_in_meanwhile_is_not_written_over(walker: Walker, tfl: Client) -> None:
    first, second = neighbours(walker, "pengerjaan_1", 2)
    sent = row(walker, first, receipts="8.000.000") | untouched(second)
    tell(walker, first, 1, 8_100_000)
    tell(walker, second, 1, 8_200_000)
    answer = tfl.post(address(first), sent)
    assert answer.status_code == 422
    assert "Berkas ini sudah berubah" in answer.content.decode()
    assert "1 rumah perlu diperbaiki" in answer.content.decode(), "what was left empty is no fault"
    assert sorted(Lpd.objects.values_list("receipts", flat=True)) == [8_100_000, 8_200_000]


def test_houses_that_were_handed_in_are_shown_and_not_filled_in(walker: Walker, tfl: Client) -> None:
    first, second = neighbours(walker, "pengerjaan_1", 2)
    walker.pass_by(first, ("pengerjaan_1",))
    assert "Sudah diajukan" in tfl.get(address(second)).content.decode()
    assert tfl.post(address(second), row(walker, first, receipts="1") | untouched(second)).status_code == 302
    assert Lpd.objects.get(berkas=first).receipts == 8_750_000
    provide(PENERIMA.stage("lpd_1").requirements[0], walker, Berkas.objects.get(pk=first.pk))
    assert "Sudah diperiksa" in tfl.get(address(second)).content.decode()


def test_who_does_not_work_the_houses_reads_only(walker: Walker, client: Client) -> None:
    house = reach(walker, "pengerjaan_1")
    sign_in(walker, client, Role.KORFAS)
    page = client.get(address(house)).content.decode()
    assert "Simpan LPD kelompok" not in page
    client.post(address(house), row(walker, house))
    assert not Lpd.objects.exists()
    sign_in(walker, client, Role.ADMIN)
    assert client.get(address(house)).status_code == 404
    sign_in(walker, client, Role.TFL)
    assert client.get(f"/berkas/{house.public_id}/lpd-kelompok/lain/").status_code == 404


def test_those_that_are_complete_are_handed_in_by_one_decision(walker: Walker, tfl: Client) -> None:
    first, second = neighbours(walker, "pengerjaan_1", 2)
    nothing = tfl.post(f"{address(first)}ajukan/", follow=True)
    assert "Belum ada rumah di kelompok ini yang semua syaratnya lengkap." in nothing.content.decode()
    walker.fulfil(first, PENERIMA.stage("pengerjaan_1").move("ajukan"))
    answer = tfl.post(f"{address(first)}ajukan/", follow=True)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "1 calon penerima" in page or str(Berkas.objects.get(pk=first.pk)) in page
    assert Berkas.objects.get(pk=first.pk).stage == "pengerjaan_1", "nothing is decided before the page of the decision"
    assert str(Berkas.objects.get(pk=second.pk)) not in page


def test_the_page_costs_the_same_for_one_house_and_for_three(walker: Walker, tfl: Client) -> None:
    houses = neighbours(walker, "pengerjaan_1", 3)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert tfl.get(address(houses[0])).status_code == 200
        return len(asked)

    cost()
    three = cost()
    walker.pass_by(houses[1], ("pengerjaan_1", "lpd_1"))
    walker.pass_by(houses[2], ("pengerjaan_1", "lpd_1"))
    assert cost() == three


def test_the_pages_of_house_and_village_lead_there(walker: Walker, tfl: Client) -> None:
    house = reach(walker, "pengerjaan_1")
    tell(walker, house, 1, 8_000_000)
    assert address(house) in tfl.get(house.get_absolute_url()).content.decode()
    for asked in house.declared_stage.requirements[:3]:
        if not isinstance(asked, Deed) and asked.missing(Berkas.objects.filter(pk=house.pk)):
            provide(asked, walker, Berkas.objects.get(pk=house.pk))
    assert address(house) in tfl.get(f"/berkas/{house.parent.public_id}/dana-desa/").content.decode()
