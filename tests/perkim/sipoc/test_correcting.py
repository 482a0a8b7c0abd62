"""A mover takes back an own wrong move within a day, while nobody has acted on it."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection

from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.sipoc.actions.assigning import Instruction, assign, report
from perkim.sipoc.actions.correcting import correct
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas, StageVisit, Tenggat, Tugas
from tests.perkim.sipoc.conftest import MONDAY
from tests.samples.office import report_visit

HOUR = timedelta(hours=1)


def state(case: Berkas) -> dict:
    """What the case, its open Tugas and its open deadlines look like, without the versions that only grow."""
    case = Berkas.objects.get(pk=case.pk)
    return {
        "case": [case.stage, case.outcome, case.returned, case.paused_at, case.earliest_due, case.closed_at],
        "tugas": list(Tugas.objects.waiting().filter(berkas=case).order_by("id").values("key", "title", "due_at")),
        "tenggat": list(
            Tenggat.objects.filter(berkas=case, met_at=None, voided_at=None).order_by("id").values("key", "due_at")
        ),
        "visit": [visit.stage for visit in StageVisit.objects.filter(berkas=case, left_at=None)],
    }


@pytest.mark.parametrize(
    ("who", "way", "reason"), [("staf", "terima", ""), ("staf", "kembali", "Salah."), ("staf", "tolak", "Salah.")]
)
def test_it_puts_everything_back(office, letter, take, who: str, way: str, reason: str) -> None:
    case = take(office.operator, letter(), "kirim")
    report_visit(office, case)
    before, actor = state(case), getattr(office, who)
    take(actor, case, way, reason=reason)
    assert state(case) != before
    correct(actor=actor, case=case, reason="Salah tekan.", now=MONDAY)
    assert state(case) == before
    assert list(verify(kept_heads())) == []


def test_it_may_be_moved_again_afterwards(office, letter, take) -> None:
    case = take(office.operator, letter(), "kirim")
    report_visit(office, case)
    take(office.staf, case, "tolak", reason="Salah.")
    correct(actor=office.staf, case=case, reason="Salah tekan.", now=MONDAY + HOUR)
    case = take(office.staf, case, "terima", at=MONDAY + 2 * HOUR)
    assert (case.stage, case.visits.filter(corrected=False).count()) == ("putus", 3)


def test_a_number_that_was_given_stays(office, letter, take) -> None:
    case = take(office.operator, letter(), "kirim")
    case = correct(actor=office.operator, case=case, reason="Belum lengkap.", now=MONDAY)
    assert (case.stage, case.number) == ("draf", "CT-2026-0001")
    assert take(office.operator, case, "kirim").number == "CT-2026-0001"


def test_a_restarted_clock_is_put_back(office, letter, take) -> None:
    case = take(office.operator, letter(), "kirim")
    report_visit(office, case)
    case = take(office.staf, case, "terima")
    before = state(case)
    take(office.kabid, case, "ulang", reason="Kurang.", at=MONDAY + timedelta(days=2))
    correct(actor=office.kabid, case=case, reason="Salah tekan.", now=MONDAY + timedelta(days=2, hours=1))
    assert state(case) == before


@pytest.mark.parametrize(("who", "hours"), [("kabid", 1), ("operator", 25)])
def test_neither_somebody_elses_move_nor_one_of_long_ago(office, letter, take, who: str, hours: int) -> None:
    case = take(office.operator, letter(), "kirim")
    with pytest.raises(SipocError, match="tidak bisa dikoreksi"):
        correct(actor=getattr(office, who), case=case, reason="Salah.", now=MONDAY + hours * HOUR)


def test_not_once_somebody_has_acted_on_it(office, letter, take) -> None:
    case = take(office.operator, letter(), "kirim")
    report(actor=office.tim, tugas=Tugas.objects.get(key="kunjungan"), text="Sudah.", now=MONDAY)
    with pytest.raises(SipocError, match="tidak bisa dikoreksi"):
        correct(actor=office.operator, case=case, reason="Salah.", now=MONDAY)


def test_not_without_a_reason_and_not_twice(office, letter, take) -> None:
    case = take(office.operator, letter(), "kirim")
    with pytest.raises(SipocError, match="Tulis mengapa"):
        correct(actor=office.operator, case=case, reason=" ", now=MONDAY)
    correct(actor=office.operator, case=case, reason="Salah.", now=MONDAY)
    with pytest.raises(SipocError, match="tidak bisa dikoreksi"):
        correct(actor=office.operator, case=case, reason="Salah.", now=MONDAY)


def test_two_moves_of_the_same_microsecond_are_distinguished(office, letter, take) -> None:
    """Each of them ended a deadline and a Tugas in that moment; only what the last one ended comes back."""
    case = take(office.operator, letter(), "kirim")
    report_visit(office, case)
    case = take(office.staf, case, "terima")
    take(office.kabid, case, "ulang", reason="Kurang.")
    report_visit(office, case)
    take(office.staf, case, "terima")
    before = state(case)
    take(office.kabid, case, "ulang", reason="Kurang.")
    correct(actor=office.kabid, case=case, reason="Salah tekan.", now=MONDAY)
    assert state(case) == before
    first, last = StageVisit.objects.filter(berkas=case, stage="putus").order_by("id")
    assert (first.move, last.move, last.left_move) == ("ulang", "", None)


def test_an_instruction_that_the_end_of_the_case_dropped_waits_again(office, letter, take) -> None:
    """It was given in an earlier stage, and outlived it."""
    case = take(office.operator, letter(), "kirim")
    told = Instruction(title="Ukur jalannya", person=office.tim)
    assign(actor=office.staf, case=case, instructions=[told], now=MONDAY)
    report_visit(office, case)
    case = take(office.staf, Berkas.objects.get(pk=case.pk), "terima")
    take(office.kabid, case, "setuju")
    assert not Tugas.objects.waiting().filter(berkas=case).exists()
    correct(actor=office.kabid, case=case, reason="Salah tekan.", now=MONDAY)
    assert Tugas.objects.waiting().filter(berkas=case, title="Ukur jalannya").count() == 1


def test_moves_of_before_are_known_by_the_moment_of_their_stay(office, letter, take) -> None:
    """What stood in the database when moves got their ids can be taken back as before."""
    case = take(office.operator, letter(), "kirim")
    report_visit(office, case)
    before = state(case)
    take(office.staf, case, "tolak", reason="Salah.", at=MONDAY + HOUR)
    StageVisit.objects.update(left_move=None)
    Tugas.objects.update(closed_move=None)
    Tenggat.objects.update(ended_move=None)
    for step in import_module("perkim.sipoc.migrations.0006_ids_of_moves").Migration.operations[1:]:
        with connection.cursor() as cursor:
            cursor.execute(step.sql)
    correct(actor=office.staf, case=case, reason="Salah tekan.", now=MONDAY + HOUR)
    assert state(case) == before
