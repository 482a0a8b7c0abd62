"""Reporters who stay hidden, reporters without a name, and gratuity reports that exist for few (`domain.md` §10.5)."""

import json

import pytest

from perkim.audit.models import Entry, PersonalValue
from perkim.notices.models import Notice
from perkim.sipoc import scopes
from perkim.sipoc.actions.assigning import Instruction, assign
from perkim.sipoc.actions.changing import relate, write_note
from perkim.sipoc.actions.moving import Decision, move
from perkim.sipoc.actions.opening import Party
from perkim.sipoc.actions.timing import Rebase, rebase
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Berkas, Participant, Relation, Tugas
from perkim.sipoc.policies import may_see, parts_of, sees_hidden, shown_participants
from perkim.sipoc.terms import Link
from tests.cast import open_account
from tests.perkim.sipoc.paper.walking import at, stands, waiting, ways
from tests.samples.complaint import COMPLAINTS

RECEIVED = at("2026-06-22 09:00")
REPORTER = "Sutinah binti Rahmat"
UNINVOLVED = ["fo", "sekdis", "kadis", "staf", "apip", "kabid_prm", "admin", "tim_teknis"]


@pytest.fixture
def whistle(declare, staff, open_at) -> Berkas:
    """A complaint whose reporter, with an account of her own, is to be known to the complaints officer alone."""
    declare(COMPLAINTS)
    account = open_account("sutinah", REPORTER)
    reporters = [
        Party(capacity="pelapor", user=account, hidden=True),
        Party(capacity="saksi", party="Karto Wiryo", hidden=True),
        Party(capacity="terlapor", party="CV Maju"),
    ]
    return open_at(staff.pej_aduan, COMPLAINTS, "pengaduan", RECEIVED, title="Pungutan", parties=reporters)


def test_only_the_complaints_officer_is_shown_the_reporter(whistle, staff) -> None:
    assert [each.capacity for each in shown_participants(staff.pej_aduan, whistle)] == ["pelapor", "saksi", "terlapor"]
    for role in UNINVOLVED:
        assert not sees_hidden(getattr(staff, role), whistle)
        assert [each.capacity for each in shown_participants(getattr(staff, role), whistle)] == ["terlapor"]


def test_the_reporter_sees_her_own_part_and_her_case(whistle) -> None:
    reporter = Participant.objects.get(capacity="pelapor").user
    assert Berkas.objects.visible_to(reporter).get() == whistle
    assert [each.capacity for each in shown_participants(reporter, whistle)] == ["pelapor", "terlapor"]


def test_neither_log_nor_notice_nor_title_names_the_reporter(whistle, staff, take) -> None:
    reporter = Participant.objects.get(capacity="pelapor").user
    change = Rebase(key="tanggapan", chosen="berkadar", reason="Dugaan pungutan.")
    rebase(actor=staff.pej_aduan, case=whistle, change=change, now=RECEIVED)
    take(staff.pej_aduan, whistle, "teruskan", RECEIVED)
    told = json.dumps([[each.data, each.actor.name] for each in Entry.objects.filter(subject=whistle.subject)])
    told += json.dumps(list(PersonalValue.objects.filter(entry__subject=whistle.subject).values_list("values")))
    told += " ".join(Notice.objects.values_list("text", flat=True))
    told += " ".join(Tugas.objects.values_list("title", flat=True)) + whistle.title
    assert REPORTER not in told
    assert "Karto" not in told
    assert not Entry.objects.filter(subject=whistle.subject, actor=reporter).exists()
    assert reporter.pk not in whistle.visits.values_list("entered_by", flat=True)


def test_the_reporter_stays_hidden_when_the_case_is_referred(whistle, staff, take) -> None:
    change = Rebase(key="tanggapan", chosen="berkadar", reason="Dugaan pungutan.")
    rebase(actor=staff.pej_aduan, case=whistle, change=change, now=RECEIVED)
    take(staff.pej_aduan, whistle, "rujuk-apip", RECEIVED, "Dugaan penyalahgunaan wewenang.")
    onward = Relation.objects.get(other=whistle).berkas
    assert onward.participants.filter(hidden=True).count() == 2
    assert [each.capacity for each in shown_participants(staff.apip, onward)] == ["terlapor"]


def test_a_complaint_without_a_name_is_worked_like_any_other(declare, staff, open_at, take) -> None:
    declare(COMPLAINTS)
    case = open_at(staff.fo, COMPLAINTS, "pengaduan", RECEIVED, title="Lampu jalan mati")
    assert not Participant.objects.exists()
    change = Rebase(key="tanggapan", chosen="ringan", reason="Telaah awal.")
    rebase(actor=staff.pej_aduan, case=case, change=change, now=RECEIVED)
    for way in ("tanggapi", "kirim", "selesai"):
        take(staff.pej_aduan, case, way, RECEIVED)
    assert (stands(case), ways(case)) == ("SELESAI", ["tanggapi", "kirim", "selesai"])


# --- A gratuity report --------------------------------------------------------------------------------------------


@pytest.fixture
def gratuity(declare, staff, open_at) -> Berkas:
    declare(COMPLAINTS)
    return open_at(
        staff.pej_aduan, COMPLAINTS, "pengaduan", RECEIVED, title="Amplop untuk petugas survei", confidential=True
    )


@pytest.mark.parametrize("role", ["fo", "sekdis", "kadis", "staf", "kabid_prm", "admin", "operator_desa"])
def test_who_is_not_named_cannot_tell_that_it_exists(gratuity, staff, role) -> None:
    actor = getattr(staff, role)
    assert not Berkas.objects.visible_to(actor).exists()
    assert Berkas.objects.first_of(scopes.case_branches(actor), ("id",), 1) == []
    assert not may_see(actor, gratuity, parts_of(actor, [gratuity]))
    assert not Tugas.objects.for_user(actor).exists()
    assert Tugas.objects.waiting().first_of(scopes.tugas_branches(actor), ("ranked_due", "id"), 26) == []
    assert not Notice.objects.filter(recipient=actor).exists()


@pytest.mark.parametrize("role", ["pej_aduan", "apip"])
def test_the_named_roles_see_it(gratuity, staff, role) -> None:
    actor = getattr(staff, role)
    assert Berkas.objects.visible_to(actor).get() == gratuity
    assert Berkas.objects.first_of(scopes.case_branches(actor), ("ranked_due", "id"), 26) == [gratuity.pk]


def test_it_waits_for_the_complaints_officer_alone(gratuity, staff) -> None:
    assert Tugas.objects.for_user(staff.pej_aduan).get().title == "Telaah pengaduan"
    assert not Tugas.objects.for_user(staff.apip).exists()


def test_no_action_lets_a_stranger_find_it(gratuity, staff, open_at, take) -> None:
    own = open_at(staff.fo, COMPLAINTS, "informasi", RECEIVED)
    with pytest.raises(SipocError, match="tidak ditemukan"):
        relate(actor=staff.fo, case=own, kind=Link.DUPLICATE_OF, other=gratuity, now=RECEIVED)
    with pytest.raises(RefusedError, match="tidak untuk Anda"):
        write_note(actor=staff.kadis, case=gratuity, text="Apa ini?", now=RECEIVED)
    told = [Instruction(title="Telusuri", person=staff.staf)]
    with pytest.raises(RefusedError, match="tidak untuk Anda"):
        assign(actor=staff.kadis, case=gratuity, instructions=told, now=RECEIVED)
    with pytest.raises(RefusedError):
        take(staff.kadis, gratuity, "tolak", RECEIVED, "Bukan pengaduan.")


def test_a_message_about_it_tells_its_number_only(gratuity, staff) -> None:
    told = [Instruction(title="Periksa bersama", role=None, person=staff.apip)]
    assign(actor=staff.pej_aduan, case=gratuity, instructions=told, now=RECEIVED)
    assert Notice.objects.get(recipient=staff.apip).text == "Periksa bersama: CADU-2026-0001"


def test_who_is_instructed_to_help_sees_it_from_then_on(gratuity, staff) -> None:
    told = [Instruction(title="Siapkan data survei", person=staff.staf)]
    assign(actor=staff.pej_aduan, case=gratuity, instructions=told, now=RECEIVED)
    assert Berkas.objects.visible_to(staff.staf).get() == gratuity
    assert waiting(gratuity) == {"Telaah pengaduan": "PEJ_ADUAN", "Siapkan data survei": "staf"}


def test_what_follows_from_it_stays_confidential(gratuity, staff, take) -> None:
    change = Rebase(key="tanggapan", chosen="berkadar", reason="Gratifikasi.")
    rebase(actor=staff.pej_aduan, case=gratuity, change=change, now=RECEIVED)
    take(staff.pej_aduan, gratuity, "rujuk-apip", RECEIVED, "Gratifikasi.")
    onward = Relation.objects.get(other=gratuity).berkas
    assert onward.confidential
    assert Berkas.objects.visible_to(staff.apip).filter(pk=onward.pk).exists()
    assert take(staff.apip, onward, "selesai", RECEIVED).outcome == "SELESAI"


def test_a_move_by_somebody_who_may_not_see_it_says_no_more_than_the_declaration(gratuity, staff) -> None:
    decision = Decision(move="tolak", key="6f9a3b52-6d1e-4d08-9d0b-2d2a6f9c1e11", reason="Bukan pengaduan.")
    with pytest.raises(RefusedError) as refusal:
        move(actor=staff.kadis, case=gratuity, decision=decision, lock_version=gratuity.lock_version, now=RECEIVED)
    assert gratuity.title not in str(refusal.value)
