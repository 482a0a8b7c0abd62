"""Promises 1 to 3 of the stage model under real concurrency: commits, locks and connections as in production."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from perkim.accounts.models import User
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.sipoc.actions.assigning import report
from perkim.sipoc.actions.moving import Decision, move, move_many
from perkim.sipoc.exceptions import BlockedError, SipocError, StaleError
from perkim.sipoc.models import Berkas, StageVisit, Tugas
from tests.races import at_once
from tests.samples.office import MONDAY, open_office, report_visit, take_move, write_letters


@pytest.fixture
def busy_office(fresh_database, monkeypatch) -> SimpleNamespace:
    return open_office(monkeypatch)


def decide(actor: User, case: Berkas, way: str, *, version: int, key=None, reason: str = ""):
    """A request of its own: it reads everything itself and knows the version that its page showed."""

    def run() -> Berkas:
        fresh, user = Berkas.objects.get(pk=case.pk), User.objects.get(pk=actor.pk)
        decision = Decision(move=way, key=key or uuid4(), reason=reason)
        return move(actor=user, case=fresh, decision=decision, lock_version=version, now=MONDAY)

    return run


def test_a_form_sent_twice_at_once_moves_the_case_once(busy_office) -> None:
    case = write_letters(busy_office, 1)[0]
    send = decide(busy_office.operator, case, "kirim", version=case.lock_version, key=uuid4())
    answers = at_once(*[send] * 6)
    assert {answer.number for answer in answers} == {"CT-2026-0001"}
    assert StageVisit.objects.filter(berkas=case).count() == 2


def test_of_two_officers_at_once_one_decides_and_the_other_is_informed(busy_office) -> None:
    case = take_move(busy_office.operator, write_letters(busy_office, 1)[0], "kirim")
    report_visit(busy_office, case)
    case.refresh_from_db()
    answers = at_once(
        decide(busy_office.staf, case, "terima", version=case.lock_version),
        decide(busy_office.staf, case, "tolak", version=case.lock_version, reason="Bukan wewenang."),
    )
    refused = [answer for answer in answers if isinstance(answer, SipocError)]
    assert len(refused) == 1
    assert "sudah berubah" in str(refused[0]) or "sudah ditutup" in str(refused[0])
    assert StageVisit.objects.filter(berkas=case, stage="periksa", left_at__isnull=False).count() == 1


def test_numbers_given_at_once_follow_each_other(busy_office) -> None:
    cases = write_letters(busy_office, 8)
    at_once(*[decide(busy_office.operator, case, "kirim", version=case.lock_version) for case in cases])
    numbers = Berkas.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [f"CT-2026-{number:04d}" for number in range(1, 9)]


def test_a_report_and_the_move_that_waits_for_it_never_cross(busy_office) -> None:
    """Either the report came first and the case went on, or the move was blocked; never on without the report."""
    for case in write_letters(busy_office, 4):
        sent = take_move(busy_office.operator, case, "kirim")
        tugas = Tugas.objects.get(berkas=case, key="kunjungan")

        def tell(tugas=tugas) -> Tugas:
            return report(actor=User.objects.get(pk=busy_office.tim.pk), tugas=tugas, text="", now=MONDAY)

        told, moved = at_once(tell, decide(busy_office.staf, sent, "terima", version=sent.lock_version))
        case.refresh_from_db()
        assert isinstance(told, Tugas) or case.stage == "periksa"
        assert isinstance(moved, StaleError | BlockedError) == (case.stage == "periksa")


def test_many_and_one_at_once_wait_for_each_other_without_a_deadlock(busy_office) -> None:
    cases = write_letters(busy_office, 40)
    versions = {case.pk: case.lock_version for case in cases}

    def send_all(chosen) -> list[Berkas]:
        decision = Decision(move="kirim", key=uuid4())
        actor = User.objects.get(pk=busy_office.operator.pk)
        return move_many(actor=actor, cases=chosen, decision=decision, lock_versions=versions, now=MONDAY)

    answers = at_once(
        lambda: send_all(cases),
        lambda: send_all(cases[::-1]),
        lambda: send_all(cases[10:30]),
        decide(busy_office.operator, cases[20], "kirim", version=versions[cases[20].pk]),
    )
    # All or nothing: whoever came first took its whole set, and none of the others took a part of theirs.
    assert sum(not isinstance(answer, SipocError) for answer in answers) >= 1
    assert StageVisit.objects.filter(stage="periksa").count() == Berkas.objects.filter(stage="periksa").count()
    assert list(verify(kept_heads())) == []
