"""The Tugas of a requirement that names its worker: done when nothing is missing, asked again when something is."""

from dataclasses import replace

from perkim.sipoc.actions.assigning import report
from perkim.sipoc.actions.step import Step
from perkim.sipoc.actions.tasks import open_tugas
from perkim.sipoc.actions.visits import open_visits
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.models import Berkas, Tugas


def settle(step: Step, asked: Requirement) -> None:
    """Report the waiting Tugas of this requirement done, if it is met now. Called after the step was saved."""
    case = step.cases[0]
    waiting = Tugas.objects.waiting().filter(berkas=case, visit__left_at=None, key=asked.key).first()
    if waiting and not asked.missing(Berkas.objects.filter(pk=case.pk)):
        report(actor=step.actor, tugas=waiting, text="", now=step.now)


def ask_again(step: Step, asked: Requirement) -> list[Tugas]:
    """A new Tugas for this requirement alone, if none waits; the one that was done stays done."""
    case = step.cases[0]
    visits = open_visits(step)
    if asked.worked_by is None or visits[case.pk].tugas.filter(key=asked.key, done_at=None, dropped_at=None).exists():
        return []
    only_this = replace(case.declared_stage, task="", inputs=(asked,), outputs=())
    return open_tugas(step, case.declared, only_this, visits)
