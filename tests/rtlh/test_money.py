"""The money of a household: in by the treasury, out by terms, never more than the law allows, whoever is in a hurry."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.db.utils import DatabaseError
from django.test import Client

from perkim.accounts.roles import Role
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.funds.actions.booking import Booking, correct, give_back, pay, transfer
from perkim.funds.actions.measuring import Look, measure
from perkim.funds.actions.reporting import Figures, check_report, enter_report, fingerprint
from perkim.funds.models import Entry, Lpd, Measure, Plan
from perkim.funds.standing import standing_of
from perkim.funds.terms import Kind
from perkim.parameters.seeding import load_first_values
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.registry import process, programme
from rtlh import money
from tests.cast import give_second_factor
from tests.every_programme.providing import booked, provide
from tests.every_programme.walker import Walker
from tests.races import at_once
from tests.rtlh.walks import reach, sentences, take

PENERIMA = process("rtlh", "penerima")
COMPONENTS = ("pondasi", "sloof", "kolom", "ring_balok", "dinding", "rangka_atap", "penutup_atap", "lantai", "sanitasi")


@pytest.fixture
def busy(fresh_database) -> Walker:
    load_first_values()
    return Walker(programme("rtlh"))


def work(walker: Walker, case: Berkas, term: int, percent: int, **done: int) -> Measure:
    now = walker.tick()
    look = Look(seen_on=now.date(), done={**dict.fromkeys(COMPONENTS, percent), **done}, client_key=uuid4())
    return measure(actor=walker.holder(Role.TFL), case=case, asked=money.measured(term), look=look, now=now)


def figures(walker: Walker, receipts: int, **changes) -> Figures:
    day = walker.now.date()
    told = {"shop": "Toko Makmur", "receipt_number": "N-1", "receipt_date": day, "receipts": receipts}
    told |= {"delivered_on": day, "delivered": True, "attendance": True, "wage_receipt": True}
    return Figures(**{**told, **changes})


def tell(walker: Walker, case: Berkas, term: int, receipts: int, **changes) -> Lpd:
    seen = fingerprint(standing_of(case).reports.get(term))
    told = figures(walker, receipts, **changes)
    actor = walker.holder(Role.TFL)
    return enter_report(actor=actor, case=case, asked=money.reported(term), figures=told, seen=seen, now=walker.tick())


def fill(walker: Walker, case: Berkas, **options) -> Entry:
    treasurer = walker.holder(Role.BENDAHARA)
    return transfer(actor=treasurer, case=case, asked=money.TRANSFERRED, **(booked(walker) | options))


def ready_to_pay(walker: Walker, receipts: int = 8_750_000, **changes) -> Berkas:
    """A house before its first payment: worked on, reported, checked, ordered."""
    case = reach(walker, "pengerjaan_1")
    tell(walker, case, 1, receipts, **changes)
    walker.pass_by(case, ("pengerjaan_1",))
    for asked in PENERIMA.stage("lpd_1").requirements[:3]:
        provide(asked, walker, Berkas.objects.get(pk=case.pk))
    return Berkas.objects.get(pk=case.pk)


def pay_now(walker: Walker, case: Berkas, term: int = 1, **options) -> list[Entry]:
    treasurer = walker.holder(Role.BENDAHARA)
    return pay(actor=treasurer, case=case, asked=money.paid(term), **(booked(walker) | options))


def amounts(case: Berkas) -> list[tuple[str, int | None, int]]:
    found = Entry.objects.filter(plan__berkas=case).order_by("id")
    return list(found.values_list("kind", "term", "amount"))


@pytest.mark.parametrize(("sanitation", "percent", "open_"), [(30, "30.00", True), (0, "28.50", False)])
def test_the_report_waits_for_thirty_per_cent_of_the_work(walker: Walker, sanitation, percent, open_) -> None:
    house = reach(walker, "pengerjaan_1")
    made = work(walker, house, 1, 30, sanitasi=sanitation)
    assert made.percent == Decimal(percent)
    said = [each for each in sentences(house, "ajukan") if each.startswith("Fisik")]
    assert said == ([] if open_ else ["Fisik 28,5 %, kurang 1,5 % dari batas tahap 1 (30 %)."])


def test_twenty_nine_point_ninety_nine_is_not_enough(walker: Walker) -> None:
    house, now = reach(walker, "pengerjaan_1"), walker.tick()
    costs = {"lantai": 9_997, "dinding": 3}
    look = Look(seen_on=now.date(), done={"lantai": 30, "dinding": 0}, costs=costs, client_key=uuid4())
    made = measure(actor=walker.holder(Role.TFL), case=house, asked=money.measured(1), look=look, now=now)
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
    assert standing_of(house).balance == 0
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
    assert "Surat perintah pemindahbukuan tahap 1 belum dicatat." in str(refused.value)


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
    assert "Pencairan bahan dan upah tahap 1 belum dibukukan." in sentences(house, "setujui")
    assert Tugas.objects.waiting().filter(berkas=house, key="pencairan_1").count() == 1
    pay_now(walker, house)
    assert standing_of(house).balance == 10_000_000
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
    assert take(walker, house, "tidak_selesai").state == "Dibatalkan"
    assert amounts(house)[-1] == ("KEMBALI", None, 10_000_000)


def test_a_report_that_came_back_is_checked_again(walker: Walker) -> None:
    house = reach(walker, "lpd_1")
    provide(money.checked(1), walker, house)
    take(walker, house, "kembali", by=Role.VERIFIKATOR)
    walker.pass_by(house, ("pengerjaan_1",))
    assert "Pemeriksaan nilai LPD tahap 1 belum dilakukan." in sentences(house, "setujui")


def test_who_entered_a_report_does_not_check_it(walker: Walker) -> None:
    house = reach(walker, "lpd_1")
    walker.also(walker.holder(Role.TFL), Role.VERIFIKATOR)
    seen = fingerprint(standing_of(house).reports[1])
    with pytest.raises(RefusedError, match="oleh petugas lain"):
        check_report(actor=walker.holder(Role.TFL), case=house, asked=money.checked(1), seen=seen, now=walker.tick())


def test_figures_changed_by_a_colleague_are_not_written_over(walker: Walker) -> None:
    house = reach(walker, "pengerjaan_1")
    tell(walker, house, 1, 8_000_000)
    with pytest.raises(StaleError):
        enter_report(
            actor=walker.holder(Role.TFL),
            case=house,
            asked=money.reported(1),
            figures=figures(walker, 8_100_000),
            seen=fingerprint(None),
            now=walker.tick(),
        )


@pytest.mark.parametrize(
    ("kind", "term", "amount", "rule"),
    [
        ("SALUR", None, 1, "entry_is_booked_once_a_term"),
        ("BAHAN", 1, 8_750_001, "entry_stays_below_its_ceiling"),
        ("UPAH", 1, 1_250_001, "entry_stays_below_its_ceiling"),
        ("BAHAN", 2, 1, "entry_follows_the_term_before"),
        ("UPAH", 2, 1, "entry_follows_the_term_before"),
        ("KEMBALI", None, 20_000_001, "entry_takes_no_more_than_the_account_holds"),
        ("BAHAN", None, 1, "entry_has_a_term_if_it_pays_one"),
        ("BAHAN", 3, 1, "entry_has_a_term_if_it_pays_one"),
        ("BAHAN", 1, -1, "entry_takes_back_only_as_a_correction"),
    ],
)
def test_the_database_itself_refuses(walker: Walker, kind, term, amount, rule) -> None:
    first = fill(walker, reach(walker, "pengerjaan_1"))
    row = {"kind": kind, "term": term, "amount": amount, "dated": first.dated, "reference": "x"}
    row |= {"booked_by": first.booked_by, "booked_at": first.booked_at, "client_key": uuid4()}
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Entry.objects.create(plan=first.plan, **row)


def test_what_was_booked_never_changes(walker: Walker) -> None:
    entry = fill(walker, reach(walker, "pengerjaan_1"))
    for doing in (
        lambda: Entry.objects.filter(pk=entry.pk).update(amount=1),
        lambda: Entry.objects.filter(pk=entry.pk).delete(),
        lambda: Plan.objects.filter(pk=entry.plan_id).update(material=1),
    ):
        with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
            doing()


def test_payments_sent_at_once_are_booked_once(busy: Walker) -> None:
    house, now = ready_to_pay(busy), busy.tick()
    treasurer = busy.holder(Role.BENDAHARA)

    def doing(key):
        booking = Booking(dated=now.date(), reference="PB-1", client_key=key)
        return lambda: pay(actor=treasurer, case=house, asked=money.paid(1), booking=booking, now=now)

    same = uuid4()
    answers = at_once(doing(same), doing(same), doing(uuid4()))
    assert len(amounts(house)) == 3
    assert any(not isinstance(answer, SipocError) for answer in answers)
    assert list(verify(kept_heads())) == []


def test_of_two_verifiers_at_once_the_second_is_told(busy: Walker) -> None:
    house = reach(busy, "lpd_1")
    second = busy.holder(Role.STAF)
    busy.also(second, Role.VERIFIKATOR)
    seen, now = fingerprint(standing_of(house).reports[1]), busy.tick()
    both = (busy.holder(Role.VERIFIKATOR), busy.holder(Role.STAF))
    answers = at_once(
        *[
            lambda who=who: check_report(actor=who, case=house, asked=money.checked(1), seen=seen, now=now)
            for who in both
        ]
    )
    refused = [answer for answer in answers if isinstance(answer, SipocError)]
    assert len(refused) == 1
    assert "sudah diperiksa" in str(refused[0])


def test_entries_written_at_once_past_all_actions_still_keep_the_ceiling(busy: Walker) -> None:
    entry = fill(busy, reach(busy, "pengerjaan_1"))

    def write() -> None:
        row = {"kind": Kind.RETURN, "amount": 15_000_000, "dated": entry.dated, "reference": "x"}
        row |= {"booked_by": entry.booked_by, "booked_at": entry.booked_at, "client_key": uuid4()}
        try:
            Entry.objects.create(plan_id=entry.plan_id, **row)
        except IntegrityError as refused:
            raise SipocError(str(refused)) from refused

    answers = at_once(write, write)
    assert sum(isinstance(answer, SipocError) for answer in answers) == 1


def test_the_numbers_are_read_for_many_houses_in_as_many_queries(walker, django_assert_num_queries) -> None:
    houses = [reach(walker, "pengerjaan_1").pk]
    with django_assert_num_queries(6):
        money.ACCOUNT_EMPTY.missing(Berkas.objects.filter(pk__in=houses))


@pytest.fixture
def treasurer(walker: Walker, client: Client) -> Client:
    user = walker.holder(Role.BENDAHARA)
    give_second_factor(user)
    client.force_login(user)
    return client


def test_the_pages_of_a_house_are_shown_in_every_stage(walker: Walker, treasurer: Client) -> None:
    house = ready_to_pay(walker)
    for page in ("dana", "dana/pencairan_1", "kemajuan/fisik_1", "lpd/nilai_lpd_1", "lpd/periksa_lpd_1"):
        answer = treasurer.get(f"/berkas/{house.public_id}/{page}/")
        assert answer.status_code == 200, page
    assert "Rp20.000.000" in treasurer.get(f"/berkas/{house.public_id}/dana/").content.decode()
    assert "Pekerjaan dan dana" in treasurer.get(house.get_absolute_url()).content.decode()


def test_a_payment_without_its_number_comes_back_with_what_was_typed(walker: Walker, treasurer: Client) -> None:
    house = ready_to_pay(walker)
    address = f"/berkas/{house.public_id}/dana/bukukan/bayar/"
    day = (walker.now + timedelta(minutes=1)).date()
    answer = treasurer.post(address, {"client_key": str(uuid4()), "dated": f"{day:%d-%m-%Y}", "reference": ""})
    assert answer.status_code == 422
    assert "Isi nomor bukti dari bank atau perbendaharaan." in answer.content.decode()
    assert f"{day:%d-%m-%Y}" in answer.content.decode()


def test_a_house_where_no_money_flows_has_no_ledger(walker: Walker, treasurer: Client) -> None:
    year = reach(walker, "layak").parent.parent
    assert treasurer.get(f"/berkas/{year.public_id}/dana/").status_code == 404
