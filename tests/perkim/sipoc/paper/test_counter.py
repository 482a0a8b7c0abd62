"""Consultation at the counter, KNL-01 to KNL-03: one hour of the office's time from saying what one came for."""

import pytest

from perkim.accounts.roles import Role
from perkim.sipoc.actions.correcting import correct
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Berkas, Relation, Tenggat
from perkim.sipoc.terms import Link
from tests.perkim.sipoc.paper.walking import at, done, entries, kept, promised, stands, waiting
from tests.samples.consultation import CONSULTATION


@pytest.fixture
def guest(declare, staff, open_at):
    """Somebody says at the counter what he came for."""
    declare(CONSULTATION)

    def come(moment: str = "2026-03-09 09:00") -> Berkas:
        return open_at(staff.fo, CONSULTATION, "langsung", at(moment), title="Tanya PSU")

    return come


@pytest.mark.parametrize(
    ("came", "due"),
    [
        ("2026-03-09 09:00", "09-03 10.00"),
        ("2026-03-09 09:00:30", "09-03 10.00"),
        ("2026-03-09 11:45", "09-03 12.45"),
        ("2026-03-09 06:50", "09-03 08.30"),
        ("2026-03-09 15:00", "09-03 16.00"),
        ("2026-03-09 15:20", "10-03 07.50"),
        ("2026-03-12 15:30", "13-03 07.30"),
        ("2026-03-13 14:00", "13-03 15.00"),
        ("2026-03-13 14:40", "16-03 08.10"),
        ("2026-03-13 15:00", "16-03 08.30"),
        ("2026-03-17 15:45", "25-03 08.15"),
    ],
)
def test_the_hour_is_counted_in_minutes_of_the_open_office(guest, came, due) -> None:
    assert promised(guest(came)) == {"diarahkan": due}


def test_a_guest_is_led_to_an_officer_and_served(guest, staff, take) -> None:
    case = guest()
    assert case.number == "CLNG-2026-0001"
    assert waiting(case) == {"Arahkan tamu": "FO"}
    take(staff.fo, case, "arahkan", at("2026-03-09 09:10"))
    assert waiting(case) == {"Tentukan petugas": "KABID_PRM"}
    hand_over(actor=staff.kabid_prm, cases=[case], role=Role.STAF, to=staff.staf, now=at("2026-03-09 09:30"))
    take(staff.kabid_prm, case, "terima", at("2026-03-09 09:59"))
    assert (kept(case), promised(case)) == (["diarahkan"], {})
    assert waiting(case) == {"Layani tamu": "staf", "Notulen": "staf"}
    done(staff.staf, case, "notulen", at("2026-03-09 11:00"))
    take(staff.staf, case, "tutup", at("2026-03-09 11:00"))
    assert stands(case) == "SELESAI"


def test_a_guest_who_waited_too_long_was_served_late(guest, staff, take) -> None:
    case = guest("2026-03-12 15:30")
    take(staff.fo, case, "arahkan", at("2026-03-12 15:50"))
    take(staff.kabid_prm, case, "terima", at("2026-03-13 07:31"))
    assert kept(case) == ["diarahkan terlambat"]


def test_a_guest_leaves(guest, staff, take) -> None:
    case = guest()
    take(staff.fo, case, "pulang", at("2026-03-09 09:30"), "Tamu pulang sebelum dipanggil.")
    assert (stands(case), kept(case), promised(case)) == ("BATAL", [], {})


def test_a_guest_who_cannot_be_served_now_goes_on_by_letter(guest, staff, take) -> None:
    case = guest()
    take(staff.fo, case, "arahkan", at("2026-03-09 09:10"))
    with pytest.raises(SipocError, match="Tulis alasan"):
        take(staff.kabid_prm, case, "jadwalkan", at("2026-03-09 09:20"))
    take(staff.kabid_prm, case, "jadwalkan", at("2026-03-09 09:20"), "Petugas dinas luar.")
    assert (stands(case), kept(case), waiting(case)) == ("DIRUJUK", ["diarahkan"], {})
    relation = Relation.objects.get(other=case, kind=Link.REFERRED_FROM)
    onward = relation.berkas
    assert (onward.process, onward.stage, onward.title) == ("konsultasi", "permohonan", "Tanya PSU")
    assert relation.made_by == staff.kabid_prm
    assert waiting(onward) == {"Catat permohonan": "FO"}
    assert entries(onward)[-1].data == {
        "hubungan": "RUJUKAN",
        "berkas": "CLNG-2026-0001",
        "alasan": "Petugas dinas luar.",
    }
    take(staff.fo, onward, "daftar", at("2026-03-09 09:30"))
    assert promised(onward) == {"jawaban": "10-03 16.00"}
    with pytest.raises(SipocError, match="sudah ditutup"):
        take(staff.kabid_prm, case, "terima", at("2026-03-09 10:00"))


def test_only_the_front_office_opens_a_visit(declare, staff, open_at) -> None:
    declare(CONSULTATION)
    with pytest.raises(SipocError, match="Petugas front office"):
        open_at(staff.staf, CONSULTATION, "langsung", at("2026-03-09 09:00"))
    assert not Tenggat.objects.exists()


def test_another_unit_does_not_receive_the_guest(guest, staff, take) -> None:
    case = guest()
    take(staff.fo, case, "arahkan", at("2026-03-09 09:10"))
    with pytest.raises(RefusedError, match="Kepala Bidang Perumahan"):
        take(staff.kabid_kp, case, "terima", at("2026-03-09 09:20"))


def test_a_referral_is_not_taken_back_once_the_other_case_is_there(guest, staff, take) -> None:
    case = guest()
    take(staff.fo, case, "arahkan", at("2026-03-09 09:10"))
    take(staff.kabid_prm, case, "jadwalkan", at("2026-03-09 09:20"), "Petugas dinas luar.")
    with pytest.raises(SipocError, match="sudah dilanjutkan di layanan lain"):
        correct(actor=staff.kabid_prm, case=case, reason="Petugas sudah kembali.", now=at("2026-03-09 09:30"))
