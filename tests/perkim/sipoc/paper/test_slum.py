"""Slum areas: a yearly case and the areas below it, KMH-01 to KMH-05 (`domain.md` §8.1)."""

import pytest

from perkim.sipoc.actions.changing import change
from perkim.sipoc.actions.correcting import correct
from perkim.sipoc.actions.lapsing import let_lapse
from perkim.sipoc.actions.timing import pause, resume
from perkim.sipoc.exceptions import BlockedError, SipocError
from perkim.sipoc.models import Berkas, Pause, StageVisit
from tests.cast import CANDIPURO, KABUPATEN, SUMBERWULUH
from tests.perkim.sipoc.paper.walking import (
    actions,
    at,
    done,
    entries,
    kept,
    promised,
    stands,
    voided,
    waiting,
    ways,
)
from tests.samples.slum import SLUM

JARIT, BADES = "35.08.03.2002", "35.08.04.2003"
START = at("2026-06-22 09:00")
REVIEWED, AGAIN = at("2026-06-25 09:00"), at("2026-06-29 09:00")


@pytest.fixture
def year(declare, staff, open_at, take) -> Berkas:
    """The year 2027 is prepared in 2026, and work begins."""
    declare(SLUM)
    case = open_at(staff.kabid_kp, SLUM, "tahunan", START, title="Kumuh 2027", regions=(KABUPATEN,), year=2027)
    return take(staff.kabid_kp, case, "mulai", START)


@pytest.fixture
def area(year, staff, open_at):
    def below(*regions: str, title: str = "Kawasan Sumberwuluh") -> Berkas:
        places = regions or (SUMBERWULUH,)
        return open_at(staff.kabid_kp, SLUM, "kawasan", START, title=title, regions=places, parent=year)

    return below


@pytest.fixture
def walk(staff, take):
    """Takes an area from its beginning to where its score is reckoned anew."""

    def to_the_reckoning(case: Berkas, now=START) -> None:
        done(staff.operator_desa, case, "ksm", now) if case.region_id == SUMBERWULUH else None
        done(staff.staf, case, "bkm", now)
        take(staff.staf, case, "lengkap", now)
        take(staff.tim_teknis, case, "layak", now)
        take(staff.kabid_kp, case, "tetapkan", now)
        done(staff.tim_teknis, case, "monev", now)
        take(staff.staf, case, "selesai", now)

    return to_the_reckoning


def test_an_area_belongs_to_its_year_and_is_numbered_in_the_year_it_came(area, year) -> None:
    one = area()
    assert (one.parent, one.year, one.number) == (year, 2027, "CKMH-2026-0001")
    several = area(SUMBERWULUH, JARIT, title="Kawasan Candipuro")
    assert (several.region_id, several.spans) == (CANDIPURO, True)
    assert area(CANDIPURO).region_id == CANDIPURO


def test_a_year_is_worked_and_closed(year, area, walk, staff, take) -> None:
    one = area()
    assert waiting(one) == {
        "Periksa kelembagaan": "STAF",
        "Pengesahan KSM": "OPERATOR_DESA",
        "Akta BKM": "STAF",
    }
    assert waiting(year) == {}
    walk(one)
    take(staff.kabid_kp, one, "tutup", at("2026-09-01 09:00"))
    assert (stands(one), kept(one)) == ("SELESAI", ["kawasan"])
    assert ways(one) == ["lengkap", "layak", "tetapkan", "selesai", "tutup"]
    take(staff.kabid_kp, year, "laporkan", at("2026-09-01 10:00"))
    assert waiting(year) == {"Tutup tahun": "KADIS"}
    take(staff.kadis, year, "tutup", at("2026-09-01 11:00"))
    assert stands(year) == "SELESAI"


def test_the_year_waits_until_all_areas_are_reckoned(year, area, walk, staff, take) -> None:
    with pytest.raises(BlockedError, match="baru ada 0, paling sedikit 1"):
        take(staff.kabid_kp, year, "laporkan", START)
    first, second = area(), area(title="Kawasan kedua")
    walk(first)
    with pytest.raises(BlockedError, match="1 dari 2 berkas belum selesai"):
        take(staff.kabid_kp, year, "laporkan", START)
    walk(second)
    assert take(staff.kabid_kp, year, "laporkan", START).stage == "laporan"


def test_a_good_end_of_the_year_waits_for_its_areas(year, area, walk, staff, take) -> None:
    one = area()
    walk(one)
    take(staff.kabid_kp, year, "laporkan", START)
    with pytest.raises(BlockedError, match="Masih ada berkas di bawahnya"):
        take(staff.kadis, year, "tutup", START)
    take(staff.kabid_kp, one, "tutup", START)
    assert take(staff.kadis, year, "tutup", START).outcome == "SELESAI"


# --- Side roads of an area ----------------------------------------------------------------------------------------


def test_an_area_outside_the_delineation_is_refused(area, staff, take) -> None:
    one = area()
    done(staff.operator_desa, one, "ksm", START)
    done(staff.staf, one, "bkm", START)
    take(staff.staf, one, "lengkap", START)
    take(staff.tim_teknis, one, "tolak", START, "Di luar delineasi.")
    assert stands(one) == "DITOLAK"


def test_an_area_is_surveyed_again(area, staff, take) -> None:
    one = area()
    done(staff.operator_desa, one, "ksm", START)
    done(staff.staf, one, "bkm", START)
    take(staff.staf, one, "lengkap", START)
    take(staff.tim_teknis, one, "layak", START)
    take(staff.kabid_kp, one, "survei-ulang", START, "Melebihi pagu.")
    assert (stands(one), waiting(one)) == ("survei", {"Survei lokasi": "TIM_TEKNIS"})
    assert StageVisit.objects.get(berkas=one, left_at=None).cycle == 2


def test_both_institutions_are_needed(area, staff, take) -> None:
    one = area()
    with pytest.raises(BlockedError) as blocked:
        take(staff.staf, one, "lengkap", START)
    assert blocked.value.blockers[one.pk] == [
        "Pengesahan KSM belum dilaporkan selesai oleh operator desa/kelurahan.",
        "Akta BKM belum dilaporkan selesai oleh staf bidang.",
    ]


def test_a_village_completes_its_papers_or_the_area_lapses(area, staff, take) -> None:
    one, two = area(), area(title="Kawasan kedua")
    for case in (one, two):
        take(staff.staf, case, "lengkapi", START, "Akta notaris belum ada.")
        assert promised(case) == {"kawasan": "henti", "melengkapi": "06-07 23.59"}
    take(staff.operator_desa, one, "kirim", at("2026-07-06 20:00"))
    # 60 working days were left on 22 June; what comes on Monday evening counts from Tuesday.
    assert promised(one) == {"kawasan": "01-10 16.00"}
    assert let_lapse(now=at("2026-07-07 00:00")) == 1
    assert (stands(one), stands(two)) == ("kelembagaan", "KEDALUWARSA")


# --- The year above -----------------------------------------------------------------------------------------------


@pytest.fixture
def reviewed(year, area, staff, take) -> Berkas:
    """An area whose year is being reviewed since 25 June."""
    one = area()
    take(staff.kadis, year, "tinjau", REVIEWED, "SK Kumuh diubah.")
    return Berkas.objects.get(pk=one.pk)


def test_sending_the_year_back_freezes_its_areas(reviewed, year, staff, take) -> None:
    assert (reviewed.frozen, reviewed.state, reviewed.stage) == (True, "Dibekukan", "kelembagaan")
    assert (waiting(reviewed), promised(reviewed)) == ({}, {"kawasan": "henti"})
    assert Pause.objects.get(berkas=reviewed).with_parent
    assert waiting(year) == {"Siapkan kegiatan": "KABID_KP"}
    told = entries(reviewed)[-1]
    assert (told.action, told.data) == ("berkas.dibekukan", {"alasan": "SK Kumuh diubah."})


def test_nothing_moves_in_a_frozen_area(reviewed, staff, take) -> None:
    with pytest.raises(SipocError, match="induknya sedang dikembalikan"):
        take(staff.staf, reviewed, "lengkapi", REVIEWED, "Akta belum ada.")
    with pytest.raises(SipocError, match="dibekukan bersama induknya"):
        done(staff.staf, reviewed, "bkm", REVIEWED)
    with pytest.raises(SipocError, match="dibekukan bersama induknya"):
        change(actor=staff.staf, case=reviewed, title="Lain", amount=None, now=REVIEWED)
    with pytest.raises(SipocError, match="dibekukan bersama induknya"):
        pause(actor=staff.staf, case=reviewed, reason="Coba.", now=REVIEWED)


def test_going_on_unfreezes_them_with_the_time_they_had(reviewed, year, staff, take) -> None:
    take(staff.kabid_kp, year, "mulai", AGAIN)
    fresh = Berkas.objects.get(pk=reviewed.pk)
    assert (fresh.frozen, fresh.state) == (False, "Berjalan")
    assert len(waiting(reviewed)) == 3
    # 57 of 60 working days were left on 25 June; they go on from 29 June.
    assert promised(reviewed) == {"kawasan": "18-09 15.00"}
    assert actions(reviewed)[-1] == "berkas.dicairkan"
    done(staff.staf, reviewed, "bkm", AGAIN)


def test_an_area_that_stood_still_for_its_own_reason_stays_still(year, area, staff, take) -> None:
    one = area()
    pause(actor=staff.staf, case=one, reason="Banjir.", now=START)
    take(staff.kadis, year, "tinjau", REVIEWED, "SK Kumuh diubah.")
    take(staff.kabid_kp, year, "mulai", AGAIN)
    assert (promised(one), Berkas.objects.get(pk=one.pk).state) == ({"kawasan": "henti"}, "Dijeda")
    resume(actor=staff.staf, case=one, reason="Surut.", now=at("2026-06-30 09:00"))
    assert promised(one) == {"kawasan": "24-09 16.00"}


def test_an_area_with_the_village_does_not_lapse_while_the_year_is_reviewed(year, area, staff, take) -> None:
    one = area()
    take(staff.staf, one, "lengkapi", START, "Akta notaris belum ada.")
    take(staff.kadis, year, "tinjau", REVIEWED, "SK Kumuh diubah.")
    assert let_lapse(now=at("2026-12-01 09:00")) == 0
    assert stands(one) == "melengkapi"


def test_a_review_that_was_wrong_is_taken_back_for_the_areas_too(reviewed, year, staff) -> None:
    correct(actor=staff.kadis, case=year, reason="SK tidak jadi diubah.", now=at("2026-06-25 10:00"))
    assert (stands(year), Berkas.objects.get(pk=reviewed.pk).frozen) == ("pelaksanaan", False)
    assert promised(reviewed) == {"kawasan": "16-09 16.00"}
    assert len(waiting(reviewed)) == 3


def test_cancelling_the_year_ends_its_areas_with_the_same_reason(year, area, walk, staff, take) -> None:
    finished, standing = area(), area(title="Kawasan kedua")
    walk(finished)
    take(staff.kabid_kp, finished, "tutup", START)
    take(staff.kadis, year, "batal", REVIEWED, "Anggaran dialihkan.")
    assert (stands(year), stands(finished), stands(standing)) == ("BATAL", "SELESAI", "BATAL")
    assert (waiting(standing), promised(standing), voided(standing)) == ({}, {}, ["kawasan"])
    visit = StageVisit.objects.get(berkas=standing, left_at=REVIEWED)
    assert (visit.move, visit.reason, visit.left_by) == ("bersama-induk", "Anggaran dialihkan.", staff.kadis)
    told = entries(standing)[-1]
    assert told.action == "berkas.ditutup-bersama-induk"
    assert told.data["alasan"] == "Anggaran dialihkan."


def test_a_frozen_area_ends_with_its_year(reviewed, year, staff, take) -> None:
    take(staff.kadis, year, "batal", AGAIN, "Anggaran dialihkan.")
    closed = Berkas.objects.get(pk=reviewed.pk)
    assert (closed.outcome, closed.frozen, closed.paused_at) == ("BATAL", False, None)
    assert Pause.objects.get(berkas=reviewed).ended_at == AGAIN


def test_a_cancellation_that_was_wrong_brings_the_areas_back(year, area, staff, take) -> None:
    one = area()
    take(staff.kadis, year, "batal", REVIEWED, "Anggaran dialihkan.")
    correct(actor=staff.kadis, case=year, reason="Anggaran tetap.", now=at("2026-06-25 10:00"))
    assert (stands(year), stands(one)) == ("pelaksanaan", "kelembagaan")
    assert (len(waiting(one)), promised(one)) == (3, {"kawasan": "16-09 16.00"})


def test_no_area_is_opened_in_a_year_that_is_closed_or_of_another_kind(year, area, staff, open_at, take) -> None:
    one = area()
    take(staff.kadis, year, "batal", REVIEWED, "Anggaran dialihkan.")
    for wrong in (year, one, None):
        with pytest.raises(SipocError, match="induk"):
            open_at(staff.kabid_kp, SLUM, "kawasan", REVIEWED, parent=wrong)
