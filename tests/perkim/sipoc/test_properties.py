"""Whatever sequence of actions is tried, by whomever and whenever: what always holds, holds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import Count, Min, Q
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from perkim.accounts.models import User
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.parameters.reading import office_calendar
from perkim.sipoc import clock
from perkim.sipoc.actions.assigning import Instruction, assign, report
from perkim.sipoc.actions.correcting import correct
from perkim.sipoc.actions.moving import Decision, move
from perkim.sipoc.actions.timing import extend, pause, resume
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas, Pause, StageVisit, Tenggat, Tugas
from tests.exhaustive import examples
from tests.perkim.sipoc.conftest import MONDAY
from tests.samples.office import ROLES, write_letters

ACTIONS = ("move", "move", "move", "report", "assign", "correct", "pause", "resume", "extend", "correct", "replay")


@dataclass(frozen=True)
class Try:
    """One thing somebody tries, some hours after the last: the rightful one if `who` is empty, and the n-th move out of
    the stage, or one that it does not have."""

    what: str
    who: str
    way: int
    reason: str
    hours: int


tries = st.builds(
    Try,
    what=st.sampled_from(ACTIONS),
    who=st.one_of(st.just(""), st.just(""), st.sampled_from(sorted(ROLES))),
    way=st.integers(0, 3),
    reason=st.sampled_from(("Lengkapi surat.", "Lengkapi surat.", "")),
    hours=st.one_of(st.integers(0, 5), st.integers(0, 60)),
)


@pytest.mark.exhaustive
@given(sequence=st.lists(tries, min_size=10, max_size=30))
@settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_of_actions_keeps_what_always_holds(office: SimpleNamespace, sequence: list[Try]) -> None:
    with transaction.atomic():
        case, now, sent = write_letters(office, 1)[0], MONDAY, []
        for each in sequence:
            now += timedelta(hours=each.hours, microseconds=1)
            before = snapshot()
            try:
                with transaction.atomic():
                    carry_out(office, case, each, now, sent)
                event(f"{each.what} done")
            except (SipocError, Tugas.DoesNotExist):
                assert snapshot() == before, f"{each} was refused and still changed something"
            holds(now)
        assert list(verify(kept_heads())) == []
        transaction.set_rollback(True)


def carry_out(office: SimpleNamespace, case: Berkas, each: Try, now: datetime, sent: list[tuple]) -> None:
    """The action through its own door, with everything read as a request would."""
    fresh = Berkas.objects.get(pk=case.pk)
    actor = User.objects.get(pk=getattr(office, each.who or rightful(fresh, each.what)).pk)
    if each.what == "move":
        decision = Decision(move=way_of(fresh, each.way), key=uuid4(), reason=each.reason)
        move(actor=actor, case=fresh, decision=decision, lock_version=fresh.lock_version, now=now)
        sent.append((actor, decision, fresh.lock_version))
    elif each.what == "replay" and sent:
        actor, decision, version = sent[-1]
        before = snapshot()
        move(actor=actor, case=fresh, decision=decision, lock_version=version, now=now)
        assert snapshot() == before, "a decision sent again changed something"
    elif each.what == "report":
        report(actor=actor, tugas=waiting_of(fresh), text="Sudah.", now=now)
    elif each.what == "assign":
        assign(actor=actor, case=fresh, instructions=[Instruction(title="Cek", person=office.tim)], now=now)
    else:
        timed: dict[str, Callable] = {"pause": pause, "resume": resume, "correct": correct}
        if each.what == "extend":
            extend(actor=actor, case=fresh, key="cek", reason=each.reason, now=now)
        elif each.what in timed:
            timed[each.what](actor=actor, case=fresh, reason=each.reason, now=now)


def way_of(case: Berkas, number: int) -> str:
    ways = [way.key for way in case.declared_stage.moves]
    return [*ways, "tidak-ada"][number % (len(ways) + 1)]


def rightful(case: Berkas, what: str) -> str:
    """Who may do this now, by the short name of the office."""
    if what == "report":
        return "tim"
    if what == "correct":
        last = case.visits.filter(left_by__isnull=False).order_by("-id").first()
        names = {role.lower().replace("_", "."): name for name, role in ROLES.items()}
        return names[last.left_by.username] if last else "staf"
    return next(name for name, role in ROLES.items() if role is case.declared_stage.worked_by)


def waiting_of(case: Berkas) -> Tugas:
    return Tugas.objects.waiting().filter(berkas=case).exclude(key="", given_by=None).order_by("id")[:1].get()


def snapshot() -> list:
    tables = (Berkas, StageVisit, Tugas, Tenggat, Pause)
    return [list(model.objects.order_by("pk").values()) for model in tables]


def holds(now: datetime) -> None:
    """What is true of every case at any time."""
    calendar = office_calendar(now.date())
    for case in Berkas.objects.annotate(open_visits=Count("visits", filter=Q(visits__left_at=None))):
        assert case.open_visits == (1 if case.is_open else 0)
        waiting = Tugas.objects.waiting().filter(berkas=case)
        running = Tenggat.objects.filter(berkas=case, met_at=None, voided_at=None, stopped_at=None)
        assert case.earliest_due == running.aggregate(Min("due_at"))["due_at__min"]
        assert set(waiting.filter(own_due=None).values_list("due_at", flat=True)) <= {case.earliest_due}
        assert bool(case.number) == bool(case.submitted_at)
        if case.is_open:
            assert case.visits.get(left_at=None).stage == case.stage
            assert waiting.filter(key="", given_by=None).count() == 1
            assert (case.paused_at is None) == (not Pause.objects.filter(berkas=case, ended_at=None).exists())
        else:
            assert not waiting.exists()
            assert not Tenggat.objects.filter(berkas=case, met_at=None, voided_at=None).exists()
        for tenggat in running:
            passed_before_a_pause = tenggat.due_at < now
            counted = clock.due(calendar, tenggat.unit, tenggat.counted_from, tenggat.left)
            assert tenggat.due_at == counted or passed_before_a_pause
