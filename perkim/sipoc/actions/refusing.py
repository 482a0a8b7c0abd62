"""Saying no to what was entered: who checks tells what is wrong, who entered it is asked to mend it, and the check
waits until it was entered again. Sending the case back is not needed for that."""

from collections.abc import Sequence

from perkim.accounts.roles import Role
from perkim.sipoc import log
from perkim.sipoc.actions.step import Step
from perkim.sipoc.actions.tasks import open_wanted
from perkim.sipoc.announcements import announce_tugas
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.mending import MENDING, Check, being_mended
from perkim.sipoc.models import Tugas
from perkim.sipoc.terms import Reason
from perkim.sipoc.wanted import Wanted


def refuse_check(step: Step, check: Check, *, reason: str, what: str, mended_by: Role) -> list[Tugas]:
    """Ask the role that brought it to mend it. `what` begins with a small letter: what was checked. The rows that the
    check is about were written before; this saves the step.

    Raises SipocError without a reason, or while it waits to be mended already.
    """
    case = step.cases[0]
    if not reason.strip():
        raise SipocError("Pilih atau tulis apa yang keliru dan cara memperbaikinya.")
    if being_mended(case.as_queryset(), check):
        raise SipocError("Perbaikannya sudah diminta dan sedang ditunggu. Muat ulang halamannya.")
    waiting = Tugas.objects.filter(berkas=case, visit__left_at=None, key=check.key, done_at=None, dropped_at=None)
    waiting.update(done_at=step.now, done_by=step.actor, report=reason.strip())
    wanted = Wanted(f"{MENDING}{check.key}", f"Perbaiki {what}", mended_by)
    made = open_wanted(step, [(case.pk, wanted)], reason=reason.strip())
    step.record(log.REFUSED, lambda _: {"syarat": check.key, "alasan": reason.strip()})
    step.save()
    announce_tugas(step, made, "Perlu diperbaiki")
    return made


def note_mended(step: Step, checks: Sequence[Check]) -> None:
    """What one of these checks refused was brought again: it is done by who brought it. Called before the step is
    saved, so that the check is asked for again with it."""
    keys = [f"{MENDING}{each.key}" for each in checks]
    waiting = Tugas.objects.filter(berkas__any_of=step.ids, key__in=keys, done_at=None, dropped_at=None)
    waiting.update(done_at=step.now, done_by=step.actor, report="Sudah diisi lagi.")


def withdraw_refusal(step: Step, check: Check) -> None:
    """Who checks finds it right after all: nothing is to be mended any more. Called before the step is saved."""
    waiting = Tugas.objects.filter(berkas__any_of=step.ids, key=f"{MENDING}{check.key}", done_at=None, dropped_at=None)
    waiting.update(dropped_at=step.now, dropped_for=Reason.WITHDRAWN)
