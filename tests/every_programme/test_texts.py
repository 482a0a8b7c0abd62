"""What people read of a programme is there, ends as a sentence should, and nothing is left in English."""

import re

from django.core.management import call_command

from perkim.sipoc.declarations import Process, Programme
from perkim.sipoc.terms import MoveKind
from tests.every_programme.conftest import each_process

# Words of our code that have no business on a screen.
ENGLISH = re.compile(r"\b(the|and|stage|case|village|paper|deadline|household|of|is|to)\b", re.IGNORECASE)


@each_process
def test_every_stage_says_what_it_is(programme: Programme, process: Process) -> None:
    bare = [
        stage.key
        for stage in process.stages
        if not (stage.title and stage.activities and stage.supplier and stage.customer)
    ]
    assert not bare


@each_process
def test_a_stage_without_a_task_has_nothing_to_be_done_by_its_worker(programme: Programme, process: Process) -> None:
    """It only waits: for cases above or below, or for papers that are recorded when their day comes."""
    waiting = [stage for stage in process.stages if not stage.task]
    assert not [stage.key for stage in waiting if stage.deadlines]


@each_process
def test_every_way_says_before_the_decision_what_will_happen(programme: Programme, process: Process) -> None:
    moves = [(stage.key, move) for stage in process.stages for move in stage.moves]
    assert not [f"{stage}.{move.key}" for stage, move in moves if not move.title or not move.effect.endswith(".")]


@each_process
def test_every_prepared_reason_is_a_whole_sentence(programme: Programme, process: Process) -> None:
    reasons = [reason for stage in process.stages for move in stage.moves for reason in move.reasons]
    assert not [reason for reason in reasons if not re.fullmatch(r"[A-Z].{20,}\.", reason)]


@each_process
def test_whatever_is_sent_back_or_refused_has_prepared_reasons(programme: Programme, process: Process) -> None:
    moves = [move for stage in process.stages for move in stage.moves if move.needs_reason]
    assert not [move.key for move in moves if not move.reasons and move.kind is not MoveKind.EXPIRE]


@each_process
def test_the_screens_speak_indonesian(programme: Programme, process: Process) -> None:
    texts = [process.title, process.noun]
    for stage in process.stages:
        texts += [stage.title, stage.task, *stage.activities, *stage.supplier, *stage.customer]
        texts += [asked.title for asked in (*stage.requirements, *stage.printouts)]
        texts += [getattr(asked, "hint", "") for asked in (*stage.requirements, *stage.printouts)]
        texts += [words for deadline in stage.deadlines for words in (deadline.title, deadline.basis)]
        texts += [words for move in stage.moves for words in (move.title, move.effect, *move.reasons)]
    assert not [text for text in texts if ENGLISH.search(text)]


def test_the_declarations_pass_the_check() -> None:
    call_command("check", fail_level="WARNING")
