"""What is asked for beside moves: the Tugas of a requirement that names its worker, done when nothing is missing, asked
again when something is; and a second person who finds right what the first one entered."""

from collections.abc import Sequence
from dataclasses import replace

from perkim.accounts.models import User
from perkim.lib.one_look import one_look
from perkim.lib.text import full_stop
from perkim.sipoc.actions.assigning import finish
from perkim.sipoc.actions.step import Step
from perkim.sipoc.actions.tasks import open_tugas
from perkim.sipoc.actions.visits import open_visits
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.policies import may_do
from perkim.sipoc.terms import Reason


def settle(step: Step, requirement: Requirement, *, text: str = "") -> None:
    """Report the waiting Tugas of this requirement done, if it is met now; a colleague's is needed no longer, one
    that was given out in parts waits for them. Called after the step was saved: that has called upon whoever is next,
    and a Tugas done changes nothing about that."""
    case = step.cases[0]
    waiting = Tugas.objects.waiting().filter(berkas=case, visit__left_at=None, key=requirement.key).first()
    if waiting is None or requirement.missing(case.as_queryset()):
        return
    waiting.berkas = case
    if may_do(step.actor, waiting):
        if not waiting.has_open_parts:
            finish(step, waiting, text)
            step.save(call=False)
        return
    waiting.dropped_at, waiting.dropped_for = step.now, Reason.MET
    waiting.save(update_fields=["dropped_at", "dropped_for"])


def ask_again(step: Step, requirement: Requirement) -> list[Tugas]:
    """A new Tugas for this requirement alone, if none waits; the one that was done stays done. Requirements of
    `requested_later` are left to the step itself."""
    return _ask(step, _unasked(step, [requirement]))


def ask_for_what_lacks_again(step: Step) -> list[Tugas]:
    """New Tugas for requirements that others had met in this stage and that are not met any more, for example because
    a paper that was checked has been replaced."""
    here = Berkas.objects.with_ids(step.ids)
    unasked = _unasked(step, step.cases[0].declared_stage.requirements)
    with one_look():
        lacking = [each for each in unasked if each.missing(here)]
    return _ask(step, lacking)


def _unasked(step: Step, requirements: Sequence[Requirement]) -> list[Requirement]:
    """Those that somebody works, but for which no Tugas waits. One query."""
    case = step.cases[0]
    by_turn = case.declared_stage.requested_later
    mine = [each for each in requirements if each.worked_by and each not in by_turn]
    waiting = Tugas.objects.filter(berkas=case, visit__left_at=None, done_at=None, dropped_at=None)
    keys = set(waiting.filter(key__in=[each.key for each in mine]).values_list("key", flat=True)) if mine else ()
    return [each for each in mine if each.key not in keys]


def _ask(step: Step, requirements: Sequence[Requirement]) -> list[Tugas]:
    if not requirements:
        return []
    case = step.cases[0]
    these = replace(case.declared_stage, task="", inputs=tuple(requirements), outputs=())
    return open_tugas(step, case.declared, these, open_visits(step))


def checked_already(step: Step, *, by: User | None, entered_by: int | None, what: str, mine: str) -> bool:
    """Whether the actor has confirmed this before; then there is nothing to do. Nobody checks his own work.

    `by` is who confirmed it, if that still counts; `entered_by` is the account that entered it. `what` begins the
    sentence about a colleague's check, `mine` is the one about one's own entry. Raises SipocError if a colleague has
    confirmed it already, RefusedError for whoever entered it.
    """
    if by is not None:
        if by.pk == step.actor.pk:
            return True
        raise SipocError(f"{what} {full_stop(by.name)} Muat ulang halamannya.")
    if entered_by == step.actor.pk:
        raise RefusedError({step.cases[0].pk: [mine]})
    return False
