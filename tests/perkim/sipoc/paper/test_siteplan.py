"""A site-plan permit, TPK-00 to TPK-06, to its end and along its side roads (`domain.md` §7.1)."""

import pytest

from perkim.accounts.roles import Role
from perkim.sipoc.actions.changing import relate
from perkim.sipoc.actions.correcting import correct
from perkim.sipoc.exceptions import BlockedError, RefusedError, SipocError
from perkim.sipoc.models import Berkas, Relation, Tugas
from perkim.sipoc.terms import Link
from tests.cast import give
from tests.perkim.sipoc.paper.conftest import SINCE
from tests.perkim.sipoc.paper.walking import actions, at, done, kept, promised, stands, waiting, ways
from tests.samples.siteplan import SITEPLAN

SIGNERS = {"ttd-bappeda": "staf", "ttd-dputr": "staf", "ttd-dpkp": "kabid_prm", "ttd-kantah": "staf"}


@pytest.fixture
def application(declare, staff, open_at, take) -> Berkas:
    """Registered on Monday, 9 March."""
    declare(SITEPLAN)
    case = open_at(staff.fo, SITEPLAN, "izin", at("2026-03-09 09:00"), title="Griya Asri")
    return take(staff.fo, case, "daftar", at("2026-03-09 09:00"))


@pytest.fixture
def minuted(application, staff, take) -> Berkas:
    """Checked, met, visited; the minutes are to be written on 11 March."""
    case = application
    take(staff.staf, case, "lengkap", at("2026-03-10 09:00"))
    done(staff.staf, case, "rapat", at("2026-03-11 10:00"))
    done(staff.tim_teknis, case, "kunjungan", at("2026-03-11 14:00"))
    return take(staff.staf, case, "selesai", at("2026-03-11 15:00"))


@pytest.fixture
def signing(minuted, staff, take) -> Berkas:
    """The drawing is to be signed from 12 March on."""
    done(staff.tim_teknis, minuted, "ba", at("2026-03-12 09:00"))
    return take(staff.tim_teknis, minuted, "sesuai", at("2026-03-12 09:00"))


def sign(staff, case: Berkas, *keys: str, moment: str = "2026-03-12 10:00") -> None:
    for key in keys:
        done(getattr(staff, SIGNERS[key]), case, key, at(moment), "Ir. Sugeng, NIP 197001011995031001, 12-3-2026")


def unsigned(case: Berkas) -> set[str]:
    return set(Tugas.objects.waiting().filter(berkas=case, key__in=SIGNERS).values_list("key", flat=True))


def test_a_permit_is_issued(signing, staff, take) -> None:
    case = signing
    assert promised(case) == {"layanan": "30-03 16.00", "ttd": "16-03 16.00"}
    sign(staff, case, *SIGNERS)
    take(staff.staf, case, "lengkap", at("2026-03-13 09:00"))
    assert waiting(case) == {"Tanda tangani rekomendasi": "KADIS"}
    take(staff.kadis, case, "setuju", at("2026-03-16 09:00"))
    assert waiting(case) == {"Serahkan izin": "FO"}
    closed = take(staff.fo, case, "serahkan", at("2026-03-17 09:00"))
    assert (closed.outcome, waiting(case), promised(case)) == ("SELESAI", {}, {})
    assert kept(case) == ["cek", "layanan", "rapat", "ba", "ttd", "serah"]
    assert ways(case) == ["daftar", "lengkap", "selesai", "sesuai", "lengkap", "setuju", "serahkan"]
    assert actions(case).count("tugas.dilaporkan") == 7


def test_each_stage_promises_its_own_days_beside_the_whole(application, staff, take) -> None:
    case = application
    assert promised(case) == {"cek": "10-03 16.00", "layanan": "30-03 16.00"}
    take(staff.staf, case, "lengkap", at("2026-03-10 09:00"))
    assert promised(case) == {"layanan": "30-03 16.00", "rapat": "17-03 16.00"}
    done(staff.tim_teknis, case, "kunjungan", at("2026-03-11 14:00"))
    done(staff.staf, case, "rapat", at("2026-03-12 14:00"))
    take(staff.staf, case, "selesai", at("2026-03-12 15:00"))
    assert promised(case) == {"layanan": "30-03 16.00", "ba": "16-03 16.00"}


def test_meeting_and_visit_go_side_by_side(application, staff, take) -> None:
    case = application
    take(staff.staf, case, "lengkap", at("2026-03-10 09:00"))
    assert waiting(case) == {
        "Siapkan rapat dan kunjungan": "STAF",
        "Rapat tim": "STAF",
        "Kunjungan lapangan": "TIM_TEKNIS",
    }
    done(staff.tim_teknis, case, "kunjungan", at("2026-03-11 14:00"))
    with pytest.raises(BlockedError, match="Rapat tim belum dilaporkan selesai oleh staf bidang"):
        take(staff.staf, case, "selesai", at("2026-03-11 15:00"))
    with pytest.raises(RefusedError, match="petugas lain"):
        done(staff.fo, case, "rapat", at("2026-03-11 15:00"))


def test_without_a_quorum_meeting_and_visit_are_held_again(application, staff, take) -> None:
    case = application
    take(staff.staf, case, "lengkap", at("2026-03-10 09:00"))
    done(staff.tim_teknis, case, "kunjungan", at("2026-03-11 14:00"))
    take(staff.staf, case, "jadwal-ulang", at("2026-03-11 15:00"), "Kantor Pertanahan tidak hadir.")
    assert set(waiting(case)) == {"Siapkan rapat dan kunjungan", "Rapat tim", "Kunjungan lapangan"}
    assert promised(case) == {"layanan": "30-03 16.00", "rapat": "25-03 16.00"}


@pytest.mark.parametrize("first", range(4))
def test_the_four_sign_in_any_order_and_all_are_needed(signing, staff, take, first) -> None:
    for key in [*SIGNERS, *SIGNERS][first + 4 : first : -1]:
        with pytest.raises(BlockedError, match="Tanda tangan"):
            take(staff.staf, signing, "lengkap", at("2026-03-12 10:00"))
        sign(staff, signing, key)
    assert take(staff.staf, signing, "lengkap", at("2026-03-12 11:00")).stage == "rekomendasi"


def test_a_signer_returns_it_with_a_note_and_all_signatures_are_void(signing, staff, take) -> None:
    sign(staff, signing, "ttd-bappeda", "ttd-dputr", "ttd-dpkp")
    take(staff.kabid_prm, signing, "catatan", at("2026-03-12 11:00"), "Jalan 6 m, di berita acara 7 m.")
    assert (stands(signing), waiting(signing)) == (
        "ba",
        {"Susun berita acara": "TIM_TEKNIS", "Berita acara": "TIM_TEKNIS"},
    )
    done(staff.tim_teknis, signing, "ba", at("2026-03-12 13:00"))
    take(staff.tim_teknis, signing, "sesuai", at("2026-03-12 13:00"))
    assert unsigned(signing) == set(SIGNERS)
    sign(staff, signing, "ttd-kantah")
    with pytest.raises(BlockedError) as blocked:
        take(staff.staf, signing, "lengkap", at("2026-03-12 14:00"))
    assert len(blocked.value.blockers[signing.pk]) == 3


def test_a_drawing_replaced_after_three_signatures_voids_them(signing, staff, take) -> None:
    sign(staff, signing, "ttd-bappeda", "ttd-dputr", "ttd-kantah")
    take(staff.staf, signing, "ganti-gambar", at("2026-03-13 09:00"), "Versi 2 gambar.")
    assert (stands(signing), unsigned(signing)) == ("ttd", set(SIGNERS))
    sign(staff, signing, "ttd-dpkp")
    with pytest.raises(BlockedError):
        take(staff.staf, signing, "lengkap", at("2026-03-13 10:00"))
    sign(staff, signing, "ttd-bappeda", "ttd-dputr", "ttd-kantah")
    assert take(staff.staf, signing, "lengkap", at("2026-03-13 11:00")).stage == "rekomendasi"


def test_the_head_returns_the_recommendation(signing, staff, take) -> None:
    sign(staff, signing, *SIGNERS)
    take(staff.staf, signing, "lengkap", at("2026-03-12 11:00"))
    take(staff.kadis, signing, "catatan", at("2026-03-12 12:00"), "Kesimpulan belum jelas.")
    done(staff.tim_teknis, signing, "ba", at("2026-03-12 13:00"))
    take(staff.tim_teknis, signing, "sesuai", at("2026-03-12 13:00"))
    assert unsigned(signing) == set(SIGNERS)


def test_it_is_refused_by_the_team_or_by_the_head(minuted, staff, take) -> None:
    with pytest.raises(SipocError, match="Tulis alasan"):
        take(staff.tim_teknis, minuted, "tolak", at("2026-03-12 09:00"))
    closed = take(staff.tim_teknis, minuted, "tolak", at("2026-03-12 09:00"), "Lahan sawah dilindungi.")
    assert (closed.outcome, kept(minuted)) == ("DITOLAK", ["cek", "layanan", "rapat", "ba"])


def test_the_head_refuses_it(signing, staff, take) -> None:
    sign(staff, signing, *SIGNERS)
    take(staff.staf, signing, "lengkap", at("2026-03-12 11:00"))
    assert take(staff.kadis, signing, "tolak", at("2026-03-12 12:00"), "Tidak sesuai RDTR.").outcome == "DITOLAK"


def test_the_applicant_withdraws(application, staff, take) -> None:
    take(staff.fo, application, "tarik", at("2026-03-10 09:00"), "Proyek dibatalkan pemohon.")
    assert (stands(application), waiting(application), promised(application)) == ("BATAL", {}, {})
    with pytest.raises(SipocError, match="sudah ditutup"):
        take(staff.staf, application, "lengkap", at("2026-03-10 10:00"))


def test_who_registered_it_does_not_check_it(application, staff, take) -> None:
    give(staff.fo, Role.STAF, starts=SINCE)
    with pytest.raises(RefusedError, match="harus oleh petugas lain"):
        take(staff.fo, application, "lengkap", at("2026-03-10 09:00"))


def test_a_wrong_return_is_taken_back_with_the_clock(application, staff, take) -> None:
    take(staff.staf, application, "kembali", at("2026-03-10 09:00"), "Sertifikat belum ada.")
    correct(actor=staff.staf, case=application, reason="Sertifikat ada di map lain.", now=at("2026-03-10 09:30"))
    assert (stands(application), waiting(application)) == ("cek", {"Periksa kelengkapan": "STAF"})
    assert promised(application) == {"cek": "10-03 16.00", "layanan": "30-03 16.00"}
    assert Berkas.objects.get().state == "Berjalan"


# --- A change of the plan after the permit ------------------------------------------------------------------------


def test_an_amendment_is_a_case_of_its_own_and_the_permit_stays(signing, staff, open_at, take) -> None:
    sign(staff, signing, *SIGNERS)
    take(staff.staf, signing, "lengkap", at("2026-03-12 11:00"))
    take(staff.kadis, signing, "setuju", at("2026-03-12 12:00"))
    take(staff.fo, signing, "serahkan", at("2026-03-12 13:00"))
    amendment = open_at(staff.fo, SITEPLAN, "izin", at("2026-08-03 09:00"), title="Griya Asri, perubahan")
    for _ in range(2):
        relate(actor=staff.fo, case=amendment, kind=Link.AMENDS, other=signing, now=at("2026-08-03 09:05"))
    relation = Relation.objects.get()
    assert (relation.berkas, relation.other, relation.kind) == (amendment, signing, "MENGUBAH")
    assert actions(amendment).count("berkas.hubungan") == 1
    assert stands(signing) == "SELESAI"
    with pytest.raises(SipocError, match="tidak ditemukan"):
        relate(actor=staff.fo, case=amendment, kind=Link.AMENDS, other=amendment, now=at("2026-08-03 09:05"))
