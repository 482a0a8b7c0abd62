"""The clock of a site-plan permit: returned, reminded, lapsed, in cycles, extended, and when a day off is added."""

from datetime import date

import pytest

from perkim.notices.models import Notice
from perkim.parameters.actions import NewValue, set_value
from perkim.parameters.kinds import kind
from perkim.parameters.models import DayOff
from perkim.sipoc.actions.lapsing import let_lapse, send_reminders
from perkim.sipoc.actions.recounting import change_calendar, recount_all
from perkim.sipoc.actions.timing import extend, pause, resume
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas, Pause, StageVisit, Tenggat
from tests.perkim.sipoc.paper.walking import (
    actions,
    at,
    done,
    earliest,
    entries,
    kept,
    local,
    promised,
    stands,
    voided,
    waiting,
    ways,
)
from tests.samples.siteplan import SITEPLAN


@pytest.fixture
def register(declare, staff, open_at, take):
    declare(SITEPLAN)

    def at_the_counter(moment: str = "2026-03-09 09:00") -> Berkas:
        case = open_at(staff.fo, SITEPLAN, "izin", at(moment), title="Griya Asri")
        return take(staff.fo, case, "daftar", at(moment))

    return at_the_counter


@pytest.fixture
def returned(register, staff, take) -> Berkas:
    """Sent back on Tuesday, 10 March, with nine of ten working days left."""
    case = register()
    return take(staff.staf, case, "kembali", at("2026-03-10 10:00"), "Sertifikat belum ada.")


def day_off(day: str) -> DayOff:
    return DayOff(day=date.fromisoformat(day), kind=DayOff.Kind.LEAVE, title="Cuti bersama", basis="SKB 3 Menteri")


def test_a_return_stops_the_service_and_gives_thirty_calendar_days(returned) -> None:
    assert promised(returned) == {"layanan": "henti", "batas-perbaikan": "09-04 23.59"}
    assert earliest(returned) == "09-04 23.59"
    assert waiting(returned) == {"Terima perbaikan": "FO"}
    assert Pause.objects.get().reason == "Sertifikat belum ada."


def test_the_service_goes_on_with_what_was_left(returned, staff, take) -> None:
    case = take(staff.fo, returned, "ajukan-lagi", at("2026-03-25 09:00"))
    assert promised(case) == {"layanan": "08-04 16.00", "cek": "26-03 16.00"}
    assert Tenggat.objects.get(berkas=case, key="layanan").first_promise == at("2026-03-30 16:00")
    assert kept(case) == ["cek", "batas-perbaikan"]
    assert Pause.objects.get().ended_at == at("2026-03-25 09:00")
    assert case.state == "Berjalan"


def test_waiting_for_the_applicant_is_no_time_of_the_office(returned, staff, take) -> None:
    take(staff.fo, returned, "ajukan-lagi", at("2026-03-25 09:00"))
    assert StageVisit.objects.get(stage="perbaikan").net_minutes == 0
    # From Monday 9.00 to 16.00, and on Tuesday from 7.30 to 10.00.
    assert StageVisit.objects.get(stage="cek", cycle=1).net_minutes == 420 + 150


def test_an_applicant_who_does_nothing_is_reminded_and_then_it_lapses(returned, staff) -> None:
    assert send_reminders(now=at("2026-03-29 23:00")) == 0
    assert let_lapse(now=at("2026-03-29 23:00")) == 0
    assert send_reminders(now=at("2026-03-31 00:00")) == 1
    assert send_reminders(now=at("2026-03-31 01:00")) == 0
    notice = Notice.objects.get(recipient=staff.fo, topic="tenggat.pengingat")
    assert notice.text == "Batas perbaikan berkas berakhir 09-04-2026: CTPK-2026-0001"
    assert let_lapse(now=at("2026-04-09 23:59")) == 0
    assert let_lapse(now=at("2026-04-11 00:00")) == 1
    assert let_lapse(now=at("2026-04-12 00:00")) == 0
    assert (stands(returned), waiting(returned), promised(returned)) == ("KEDALUWARSA", {}, {})
    assert (kept(returned), voided(returned)) == (["cek"], ["layanan", "batas-perbaikan"])
    assert (ways(returned)[-1], actions(returned).count("tenggat.diingatkan")) == ("kedaluwarsa", 1)
    last = entries(returned)[-1]
    assert (last.actor.username, last.data["alasan"]) == ("sistem", "Batas perbaikan berkas lewat pada 09-04-2026.")
    assert Pause.objects.get().ended_at == at("2026-04-11 00:00")


def test_without_its_reminder_nothing_lapses(returned) -> None:
    assert let_lapse(now=at("2026-06-01 09:00")) == 0
    assert stands(returned) == "perbaikan"


def test_a_late_reminder_gives_the_ten_days_it_should_have_given(returned) -> None:
    assert send_reminders(now=at("2026-04-20 08:00")) == 1
    assert let_lapse(now=at("2026-04-20 08:00")) == 0
    assert let_lapse(now=at("2026-04-30 23:59")) == 0
    assert let_lapse(now=at("2026-05-01 00:00")) == 1


def test_what_was_mended_in_time_never_lapses(returned, staff, take) -> None:
    send_reminders(now=at("2026-04-01 00:00"))
    take(staff.fo, returned, "ajukan-lagi", at("2026-04-10 09:00"))
    assert let_lapse(now=at("2026-05-01 00:00")) == 0
    assert kept(returned) == ["cek", "batas-perbaikan terlambat"]


def test_each_return_has_thirty_days_and_a_reminder_of_its_own(returned, staff, take) -> None:
    send_reminders(now=at("2026-04-01 00:00"))
    take(staff.fo, returned, "ajukan-lagi", at("2026-04-06 09:00"))
    take(staff.staf, returned, "kembali", at("2026-04-07 09:00"), "Akta belum ada.")
    assert promised(returned) == {"layanan": "henti", "batas-perbaikan": "07-05 23.59"}
    assert let_lapse(now=at("2026-05-08 00:00")) == 0
    assert send_reminders(now=at("2026-05-08 00:00")) == 1


def test_a_revision_of_the_drawing_comes_back_to_the_minutes(register, staff, take) -> None:
    case = register()
    take(staff.staf, case, "lengkap", at("2026-03-10 09:00"))
    done(staff.staf, case, "rapat", at("2026-03-11 10:00"))
    done(staff.tim_teknis, case, "kunjungan", at("2026-03-11 14:00"))
    take(staff.staf, case, "selesai", at("2026-03-11 15:00"))
    take(staff.tim_teknis, case, "revisi", at("2026-03-12 09:00"), "RTH 9,5 persen.")
    assert promised(case) == {"layanan": "henti", "batas-revisi": "11-04 23.59"}
    # Seven of ten working days are left on 12 March.
    take(staff.fo, case, "ajukan-lagi", at("2026-04-01 09:00"))
    assert (stands(case), promised(case)) == ("ba", {"layanan": "13-04 16.00", "ba": "06-04 16.00"})
    assert waiting(case) == {"Susun berita acara": "TIM_TEKNIS", "Berita acara": "TIM_TEKNIS"}


def test_review_cycles_have_deadlines_of_their_own(register, staff, take) -> None:
    new = NewValue(
        kind=kind("tenggat.contoh-siteplan.izin.cek"), value=[15, 10, 5], starts=date(2026, 6, 1), basis="SK 12/2026"
    )
    set_value(actor=staff.admin, new=new, now=at("2026-05-29 09:00"))
    case = register("2026-06-22 09:00")
    found = [promised(case)["cek"]]
    for hour in (10, 11, 12):
        take(staff.staf, case, "kembali", at(f"2026-06-22 {hour}:00"), "Belum lengkap.")
        take(staff.fo, case, "ajukan-lagi", at(f"2026-06-22 {hour}:30"))
        found.append(promised(case)["cek"])
    assert found == ["13-07 16.00", "06-07 16.00", "29-06 16.00", "29-06 16.00"]
    cycles = Tenggat.objects.filter(berkas=case, key="cek").order_by("id")
    assert [(each.cycle, each.amount) for each in cycles] == [(1, 15), (2, 10), (3, 5), (4, 5)]
    assert {each.parameter.basis for each in cycles} == {"SK 12/2026"}


def test_a_promise_keeps_the_value_by_which_it_was_counted(register, staff) -> None:
    case = register("2026-05-28 09:00")
    new = NewValue(
        kind=kind("tenggat.contoh-siteplan.izin.layanan"), value=[5], starts=date(2026, 6, 1), basis="SK 12/2026"
    )
    set_value(actor=staff.admin, new=new, now=at("2026-05-29 09:00"))
    recount_all(actor=staff.admin, now=at("2026-06-02 09:00"))
    assert promised(case)["layanan"] == "15-06 16.00"
    assert promised(register("2026-06-22 09:00"))["layanan"] == "29-06 16.00"


def test_a_day_off_that_is_added_moves_open_promises_but_not_the_first(register, returned, staff) -> None:
    running = register("2026-03-25 09:00")
    before = promised(running)
    assert before == {"cek": "26-03 16.00", "layanan": "09-04 16.00"}
    change_calendar(actor=staff.admin, put=[day_off("2026-03-26")], now=at("2026-03-25 10:00"))
    assert promised(running) == before
    recount_all(actor=staff.admin, now=at("2026-03-25 10:00"))
    assert promised(running) == {"cek": "27-03 15.00", "layanan": "10-04 15.00"}
    assert earliest(running) == "27-03 15.00"
    firsts = Tenggat.objects.filter(berkas=running).order_by("id")
    assert [local(each.first_promise) for each in firsts] == list(before.values())
    told = entries(running)[-1]
    assert (told.action, set(told.data)) == ("tenggat.kalender", {"cek", "layanan"})
    written = len(entries(running))
    recount_all(actor=staff.admin, now=at("2026-03-25 11:00"))
    assert len(entries(running)) == written
    assert promised(returned) == {"layanan": "henti", "batas-perbaikan": "09-04 23.59"}


def test_a_day_off_that_is_taken_away_brings_them_back(register, staff) -> None:
    case = register("2026-03-25 09:00")
    change_calendar(actor=staff.admin, put=[day_off("2026-03-26")], now=at("2026-03-25 10:00"))
    recount_all(actor=staff.admin, now=at("2026-03-25 10:00"))
    change_calendar(actor=staff.admin, remove=[date(2026, 3, 26)], now=at("2026-03-25 12:00"))
    recount_all(actor=staff.admin, now=at("2026-03-25 12:00"))
    assert promised(case) == {"cek": "26-03 16.00", "layanan": "09-04 16.00"}


def test_a_day_off_added_while_the_clock_stood_still_counts_afterwards(returned, staff, take) -> None:
    change_calendar(actor=staff.admin, put=[day_off("2026-04-01")], now=at("2026-03-11 10:00"))
    recount_all(actor=staff.admin, now=at("2026-03-11 10:00"))
    take(staff.fo, returned, "ajukan-lagi", at("2026-03-25 09:00"))
    assert promised(returned)["layanan"] == "09-04 16.00"


def test_the_meeting_is_extended_once_with_a_reason(register, staff, take) -> None:
    case = register()
    take(staff.staf, case, "lengkap", at("2026-03-10 09:00"))
    with pytest.raises(SipocError, match="Tulis alasan"):
        extend(actor=staff.staf, case=case, key="rapat", reason=" ", now=at("2026-03-10 10:00"))
    extend(actor=staff.staf, case=case, key="rapat", reason="Tim ke luar kota.", now=at("2026-03-10 10:00"))
    assert promised(case) == {"layanan": "30-03 16.00", "rapat": "27-03 15.00"}
    with pytest.raises(SipocError, match="sudah diperpanjang 1 kali"):
        extend(actor=staff.staf, case=case, key="rapat", reason="Lagi.", now=at("2026-03-10 10:00"))
    with pytest.raises(SipocError, match="tidak bisa diperpanjang"):
        extend(actor=staff.staf, case=case, key="layanan", reason="Lagi.", now=at("2026-03-10 10:00"))


def test_a_pause_for_a_reason_outside_the_office_gives_the_days_back(register, staff) -> None:
    case = register()
    pause(actor=staff.staf, case=case, reason="Listrik padam.", now=at("2026-03-10 09:00"))
    assert (promised(case), earliest(case)) == ({"cek": "henti", "layanan": "henti"}, "")
    resume(actor=staff.staf, case=case, reason="Listrik menyala.", now=at("2026-03-12 09:00"))
    assert promised(case) == {"cek": "12-03 16.00", "layanan": "01-04 16.00"}
    assert actions(case)[-2:] == ["berkas.dijeda", "berkas.dilanjutkan"]
