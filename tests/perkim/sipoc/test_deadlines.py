"""Deadlines through a case's life: opened, met, stopped, gone on with, restarted, extended, moved by a holiday."""

from datetime import date, datetime, timedelta

import pytest

from perkim.audit.models import Entry
from perkim.lib.calendar import JAKARTA
from perkim.parameters.models import DayOff
from perkim.parameters.reading import office_calendar
from perkim.sipoc.actions.lapsing import send_reminders
from perkim.sipoc.actions.recounting import change_calendar, changed_calendar, recount_all, shifts
from perkim.sipoc.actions.timing import Rebase, extend, pause, rebase, resume
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Berkas, StageVisit, Tenggat, Tugas
from tests.perkim.sipoc.conftest import MONDAY
from tests.samples.office import report_visit

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def closing(month: int, day: int) -> datetime:
    """End of office hours: 16.00, on Fridays 15.00."""
    hour = 15 if date(2026, month, day).weekday() == 4 else 16
    return datetime(2026, month, day, hour, tzinfo=JAKARTA)


@pytest.fixture
def sent(office, letter, take) -> Berkas:
    """A letter handed in on Monday 22 June: to be checked within 5 working days, answered within 10."""
    return take(office.operator, letter(), "kirim")


def tenggat(case: Berkas, key: str) -> Tenggat:
    return Tenggat.objects.filter(berkas=case, key=key).latest("id")


def test_a_stage_opens_its_deadlines_by_the_parameter_in_force(sent) -> None:
    check, total = tenggat(sent, "cek"), tenggat(sent, "total")
    assert (check.due_at, total.due_at) == (closing(6, 29), closing(7, 6))
    assert check.parameter.key == "tenggat.contoh.surat.cek"
    assert sent.earliest_due == closing(6, 29)
    assert set(Tugas.objects.filter(berkas=sent, done_at=None).values_list("due_at", flat=True)) == {closing(6, 29)}


def test_leaving_meets_what_ran_until_then_and_nothing_else(sent, office, take) -> None:
    case = take(office.staf, sent, "kembali", reason="Lengkapi.", at=MONDAY + DAY)
    assert tenggat(case, "cek").met_at == MONDAY + DAY
    assert tenggat(case, "total").met_at is None


def test_the_clock_stands_still_while_the_village_has_it(sent, office, take) -> None:
    case = take(office.staf, sent, "kembali", reason="Lengkapi.", at=MONDAY + DAY)
    assert (case.state, tenggat(case, "total").left) == ("Dikembalikan", 9)
    assert case.earliest_due.date() == date(2026, 7, 23)  # the village's own 30 calendar days
    case = take(office.operator, case, "kirim", at=MONDAY + 8 * DAY)
    again = tenggat(case, "total")
    assert (again.due_at, again.first_promise) == (closing(7, 13), closing(7, 6))
    assert case.paused_at is None


def test_a_second_stay_has_the_deadline_of_its_cycle(sent, office, take) -> None:
    case = take(office.staf, sent, "kembali", reason="Lengkapi.")
    take(office.operator, case, "kirim")
    second = tenggat(case, "cek")
    assert (second.cycle, second.amount, second.due_at) == (2, 3, closing(6, 25))


def test_a_restart_counts_anew_and_keeps_the_first_promise(sent, office, take) -> None:
    report_visit(office, sent)
    case = take(office.staf, sent, "terima")
    case = take(office.kabid, case, "ulang", reason="Kurang.", at=MONDAY + 7 * DAY)
    total = tenggat(case, "total")
    assert (total.due_at, total.first_promise, total.cycle) == (closing(7, 13), closing(7, 6), 2)
    assert Tenggat.objects.filter(berkas=case, key="total", voided_at=None).count() == 1


def test_net_time_counts_office_minutes_without_the_pauses(sent, office, take) -> None:
    pause(actor=office.staf, case=sent, reason="Menunggu cuaca.", now=MONDAY + HOUR)
    resume(actor=office.staf, case=sent, reason="Cuaca baik.", now=MONDAY + 3 * HOUR)
    take(office.staf, sent, "tolak", reason="Bukan wewenang.", at=MONDAY + 4 * HOUR)
    assert StageVisit.objects.get(berkas=sent, stage="periksa").net_minutes == 120


def test_a_pause_of_no_time_moves_nothing(sent, office) -> None:
    before = tenggat(sent, "cek").due_at
    pause(actor=office.staf, case=sent, reason="Salah tekan.", now=MONDAY + HOUR)
    resume(actor=office.staf, case=sent, reason="Salah tekan.", now=MONDAY + HOUR)
    assert tenggat(sent, "cek").due_at == before


def test_a_pause_does_not_mend_a_deadline_that_has_passed(sent, office) -> None:
    late = MONDAY + 21 * DAY
    pause(actor=office.staf, case=sent, reason="Menunggu.", now=late)
    resume(actor=office.staf, case=sent, reason="Selesai.", now=late + 7 * DAY)
    assert tenggat(sent, "cek").due_at == closing(6, 29)


def test_an_extension_is_given_as_often_as_declared(sent, office) -> None:
    extend(actor=office.staf, case=sent, key="cek", reason="Dokumen tebal.", now=MONDAY + DAY)
    assert tenggat(sent, "cek").due_at == closing(7, 1)
    with pytest.raises(SipocError, match="sudah diperpanjang 1 kali"):
        extend(actor=office.staf, case=sent, key="cek", reason="Lagi.", now=MONDAY + DAY)
    entry = Entry.objects.get(action="tenggat.diperpanjang")
    assert entry.data["sebelum"] != entry.data["sesudah"]


@pytest.mark.parametrize(
    ("key", "days", "sentence"), [("total", 0, "tidak bisa"), ("cek", 30, "sudah lewat"), ("x", 0, "tidak ada")]
)
def test_what_may_not_be_extended(sent, office, key: str, days: int, sentence: str) -> None:
    with pytest.raises(SipocError, match=sentence):
        extend(actor=office.staf, case=sent, key=key, reason="Perlu.", now=MONDAY + days * DAY)


def test_only_who_works_the_stage_changes_its_time(sent, office) -> None:
    with pytest.raises(RefusedError):
        pause(actor=office.kadis, case=sent, reason="Menunggu.", now=MONDAY)
    with pytest.raises(SipocError, match="Tulis alasan"):
        pause(actor=office.staf, case=sent, reason=" ", now=MONDAY)


def test_a_deadline_without_classes_may_be_counted_from_another_day(sent, office) -> None:
    wished = MONDAY + 7 * DAY
    rebase(actor=office.staf, case=sent, change=Rebase(key="cek", reason="Permintaan.", started=wished), now=MONDAY)
    assert tenggat(sent, "cek").due_at == closing(7, 6)
    with pytest.raises(SipocError, match="tidak mengenal golongan"):
        rebase(actor=office.staf, case=sent, change=Rebase(key="cek", reason="x", chosen="berat"), now=MONDAY)


def test_a_day_off_that_is_added_moves_what_runs_and_keeps_the_promise(sent, office) -> None:
    holiday = DayOff(day=date(2026, 6, 24), kind="LOKAL", title="Hari jadi", basis="SE Bupati")
    plan = changed_calendar(office_calendar(MONDAY.date()), [holiday.day], [])
    foreseen = {shift.tenggat.key: shift.due_at for shift in shifts(plan)}
    assert foreseen == {"cek": closing(6, 30), "total": closing(7, 7)}
    change_calendar(actor=office.kadis, put=[holiday], now=MONDAY)
    recount_all(actor=office.kadis, now=MONDAY)
    assert {key: tenggat(sent, key).due_at for key in foreseen} == foreseen
    assert tenggat(sent, "cek").first_promise == closing(6, 29)
    sent.refresh_from_db()
    assert sent.earliest_due == closing(6, 30)
    entry = Entry.objects.get(action="tenggat.kalender")
    assert set(entry.data) == {"cek", "total"}


def test_recounting_again_writes_nothing(sent, office) -> None:
    recount_all(actor=office.kadis, now=MONDAY)
    assert not Entry.objects.filter(action="tenggat.kalender").exists()


def test_a_reminder_goes_out_once_on_its_day(sent, office, take) -> None:
    take(office.staf, sent, "kembali", reason="Lengkapi.")
    assert send_reminders(now=MONDAY + 19 * DAY) == 0
    assert send_reminders(now=MONDAY + 21 * DAY) == 1
    assert send_reminders(now=MONDAY + 22 * DAY) == 0
