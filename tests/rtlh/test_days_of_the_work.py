"""Money moves after it could, and work is told of after it began; what is wrong is said at its field."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate

from perkim.accounts.roles import Role
from perkim.banking.models import Account
from perkim.documents.models import Dokumen
from perkim.funds.actions.booking import Booking, correct, give_back
from perkim.funds.models import LedgerEntry, Lpd, Measure
from perkim.sipoc.exceptions import AnswerError
from perkim.sipoc.models import Berkas
from tests.every_programme.providing import booked
from tests.every_programme.walker import Walker
from tests.rtlh.building import COMPONENTS, fill, ready_to_pay, tell, work
from tests.rtlh.test_ranking_pages import sign_in
from tests.rtlh.walks import reach

LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def today(monkeypatch, walker: Walker) -> None:
    """Requests are made at the walker's moment."""
    monkeypatch.setattr(timezone, "now", lambda: walker.now)


def said(day: date) -> str:
    return date_format(day, "j F Y")


def on(walker: Walker, day: date, **options) -> Booking:
    return Booking(dated=day, reference="SP2D 7", client_key=uuid4(), **options)


def test_an_account_is_not_filled_before_the_decree(walker: Walker) -> None:
    house = reach(walker, "pengerjaan_1")
    decree = Dokumen.objects.live().get(berkas=house.parent.parent, key="sk_penerima")
    with pytest.raises(AnswerError, match=f"{decree.number}, {said(decree.dated)}") as refused:
        fill(walker, house, booking=on(walker, decree.dated - timedelta(days=1)))
    assert refused.value.name == "dated"
    assert not LedgerEntry.objects.exists()


def test_what_the_bank_did_before_the_account_was_confirmed_here_keeps_its_day(walker: Walker) -> None:
    house = reach(walker, "pengerjaan_1")
    decree = Dokumen.objects.live().get(berkas=house.parent.parent, key="sk_penerima")
    Account.objects.filter(berkas=house).update(confirmed_at=walker.now + timedelta(days=1))
    assert fill(walker, house, booking=on(walker, decree.dated)).dated == decree.dated


def test_what_goes_back_or_is_corrected_goes_after_what_was_booked(walker: Walker) -> None:
    house = reach(walker, "pengerjaan_1")
    entry, treasurer = fill(walker, house), walker.holder(Role.BENDAHARA)
    early = on(walker, entry.dated - timedelta(days=1), reason="Salah nomor.")
    with pytest.raises(AnswerError, match="pembukuan terakhir rumah ini"):
        give_back(actor=treasurer, case=house, booking=early, now=walker.tick())
    with pytest.raises(AnswerError, match="pembukuan yang dikoreksi"):
        correct(actor=treasurer, entry=entry, booking=early, now=walker.tick())
    options = booked(walker)
    assert give_back(actor=treasurer, case=house, **{**options, "booking": on(walker, entry.dated, reason="Sisa.")})


@pytest.mark.parametrize("name", ["receipt_date", "delivered_on"])
@pytest.mark.parametrize("day", [lambda now: LONG_AGO, lambda now: now + timedelta(days=1)])
def test_a_report_tells_of_no_day_outside_of_the_work(
    walker: Walker, client: Client, today, name: str, day: Callable[[date], date]
) -> None:
    house = reach(walker, "pengerjaan_1")
    tfl = sign_in(client, walker, Role.TFL)
    now = localdate(walker.now)
    typed = {"shop": "Toko Sumber Makmur", "receipt_number": "N-1", "receipts": "8.000.000", "seen": ""}
    typed |= {"receipt_date": now.isoformat(), "delivered_on": now.isoformat(), "delivered": "on"}
    before = Lpd.objects.count()
    typed["seen"] = tfl.get(f"/berkas/{house.public_id}/lpd/nilai_lpd_1/").context["form"]["seen"].value()
    answer = tfl.post(f"/berkas/{house.public_id}/lpd/nilai_lpd_1/", {**typed, name: day(now).isoformat()})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [name]
    assert Lpd.objects.count() == before


def test_work_was_seen_after_it_began(walker: Walker, client: Client, today) -> None:
    house = reach(walker, "pengerjaan_1")
    tfl = sign_in(client, walker, Role.TFL)
    typed = {"client_key": str(uuid4()), "seen_on": LONG_AGO.isoformat(), "note": ""}
    typed |= {f"done_{name}": "30" for name in COMPONENTS}
    before = Measure.objects.count()
    answer = tfl.post(f"/berkas/{house.public_id}/kemajuan/fisik_1/", typed)
    assert answer.status_code == 422
    assert "lebih awal daripada" in answer.context["form"].errors["seen_on"][0]
    assert Measure.objects.count() == before


def test_work_entered_late_keeps_its_own_day(walker: Walker) -> None:
    """The account was filled before the stage was clicked on; what was seen between the two is true."""
    house = ready_to_pay(walker)
    Berkas.objects.filter(pk=house.pk).update(stage="pengerjaan_1")
    house.visits.filter(left_at=None).update(stage="pengerjaan_1")
    began = localdate(house.visits.filter(stage="pengerjaan_1").order_by("entered_at").first().entered_at)
    filled = LedgerEntry.objects.get(plan__berkas=house, kind="SALUR").dated
    now = walker.tick()
    assert tell(walker, house, 1, 8_000_000, receipt_date=min(began, filled)).receipt_date == min(began, filled)
    assert work(walker, house, 1, 40).seen_on == now.date()
