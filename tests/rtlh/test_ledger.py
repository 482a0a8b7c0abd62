"""The ledger of a household in PostgreSQL: what it refuses by itself, and what holds when many write at once."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from perkim.accounts.roles import Role
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.funds.actions.booking import Booking, pay
from perkim.funds.actions.reporting import check_report, fingerprint
from perkim.funds.case_funds import funds_of
from perkim.funds.models import LedgerEntry, Plan
from perkim.funds.terms import EntryKind
from perkim.schemes import money
from perkim.schemes.accounts import ACCOUNT_EMPTY
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme
from rtlh.scheme import SCHEME
from tests.every_programme.walker import Walker
from tests.races import at_once
from tests.rtlh.building import amounts, fill, ready_to_pay
from tests.rtlh.walks import reach


@pytest.fixture
def busy(fresh_database) -> Walker:
    return Walker(programme("rtlh"))


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
        LedgerEntry.objects.create(plan=first.plan, **row)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31), date(9999, 12, 31)])
def test_the_database_itself_refuses_a_day_outside_the_span(walker: Walker, day: date) -> None:
    first = fill(walker, reach(walker, "pengerjaan_1"))
    entry = LedgerEntry.objects.values().get(pk=first.pk)
    row = LedgerEntry(**{**entry, "id": None, "dated": day, "client_key": uuid4(), "kind": "KEMBALI", "amount": 1})
    with pytest.raises(IntegrityError, match="funds_entry_dated_check"), transaction.atomic():
        LedgerEntry.objects.bulk_create([row])


def test_what_was_booked_never_changes(walker: Walker) -> None:
    entry = fill(walker, reach(walker, "pengerjaan_1"))
    for doing in (
        lambda: LedgerEntry.objects.filter(pk=entry.pk).update(amount=1),
        lambda: LedgerEntry.objects.filter(pk=entry.pk).delete(),
        lambda: Plan.objects.filter(pk=entry.plan_id).update(material=1),
    ):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            doing()


def test_payments_sent_at_once_are_booked_once(busy: Walker) -> None:
    house, now = ready_to_pay(busy), busy.tick()
    treasurer = busy.holder(Role.BENDAHARA)

    def doing(key):
        booking = Booking(dated=now.date(), reference="PB-1", client_key=key)
        return lambda: pay(actor=treasurer, case=house, requirement=money.paid(SCHEME, 1), booking=booking, now=now)

    same = uuid4()
    answers = at_once(doing(same), doing(same), doing(uuid4()))
    assert len(amounts(house)) == 3
    assert any(not isinstance(answer, SipocError) for answer in answers)
    assert list(verify(kept_heads())) == []


def test_of_two_verifiers_at_once_the_second_is_told(busy: Walker) -> None:
    house = reach(busy, "lpd_1")
    second = busy.holder(Role.STAF)
    busy.also(second, Role.VERIFIKATOR)
    seen, now = fingerprint(funds_of(house).reports[1]), busy.tick()
    both = (busy.holder(Role.VERIFIKATOR), busy.holder(Role.STAF))
    answers = at_once(
        *[
            lambda who=who: check_report(
                actor=who, case=house, requirement=money.checked(SCHEME, 1), seen=seen, now=now
            )
            for who in both
        ]
    )
    refused = [answer for answer in answers if isinstance(answer, SipocError)]
    assert len(refused) == 1
    assert "sudah diperiksa" in str(refused[0])


def test_entries_written_at_once_past_all_actions_still_keep_the_ceiling(busy: Walker) -> None:
    entry = fill(busy, reach(busy, "pengerjaan_1"))

    def write() -> None:
        row = {"kind": EntryKind.RETURN, "amount": 15_000_000, "dated": entry.dated, "reference": "x"}
        row |= {"booked_by": entry.booked_by, "booked_at": entry.booked_at, "client_key": uuid4()}
        try:
            LedgerEntry.objects.create(plan_id=entry.plan_id, **row)
        except IntegrityError as refused:
            raise SipocError(str(refused)) from refused

    answers = at_once(write, write)
    assert sum(isinstance(answer, SipocError) for answer in answers) == 1


def test_the_numbers_are_read_for_many_houses_in_as_many_queries(walker, django_assert_num_queries) -> None:
    houses = [reach(walker, "pengerjaan_1").pk]
    with django_assert_num_queries(6):
        ACCOUNT_EMPTY.missing(Berkas.objects.filter(pk__in=houses))
