"""What the paper test found in the engine: each the smallest case that shows it, with what was expected."""

import json

import pytest

from perkim.accounts.roles import Role
from perkim.audit.models import Entry, PersonalValue
from perkim.notices.models import Notice
from perkim.sipoc.actions.changing import take_part
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.actions.lapsing import let_lapse, send_reminders
from perkim.sipoc.actions.opening import Party
from perkim.sipoc.actions.timing import Rebase, pause, rebase, resume
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas, Participant, Tugas
from perkim.sipoc.policies import may_do
from tests.cast import KABUPATEN, SUMBERWULUH, employ, open_account
from tests.perkim.sipoc.paper.conftest import SINCE
from tests.perkim.sipoc.paper.walking import at, done, kept, promised, stands
from tests.samples.complaint import COMPLAINTS
from tests.samples.consultation import CONSULTATION
from tests.samples.family import FAMILY
from tests.samples.siteplan import SITEPLAN
from tests.samples.slum import SLUM

PASIRIAN = "35.08.04"
NOW = at("2026-06-22 09:00")


@pytest.fixture
def letter(declare, staff, open_at, take) -> Berkas:
    """A consultation whose answer waits for the head's signature."""
    declare(CONSULTATION)
    case = open_at(staff.fo, CONSULTATION, "konsultasi", NOW)
    take(staff.fo, case, "daftar", NOW)
    hand_over(actor=staff.kadis, cases=[case], role=Role.STAF, to=staff.staf, now=NOW)
    take(staff.kadis, case, "teruskan", NOW)
    done(staff.staf, case, "konsep", NOW)
    return take(staff.staf, case, "ajukan", NOW)


@pytest.fixture
def application(declare, staff, open_at, take) -> Berkas:
    declare(SITEPLAN)
    case = open_at(staff.fo, SITEPLAN, "izin", at("2026-03-09 09:00"))
    return take(staff.fo, case, "daftar", at("2026-03-09 09:00"))


@pytest.fixture
def complaint(declare, staff, open_at):
    declare(COMPLAINTS)

    def received(**fields) -> Berkas:
        case = open_at(staff.pej_aduan, COMPLAINTS, "pengaduan", NOW, **fields)
        change = Rebase(key="tanggapan", chosen="berkadar", reason="Telaah awal.")
        rebase(actor=staff.pej_aduan, case=case, change=change, now=NOW)
        return case

    return received


@pytest.fixture
def area(declare, staff, open_at, take) -> Berkas:
    """One area of a year that is being worked."""
    declare(SLUM)
    year = open_at(staff.kabid_kp, SLUM, "tahunan", NOW, regions=(KABUPATEN,))
    take(staff.kabid_kp, year, "mulai", NOW)
    return open_at(staff.kabid_kp, SLUM, "kawasan", NOW, regions=(SUMBERWULUH,), parent=year)


# --- Deadlines ----------------------------------------------------------------------------------------------------


def test_sending_back_from_the_last_stage_of_a_promise_does_not_meet_it(letter, staff, take) -> None:
    take(staff.kadis, letter, "perbaiki", at("2026-06-22 11:00"), "Salah alamat.")
    assert (kept(letter), promised(letter)) == ([], {"jawaban": "23-06 16.00"})


def test_a_promise_that_was_met_is_not_opened_again_by_a_new_day(letter, staff, take) -> None:
    take(staff.kadis, letter, "kirim", at("2026-06-22 11:00"))
    change = Rebase(key="jawaban", reason="Keliru pilih.", started=at("2026-06-24 09:00"))
    with pytest.raises(SipocError):
        rebase(actor=staff.fo, case=letter, change=change, now=at("2026-06-22 12:00"))
    assert promised(letter) == {"konsultasi": "25-06 16.00"}


def test_a_later_start_agreed_while_the_clock_stands_still_is_kept(letter, staff, take) -> None:
    take(staff.kadis, letter, "kirim", at("2026-06-22 11:00"))
    pause(actor=staff.fo, case=letter, reason="Kantor dipindah.", now=at("2026-06-22 12:00"))
    wish = Rebase(key="konsultasi", reason="Permintaan pemohon.", started=at("2026-07-13 09:00"))
    rebase(actor=staff.fo, case=letter, change=wish, now=at("2026-06-22 12:00"))
    resume(actor=staff.fo, case=letter, reason="Selesai pindah.", now=at("2026-06-24 09:00"))
    assert promised(letter) == {"konsultasi": "16-07 16.00"}


def test_the_reminder_of_day_twenty_goes_out_on_day_twenty(application, staff, take) -> None:
    take(staff.staf, application, "kembali", at("2026-03-10 10:00"), "Sertifikat belum ada.")
    assert send_reminders(now=at("2026-03-30 08:00")) == 1


def test_a_case_reminded_on_its_day_lapses_when_its_thirty_days_are_over(application, staff, take) -> None:
    take(staff.staf, application, "kembali", at("2026-03-10 10:00"), "Sertifikat belum ada.")
    send_reminders(now=at("2026-03-30 08:00"))
    send_reminders(now=at("2026-03-31 00:00"))
    assert let_lapse(now=at("2026-04-10 00:00")) == 1


def test_a_withdrawal_keeps_no_promise(application, staff, take) -> None:
    take(staff.fo, application, "tarik", at("2026-03-10 09:00"), "Proyek dibatalkan.")
    assert (stands(application), kept(application)) == ("BATAL", [])


# --- Families -----------------------------------------------------------------------------------------------------


def test_the_thirty_days_of_a_frozen_case_go_on_with_its_parent(area, staff, take) -> None:
    """Its own deadline ran while its service stood still; both stopped with the parent, and only it goes on."""
    take(staff.staf, area, "lengkapi", NOW, "Akta notaris belum ada.")
    take(staff.kadis, area.parent, "tinjau", at("2026-06-24 09:00"), "SK diubah.")
    take(staff.kabid_kp, area.parent, "mulai", at("2026-06-26 09:00"))
    assert promised(area) == {"kawasan": "henti", "melengkapi": "08-07 23.59"}


def test_nothing_is_opened_below_a_case_that_was_sent_back(area, staff, open_at, take) -> None:
    take(staff.kadis, area.parent, "tinjau", NOW, "SK diubah.")
    with pytest.raises(SipocError, match="sedang dikembalikan"):
        open_at(staff.kabid_kp, SLUM, "kawasan", NOW, parent=area.parent)


def test_a_case_stays_frozen_while_its_own_parent_is_still_sent_back(declare, staff, open_at, take) -> None:
    declare(FAMILY)
    year = open_at(staff.staf, FAMILY, "tahun", NOW)
    bundle = open_at(staff.staf, FAMILY, "bundel", NOW, parent=year)
    visit = open_at(staff.staf, FAMILY, "kunjungan", NOW, parent=bundle)
    hand_over(actor=staff.korfas, cases=[visit], role=Role.TFL, to=staff.tfl, now=NOW)
    take(staff.tfl, visit, "catat", NOW)
    take(staff.staf, year, "lanjut", NOW)
    take(staff.staf, bundle, "lanjut", NOW)
    take(staff.kabid_prm, bundle, "kembali", NOW, "Belum lengkap.")
    take(staff.kabid_prm, year, "kembali", NOW, "Belum lengkap.")
    take(staff.staf, year, "lanjut", at("2026-06-23 09:00"))
    assert Berkas.objects.get(pk=bundle.pk).frozen is False
    assert Berkas.objects.get(pk=visit.pk).frozen is True


def test_a_year_ends_although_an_area_moved_while_it_waited_for_the_lock(area, staff, take) -> None:
    """The clock of a request is read before it waits for its locks, so a case below may have moved "later"."""
    take(staff.staf, area, "lengkapi", at("2026-06-22 09:00:00.050"), "Akta notaris belum ada.")
    take(staff.kadis, area.parent, "batal", NOW, "Anggaran dialihkan.")
    assert stands(area) == "BATAL"


def test_a_case_that_is_done_over_in_its_stage_is_not_shown_as_sent_back(letter, staff, take) -> None:
    take(staff.kadis, letter, "kirim", at("2026-06-22 11:00"))
    again = take(staff.fo, letter, "jadwal-ulang", at("2026-06-24 09:00"), "Pemohon tidak hadir.")
    assert again.state == "Berjalan"


# --- Who knows ----------------------------------------------------------------------------------------------------


def test_nobody_is_informed_of_a_confidential_case_that_he_may_not_see(complaint, staff, take) -> None:
    case = complaint(confidential=True)
    take(staff.pej_aduan, case, "teruskan", NOW)
    assert not Berkas.objects.visible_to(staff.sekdis).exists()
    assert not Notice.objects.filter(recipient=staff.sekdis).exists()


@pytest.mark.parametrize("account", [True, False])
def test_a_hidden_party_that_is_added_later_is_not_named_in_the_log(complaint, staff, account) -> None:
    case = complaint()
    reporter = open_account("sutinah", "Sutinah")
    party = Party(capacity="pelapor", hidden=True, **({"user": reporter} if account else {"party": "Sutinah"}))
    take_part(actor=staff.pej_aduan, case=case, party=party, now=NOW)
    told = Entry.objects.filter(subject=case.subject).order_by("id").last()
    assert reporter.pk not in told.data.values()
    named = PersonalValue.objects.filter(entry__subject=case.subject).values_list("values", flat=True)
    assert "Sutinah" not in json.dumps(list(named))


def test_what_a_role_invited_from_elsewhere_may_do_stands_in_its_worklist(application, staff) -> None:
    """The neighbouring kecamatan takes part: the rule lets it work the case, so its list shows the Tugas."""
    neighbour = employ(Role.STAF, username="staf.pasirian", region=PASIRIAN, starts=SINCE)
    Participant.objects.create(berkas=application, capacity="tetangga", role=Role.STAF, region_id=PASIRIAN, since=NOW)
    tugas = Tugas.objects.select_related("berkas").get(berkas=application, done_at=None, dropped_at=None)
    assert may_do(neighbour, tugas)
    assert Tugas.objects.for_user(neighbour).filter(pk=tugas.pk).exists()
