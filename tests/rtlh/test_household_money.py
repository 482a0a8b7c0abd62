"""The money of a household: in by the treasury, out by terms, never more than the law allows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from perkim.accounts.roles import Role
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.budgets.models import Budget
from perkim.funds.actions.booking import correct, give_back
from perkim.funds.actions.measuring import Look, measure
from perkim.funds.actions.reporting import check_report, enter_report, fingerprint
from perkim.funds.case_funds import funds_of
from perkim.schemes import money
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Tugas
from rtlh.scheme import SCHEME
from tests.every_programme.providing import booked, provide
from tests.every_programme.walker import Walker
from tests.rtlh.building import amounts, figures, fill, pay_now, ready_to_pay, tell, work
from tests.rtlh.walks import reach, sentences, take


@pytest.mark.parametrize(("sanitation", "percent", "open_"), [(30, "30.00", True), (0, "28.50", False)])
def test_the_report_waits_for_thirty_per_cent_of_the_work(walker: Walker, sanitation, percent, open_) -> None:
    house = reach(walker, "pengerjaan_1")
    made = work(walker, house, 1, 30, sanitasi=sanitation)
    assert made.percent == Decimal(percent)
    said = [each for each in sentences(house, "ajukan") if each.startswith("Fisik")]
    assert said == ([] if open_ else ["Fisik 28,5 %, kurang 1,5 % dari batas tahap 1 (30 %)."])


def test_twenty_nine_point_ninety_nine_is_not_enough(walker: Walker) -> None:
    house, now = reach(walker, "pengerjaan_1"), walker.tick()
    Budget.objects.filter(berkas=house).update(components={"lantai": 9_997, "dinding": 3})
    look = Look(seen_on=now.date(), done={"lantai": 30, "dinding": 0, "sloof": 100}, client_key=uuid4())
    made = measure(actor=walker.holder(Role.TFL), case=house, requirement=money.measured(1), look=look, now=now)
    assert made.percent == Decimal("29.99")
    assert "Fisik 29,99 %, kurang 0,01 % dari batas tahap 1 (30 %)." in sentences(house, "ajukan")


def test_work_that_became_less_is_explained(walker: Walker) -> None:
    house = reach(walker, "pengerjaan_1")
    work(walker, house, 1, 30)
    with pytest.raises(SipocError, match="lebih rendah"):
        work(walker, house, 1, 20)


def test_the_first_term_carries_what_it_leaves_to_the_second(walker: Walker) -> None:
    house = ready_to_pay(walker, 8_690_000)
    pay_now(walker, house)
    assert amounts(house) == [("SALUR", None, 20_000_000), ("BAHAN", 1, 8_690_000), ("UPAH", 1, 1_250_000)]
    walker.pass_by(house, ("lpd_1", "pengerjaan_2", "lpd_2"))
    assert amounts(house)[3:] == [("BAHAN", 2, 8_810_000), ("UPAH", 2, 1_250_000)]
    assert funds_of(house).balance == 0
    assert take(walker, house, "selesai").state == "Selesai"


def test_receipts_above_the_ceiling_are_settled_and_never_paid(walker: Walker) -> None:
    house = reach(walker, "pengerjaan_1")
    with pytest.raises(SipocError, match=r"melebihi sisa pagu bahan Rp8\.750\.000"):
        tell(walker, house, 1, 8_900_000)
    house = ready_to_pay(walker, 8_900_000, excess="SWADAYA")
    pay_now(walker, house)
    assert amounts(house)[1] == ("BAHAN", 1, 8_750_000)


def test_nothing_is_paid_before_the_order(walker: Walker) -> None:
    house = reach(walker, "lpd_1")
    with pytest.raises(SipocError, match="belum diperiksa verifikator") as refused:
        pay_now(walker, house)
    assert "Surat perintah pemindahbukuan tahap 1 belum ada: catat nomor" in str(refused.value)


def test_nothing_is_paid_after_the_budget_year(walker: Walker) -> None:
    """`domain.md` §4.5, example 5, and §5."""
    house = ready_to_pay(walker)
    walker.now = walker.now.replace(year=2027, month=1, day=5)
    with pytest.raises(SipocError, match=r"Tahun anggaran 2026 sudah berakhir.*5 Januari 2027.*kas daerah \(RKUD\)"):
        pay_now(walker, house)
    late = booked(walker)
    by_the_bank = replace(late["booking"], dated=date(2026, 12, 31))
    assert pay_now(walker, house, booking=by_the_bank), "paid in time, and written down afterwards"


def test_a_payment_sent_again_after_a_lost_answer_is_one(walker: Walker) -> None:
    house, options = ready_to_pay(walker), booked(walker)
    first = pay_now(walker, house, **options)
    assert pay_now(walker, house, **options) == first
    assert len(amounts(house)) == 3


def test_a_second_payment_of_a_term_is_refused(walker: Walker) -> None:
    house = ready_to_pay(walker)
    pay_now(walker, house)
    with pytest.raises(SipocError, match="sudah dibukukan"):
        pay_now(walker, house)


def test_a_mistake_is_taken_back_by_an_entry_of_its_own_and_paid_anew(walker: Walker) -> None:
    house = ready_to_pay(walker)
    paid = pay_now(walker, house)
    for entry in paid:
        correct(actor=walker.holder(Role.BENDAHARA), entry=entry, **booked(walker, "Nomor bukti keliru."))
    assert [amount for _, _, amount in amounts(house)[3:]] == [-8_750_000, -1_250_000]
    lacking = "Pencairan bahan dan upah tahap 1 belum dibukukan: bahan Rp8.750.000, upah Rp1.250.000 menurut LPD."
    assert lacking in sentences(house, "setujui")
    assert Tugas.objects.waiting().filter(berkas=house, key="pencairan_1").count() == 1
    pay_now(walker, house)
    assert funds_of(house).balance == 10_000_000
    assert list(verify(kept_heads())) == []


def test_a_house_is_not_given_up_while_its_account_is_full(walker: Walker) -> None:
    house = reach(walker, "pengerjaan_1")
    fill(walker, house)
    said = "Rekening penerima masih berisi Rp20.000.000. Kembalikan sisanya ke kas daerah dahulu."
    assert sentences(house, "gugur") == [said]
    give_back(actor=walker.holder(Role.BENDAHARA), case=house, **booked(walker, "Penerima meninggal."))
    assert take(walker, house, "gugur").state == "Dibatalkan"


def test_an_unfinished_house_gives_the_rest_back_at_the_end_of_the_year(walker: Walker) -> None:
    house = reach(walker, "pengerjaan_2")
    work(walker, house, 2, 92)
    assert "Fisik 92 %, kurang 8 % dari batas tahap 2 (100 %)." in sentences(house, "ajukan")
    assert take(walker, house, "tidak_selesai").state == "Tidak selesai"
    assert amounts(house)[-1] == ("KEMBALI", None, 10_000_000)


def test_a_report_that_came_back_is_checked_again(walker: Walker) -> None:
    house = reach(walker, "lpd_1")
    provide(money.checked(SCHEME, 1), walker, house)
    take(walker, house, "kembali", by=Role.VERIFIKATOR)
    walker.pass_by(house, ("pengerjaan_1",))
    assert "Pemeriksaan nilai LPD tahap 1 belum dilakukan." in sentences(house, "setujui")


def test_who_entered_a_report_does_not_check_it(walker: Walker) -> None:
    house = reach(walker, "lpd_1")
    walker.also(walker.holder(Role.TFL), Role.VERIFIKATOR)
    seen = fingerprint(funds_of(house).reports[1])
    with pytest.raises(RefusedError, match="oleh petugas lain"):
        check_report(
            actor=walker.holder(Role.TFL),
            case=house,
            requirement=money.checked(SCHEME, 1),
            seen=seen,
            now=walker.tick(),
        )


def test_figures_changed_by_a_colleague_are_not_written_over(walker: Walker) -> None:
    house = reach(walker, "pengerjaan_1")
    tell(walker, house, 1, 8_000_000)
    with pytest.raises(StaleError):
        enter_report(
            actor=walker.holder(Role.TFL),
            case=house,
            requirement=money.reported(SCHEME, 1),
            figures=figures(walker, 8_100_000),
            seen=fingerprint(None),
            now=walker.tick(),
        )
