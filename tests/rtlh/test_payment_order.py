"""By the payment order the PPK approves a payment: after it was verified, by somebody else, before the bank acts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from perkim.accounts.roles import Role
from perkim.documents.actions.recording import withdraw_paper
from perkim.documents.models import Dokumen
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Berkas, Tugas
from tests.cast import give_second_factor
from tests.every_programme.providing import booked, provide
from tests.every_programme.walker import Walker
from tests.rtlh.building import PENERIMA, pay_now, tell
from tests.rtlh.walks import reach, sentences, take

CHECKED, VERIFIED, ORDER = PENERIMA.stage("lpd_1").requirements[:3]


def bring(walker: Walker, house: Berkas, *asked) -> None:
    for each in asked:
        provide(each, walker, Berkas.objects.get(pk=house.pk))


def bring_anew(walker: Walker, house: Berkas, *papers) -> None:
    for paper in papers:
        before = Dokumen.objects.live().get(berkas=house, key=paper.key)
        withdraw_paper(actor=walker.holder(paper.worked_by), dokumen=before, reason="LPD berubah.", now=walker.tick())
        bring(walker, house, paper)


def reported(walker: Walker, receipts: int, **changes) -> Berkas:
    house = reach(walker, "pengerjaan_1")
    tell(walker, house, 1, receipts, **changes)
    walker.pass_by(house, ("pengerjaan_1",))
    return Berkas.objects.get(pk=house.pk)


def test_a_payment_is_ordered_after_it_was_verified(walker: Walker) -> None:
    house = reported(walker, 8_690_000)
    with pytest.raises(SipocError, match="Belum waktunya mencatat BA pemeriksaan LPD tahap 1"):
        bring(walker, house, VERIFIED)
    bring(walker, house, CHECKED)
    with pytest.raises(SipocError, match="BA pemeriksaan LPD tahap 1 belum ada"):
        bring(walker, house, ORDER)
    bring(walker, house, VERIFIED, ORDER)
    waiting = Tugas.objects.waiting().filter(berkas=house, visit__left_at=None)
    assert "pencairan_1" in waiting.values_list("key", flat=True)


def test_who_verified_a_payment_does_not_order_it(walker: Walker) -> None:
    house = reported(walker, 8_690_000)
    walker.also(walker.holder(Role.PPK), Role.VERIFIKATOR)
    bring(walker, house, CHECKED, replace(VERIFIED, worked_by=Role.PPK))
    with pytest.raises(RefusedError, match="Anda memeriksa berkas ini"):
        bring(walker, house, ORDER)


def test_who_orders_a_payment_reads_its_figures_on_the_page(walker: Walker, client: Client) -> None:
    house = reported(walker, 8_900_000, excess="SWADAYA")
    officer = walker.holder(Role.PPK)
    give_second_factor(officer)
    client.force_login(officer)
    address = f"/berkas/{house.public_id}/naskah/{ORDER.key}/"
    page = client.get(address).content.decode()
    assert "Belum diperiksa" in page
    assert "Catat naskah" not in page
    bring(walker, house, CHECKED, VERIFIED)
    page = client.get(address).content.decode()
    for words in (
        "Yang diputuskan",
        "Rp8.750.000 · Toko Sumber Makmur, nota N-1",
        "Rp1.250.000",
        "Rp10.000.000",
        "Rp150.000 · Ditanggung penerima sebagai swadaya",
        "Cocok, ",
        "Catat naskah",
    ):
        assert words in page, words


def test_the_bank_does_not_pay_before_it_was_told_to(walker: Walker) -> None:
    house = reported(walker, 8_690_000)
    walker.now += timedelta(days=2)
    bring(walker, house, CHECKED, VERIFIED, ORDER)
    asked = booked(walker)
    ordered = asked["booking"].dated
    for dated, words in (
        (ordered - timedelta(days=1), "lebih awal daripada Surat perintah pemindahbukuan tahap 1 nomor"),
        (ordered + timedelta(days=1), "Tanggal pembukuan belum tiba"),
    ):
        with pytest.raises(SipocError, match=words):
            pay_now(walker, house, **asked | {"booking": replace(asked["booking"], dated=dated)})
    assert pay_now(walker, house, **asked)


@pytest.mark.parametrize(("receipts", "anew"), [(8_690_000, False), (8_500_000, True)])
def test_a_report_with_other_figures_is_verified_and_ordered_anew(walker: Walker, receipts: int, anew: bool) -> None:
    house = reported(walker, 8_690_000)
    bring(walker, house, CHECKED, VERIFIED, ORDER)
    take(walker, house, "kembali")
    tell(walker, Berkas.objects.get(pk=house.pk), 1, receipts)
    walker.pass_by(house, ("pengerjaan_1",))
    bring(walker, house, CHECKED)
    old = [each for each in sentences(house, "setujui") if "tidak sesuai karena angkanya berubah" in each]
    assert len(old) == (2 if anew else 0)
    if anew:
        with pytest.raises(SipocError, match="perintah pemindahbukuan tahap 1 yang tercatat sudah tidak sesuai"):
            pay_now(walker, house)
        bring_anew(walker, house, VERIFIED, ORDER)
    assert pay_now(walker, house)[0].amount == receipts
