"""A complaint whose class changes on its way (`domain.md` §10.5), to its end and along its side roads."""

import pytest

from perkim.accounts.roles import Role
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.actions.timing import Rebase, rebase
from perkim.sipoc.exceptions import BlockedError, RefusedError, SipocError
from perkim.sipoc.models import Berkas, Relation, Tenggat
from tests.perkim.sipoc.paper.walking import (
    at,
    entries,
    kept,
    moment_in,
    promised,
    stands,
    voided,
    waiting,
    ways,
)
from tests.samples.complaint import COMPLAINTS


@pytest.fixture
def complaint(declare, staff, open_at) -> Berkas:
    """Received on Tuesday, 17 March, the last working day before the holidays."""
    declare(COMPLAINTS)
    return open_at(staff.fo, COMPLAINTS, "pengaduan", at("2026-03-17 10:00"), title="Bahan bangunan kurang")


def classify(staff, case: Berkas, chosen: str, moment: str, reason: str = "Telaah awal.") -> Tenggat:
    change = Rebase(key="tanggapan", chosen=chosen, reason=reason)
    return rebase(actor=staff.pej_aduan, case=case, change=change, now=at(moment))


def test_a_complaint_is_answered_and_followed_up(complaint, staff, take) -> None:
    case = complaint
    assert (case.number, promised(case)) == ("CADU-2026-0001", {"telaah": "25-03 16.00"})
    assert waiting(case) == {"Telaah pengaduan": "PEJ_ADUAN"}
    with pytest.raises(BlockedError, match="Golongan pengaduan belum dipilih"):
        take(staff.pej_aduan, case, "teruskan", at("2026-03-25 09:00"))
    classify(staff, case, "normatif", "2026-03-25 09:00")
    take(staff.pej_aduan, case, "teruskan", at("2026-03-25 09:00"))
    hand_over(actor=staff.sekdis, cases=[case], role=Role.STAF, to=staff.staf, now=at("2026-03-25 09:30"))
    take(staff.kadis, case, "teruskan", at("2026-03-25 09:30"))
    assert waiting(case) == {"Klarifikasi": "staf"}
    take(staff.staf, case, "laporkan", at("2026-03-27 09:00"))
    take(staff.pej_aduan, case, "kirim", at("2026-03-30 16:01"))
    assert (kept(case), promised(case)) == (["telaah", "tanggapan"], {})
    take(staff.pej_aduan, case, "selesai", at("2026-04-30 09:00"))
    assert (stands(case), waiting(case)) == ("SELESAI", {})
    assert ways(case) == ["teruskan", "teruskan", "laporkan", "kirim", "selesai"]


@pytest.mark.parametrize(
    ("chosen", "due"),
    [
        ("ringan", "26-03 16.00"),
        ("normatif", "31-03 16.00"),
        ("tidak berkadar", "14-04 16.00"),
        ("berkadar", "26-06 15.00"),
    ],
)
def test_each_class_counts_from_the_receipt(complaint, staff, chosen, due) -> None:
    classify(staff, complaint, chosen, "2026-03-25 09:00")
    assert promised(complaint) == {"telaah": "25-03 16.00", "tanggapan": due}


def test_a_class_that_changes_rebases_the_deadline_and_is_logged(complaint, staff, take) -> None:
    classify(staff, complaint, "normatif", "2026-03-25 09:00")
    take(staff.pej_aduan, complaint, "teruskan", at("2026-03-25 09:10"))
    hand_over(actor=staff.sekdis, cases=[complaint], role=Role.STAF, to=staff.staf, now=at("2026-03-25 09:30"))
    take(staff.sekdis, complaint, "teruskan", at("2026-03-25 09:30"))
    take(staff.staf, complaint, "telaah-ulang", at("2026-03-27 09:00"), "Ada dugaan pungutan.")
    assert promised(complaint) == {"tanggapan": "31-03 16.00", "telaah": "30-03 16.00"}
    classify(staff, complaint, "berkadar", "2026-03-27 10:00", "Ada dugaan pungutan.")
    assert promised(complaint)["tanggapan"] == "26-06 15.00"
    told = entries(complaint)[-1]
    assert told.action == "tenggat.dihitung-ulang"
    assert (moment_in(told, "sebelum"), moment_in(told, "sesudah")) == ("31-03 16.00", "26-06 15.00")
    assert (told.data["golongan"], told.data["alasan"]) == ("berkadar", "Ada dugaan pungutan.")
    tenggat = Tenggat.objects.get(berkas=complaint, key="tanggapan")
    assert (tenggat.first_promise, tenggat.chosen) == (at("2026-03-31 16:00"), "berkadar")


def test_a_lighter_class_may_make_it_late_at_once(complaint, staff) -> None:
    classify(staff, complaint, "berkadar", "2026-03-25 09:00")
    classify(staff, complaint, "ringan", "2026-03-30 09:00", "Ternyata ringan.")
    assert promised(complaint)["tanggapan"] == "26-03 16.00"
    assert Berkas.objects.late(at("2026-03-30 09:00")).get() == complaint


def test_a_class_that_nobody_declared_is_refused(complaint, staff) -> None:
    with pytest.raises(SipocError, match="Pilih salah satu golongan"):
        classify(staff, complaint, "berat", "2026-03-25 09:00")
    change = Rebase(key="telaah", chosen="ringan", reason="Coba.")
    with pytest.raises(SipocError, match="tidak mengenal golongan"):
        rebase(actor=staff.pej_aduan, case=complaint, change=change, now=at("2026-03-25 09:00"))


def test_who_does_not_review_does_not_choose_the_class(complaint, staff) -> None:
    change = Rebase(key="tanggapan", chosen="ringan", reason="Coba.")
    with pytest.raises(RefusedError):
        rebase(actor=staff.fo, case=complaint, change=change, now=at("2026-03-25 09:00"))


def test_it_is_answered_straight_from_the_review(complaint, staff, take) -> None:
    classify(staff, complaint, "ringan", "2026-03-17 11:00")
    take(staff.pej_aduan, complaint, "tanggapi", at("2026-03-17 11:00"))
    assert waiting(complaint) == {"Tanggapi pelapor": "PEJ_ADUAN"}


def test_what_is_no_complaint_is_closed_with_a_reason(complaint, staff, take) -> None:
    with pytest.raises(SipocError, match="Tulis alasan"):
        take(staff.pej_aduan, complaint, "tolak", at("2026-03-17 11:00"))
    take(staff.pej_aduan, complaint, "tolak", at("2026-03-17 11:00"), "Ucapan terima kasih.")
    assert (stands(complaint), kept(complaint)) == ("DITOLAK", ["telaah"])


def test_it_is_referred_to_the_inspectorate_which_alone_sees_what_follows(complaint, staff, take) -> None:
    classify(staff, complaint, "berkadar", "2026-03-17 11:00")
    take(staff.pej_aduan, complaint, "rujuk-apip", at("2026-03-17 11:00"), "Dugaan penyalahgunaan.")
    assert (stands(complaint), kept(complaint), voided(complaint)) == ("DIRUJUK", ["telaah"], ["tanggapan"])
    onward = Relation.objects.get(other=complaint).berkas
    assert (onward.process, waiting(onward)) == ("pemeriksaan", {"Periksa": "APIP"})
    assert Berkas.objects.visible_to(staff.apip).filter(pk=onward.pk).exists()
    for other in (staff.pej_aduan, staff.fo, staff.kadis, staff.sekdis, staff.staf):
        assert not Berkas.objects.visible_to(other).filter(pk=onward.pk).exists()
    take(staff.apip, onward, "selesai", at("2026-04-01 09:00"))
    assert stands(onward) == "SELESAI"
