"""A village's proposal: its operator writes it, its head sends it; the clock stands still while the village has it."""

from datetime import timedelta

import pytest

from perkim.accounts.roles import Role
from perkim.sipoc.actions.lapsing import let_lapse, send_reminders
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Berkas, Tenggat
from perkim.sipoc.registry import process
from tests.every_programme.walker import Walker
from tests.rtlh.walks import above, reach, sentences, take

USULAN = process("rtlh", "usulan")


def test_the_operator_writes_it_but_the_head_of_the_village_sends_it(walker: Walker) -> None:
    draft = reach(walker, "draf", kind="usulan")
    walker.fulfil(draft, USULAN.stage("draf").move("kirim"))
    with pytest.raises(RefusedError, match="Kepala desa"):
        take(walker, draft, "kirim", by=Role.OPERATOR_DESA)
    sent = take(walker, draft, "kirim", by=Role.KADES)
    assert sent.number.startswith("RTLH-2026-")
    assert sent.receipt


def test_it_comes_back_with_its_number_and_the_clock_of_the_office_stands_still(walker: Walker) -> None:
    before = reach(walker, "pemeriksaan", kind="usulan")
    back = take(walker, before, "kembali")
    assert (back.stage, back.state, back.number) == ("draf", "Dikembalikan", before.number)
    assert back.paused_at
    running = Tenggat.objects.filter(berkas=back, met_at=None, voided_at=None, stopped_at=None)
    assert [(each.key, each.amount) for each in running] == [("pengiriman", 30)]
    again = take(walker, back, "kirim")
    assert (again.number, again.paused_at) == (before.number, None)


def test_a_draft_that_is_never_sent_lapses_after_a_reminder(walker: Walker) -> None:
    draft = reach(walker, "draf", kind="usulan")
    assert send_reminders(now=walker.now + timedelta(days=21)) == 1
    assert let_lapse(now=walker.now + timedelta(days=59)) == 0
    assert let_lapse(now=walker.now + timedelta(days=70)) == 1
    assert Berkas.objects.get(pk=draft.pk).outcome == "KEDALUWARSA"


@pytest.mark.parametrize("stage", ["pemeriksaan", "verifikasi"])
def test_the_village_may_take_it_back_with_all_households_below(walker: Walker, stage: str) -> None:
    proposal = reach(walker, stage, kind="usulan")
    house = walker.open(process("rtlh", "penerima"), parent=proposal)
    assert take(walker, proposal, "tarik").outcome == "BATAL"
    assert Berkas.objects.get(pk=house.pk).outcome == "BATAL"


def test_the_village_cannot_take_it_back_once_it_is_verified() -> None:
    assert "tarik" not in [way.key for way in USULAN.stage("pelaksanaan").moves]


def test_verification_waits_for_every_survey(walker: Walker) -> None:
    proposal = reach(walker, "verifikasi", kind="usulan")
    assert sentences(proposal, "sahkan")[0] == "Survei calon penerima: 1 dari 1 berkas belum selesai."
    reach(walker, "layak", parent=proposal)
    walker.open(process("rtlh", "penerima"), parent=proposal)
    assert sentences(proposal, "sahkan")[0] == "Survei calon penerima: 2 dari 3 berkas belum selesai."


def test_it_does_not_end_while_a_house_is_still_built(walker: Walker) -> None:
    house = reach(walker, "pengerjaan_1")
    proposal = above(house, "usulan")
    assert "Masih ada berkas di bawahnya yang belum selesai." in sentences(proposal, "selesai")


def test_without_anybody_in_the_quota_it_is_closed_without_papers_of_a_meeting(walker: Walker) -> None:
    proposal = reach(walker, "pelaksanaan", kind="usulan")
    assert take(walker, proposal, "tanpa_penerima").outcome == "DITOLAK"
    assert not Berkas.objects.open().filter(parent=proposal).exists()


def test_nothing_more_is_recorded_in_a_proposal_taken_back(walker: Walker) -> None:
    proposal = take(walker, reach(walker, "pemeriksaan", kind="usulan"), "tarik")
    with pytest.raises(SipocError, match="sudah ditutup"):
        take(walker, proposal, "kembali", by=Role.STAF)
