"""Cases below that go along with the one above, and drafts below it, which the one above does not freeze."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.regions.models import Region
from perkim.sipoc.actions.correcting import correct
from perkim.sipoc.actions.moving import Decision, move_many
from perkim.sipoc.actions.opening import NewCase, open_case, open_many
from perkim.sipoc.declarations import Carry, Programme
from perkim.sipoc.exceptions import BlockedError, SipocError
from perkim.sipoc.models import Berkas, StageVisit, Tugas
from tests.cast import SUMBERWULUH, employ
from tests.perkim.sipoc.conftest import MONDAY
from tests.perkim.sipoc.test_process_checks import faults  # noqa: F401 -- a fixture
from tests.samples.enclosures import ENCLOSURE, ENCLOSURES, LETTER, with_stamp
from tests.samples.office import take_move
from tests.samples.registering import register_for_test


def cast(monkeypatch, programme: Programme, letters: int = 1) -> SimpleNamespace:
    """A letter of a village with two enclosures."""
    register_for_test(monkeypatch, programme)
    since = MONDAY.date()
    people = {
        "operator": employ(Role.OPERATOR_DESA, starts=since),
        "kades": employ(Role.KADES, starts=since),
        "staf": employ(Role.STAF, starts=since),
    }
    place = [Region.objects.get(pk=SUMBERWULUH)]
    kinds = {process.key: process for process in programme.processes}
    common = {"actor": people["operator"], "programme": programme, "now": MONDAY}
    new = [NewCase(title=f"Surat {number}", regions=place) for number in range(letters)]
    made = open_many(process=kinds["surat"], new=new, **common)
    for letter in made:
        both = [NewCase(title=title, regions=place) for title in ("Peta", "Foto")]
        open_many(process=kinds["lampiran"], new=both, parent=letter, **common)
    return SimpleNamespace(letters=made, letter=made[0], place=place, kind=kinds["lampiran"], common=common, **people)


@pytest.fixture
def desk(db, monkeypatch) -> SimpleNamespace:
    return cast(monkeypatch, ENCLOSURES)


def below(desk) -> list[Berkas]:
    return list(Berkas.objects.filter(parent=desk.letter).order_by("id"))


def send(desk) -> None:
    take_move(desk.kades, Berkas.objects.get(pk=desk.letter.pk), "kirim")


def accept(desk) -> Berkas:
    send(desk)
    return take_move(desk.staf, Berkas.objects.get(pk=desk.letter.pk), "terima")


def test_drafts_below_stay_drafts_when_the_case_is_handed_in(desk) -> None:
    send(desk)
    assert {(each.stage, each.number) for each in below(desk)} == {("konsep", "")}


def test_accepting_takes_the_drafts_along_with_their_numbers(desk) -> None:
    accept(desk)
    assert [(each.stage, each.number) for each in below(desk)] == [
        ("berlaku", "CTM-2026-0001"),
        ("berlaku", "CTM-2026-0002"),
    ]
    assert Tugas.objects.filter(berkas__in=below(desk), title="Simpan lampiran", done_at=None).count() == 2


def test_what_went_along_says_so_in_its_own_history(desk) -> None:
    accept(desk)
    left = StageVisit.objects.filter(berkas__in=below(desk), left_at__isnull=False)
    assert {(visit.move, visit.left_by) for visit in left} == {("berlaku", desk.staf)}


def test_a_draft_that_was_thrown_away_does_not_come_along(desk) -> None:
    take_move(desk.operator, below(desk)[0], "buang", reason="Salah unggah.")
    accept(desk)
    assert [each.outcome for each in below(desk)] == ["DITOLAK", ""]


def test_the_case_stays_when_one_below_lacks_something(db, monkeypatch) -> None:
    desk = cast(monkeypatch, with_stamp())
    send(desk)
    with pytest.raises(BlockedError, match="Peta: Cap dinas belum dilaporkan"):
        take_move(desk.staf, Berkas.objects.get(pk=desk.letter.pk), "terima")
    assert Berkas.objects.get(pk=desk.letter.pk).stage == "periksa"


def test_sending_back_leaves_drafts_below_to_be_mended(desk) -> None:
    send(desk)
    take_move(desk.staf, Berkas.objects.get(pk=desk.letter.pk), "kembali", reason="Belum lengkap.")
    assert not any(each.frozen for each in below(desk))
    take_move(desk.operator, below(desk)[0], "buang", reason="Salah unggah.")


def test_further_drafts_may_be_opened_below_what_was_sent_back(desk) -> None:
    send(desk)
    take_move(desk.staf, Berkas.objects.get(pk=desk.letter.pk), "kembali", reason="Belum lengkap.")
    open_case(process=desk.kind, new=NewCase(title="Denah", regions=desk.place), parent=desk.letter, **desk.common)
    assert len(below(desk)) == 3


def test_refusing_ends_the_drafts_below_too(desk) -> None:
    send(desk)
    take_move(desk.staf, Berkas.objects.get(pk=desk.letter.pk), "tolak", reason="Tidak ada anggaran.")
    assert {each.outcome for each in below(desk)} == {"DITOLAK"}


def test_a_correction_brings_back_what_went_along(desk) -> None:
    letter = accept(desk)
    correct(actor=desk.staf, case=letter, reason="Salah tekan.", now=MONDAY + timedelta(hours=2))
    assert {each.stage for each in [*below(desk), Berkas.objects.get(pk=letter.pk)]} == {"konsep", "periksa"}
    again = take_move(desk.staf, Berkas.objects.get(pk=letter.pk), "terima")
    assert {each.number for each in below(desk)} == {"CTM-2026-0001", "CTM-2026-0002"}
    assert again.stage == "arsip"


def test_no_correction_once_somebody_worked_on_what_went_along(desk) -> None:
    letter = accept(desk)
    take_move(desk.staf, below(desk)[0], "selesai")
    with pytest.raises(SipocError, match="sudah ada yang dikerjakan"):
        correct(actor=desk.staf, case=letter, reason="Salah tekan.", now=MONDAY + timedelta(hours=2))
    assert Berkas.objects.get(pk=letter.pk).stage == "arsip"


def test_the_statements_do_not_grow_with_what_goes_along(db, monkeypatch) -> None:
    desk = cast(monkeypatch, ENCLOSURES, letters=12)
    kades_moves(desk)
    counts = []
    for part in (desk.letters[:1], desk.letters[1:]):
        fresh = list(Berkas.objects.filter(pk__in=[each.pk for each in part]))
        with CaptureQueriesContext(connection) as queries:
            decide(desk.staf, fresh, "terima")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def kades_moves(desk) -> None:
    decide(desk.kades, list(Berkas.objects.filter(pk__in=[each.pk for each in desk.letters])), "kirim")


def decide(actor, cases: list[Berkas], key: str) -> None:
    move_many(
        actor=User.objects.get(pk=actor.pk),
        cases=cases,
        decision=Decision(move=key, key=uuid4()),
        lock_versions={case.pk: case.lock_version for case in cases},
        now=MONDAY,
    )


@pytest.mark.parametrize(
    "carry",
    [
        Carry(process="tidak_ada", stage="konsep", move="berlaku"),
        Carry(process="lampiran", stage="tidak_ada", move="berlaku"),
        Carry(process="lampiran", stage="konsep", move="buang"),
    ],
)
def test_a_carry_that_leads_nowhere_is_noticed(faults, carry: Carry) -> None:  # noqa: F811
    draft, check, archive = LETTER.stages
    accept = replace(check.moves[0], carries=(carry,))
    letter = replace(LETTER, stages=(draft, replace(check, moves=(accept, *check.moves[1:])), archive))
    found = faults(letter, processes=(letter, ENCLOSURE))
    assert [error.id for error in found] == ["sipoc.E036"]
