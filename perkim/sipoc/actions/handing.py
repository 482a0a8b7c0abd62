"""Handing cases to the person who works them, in the roles that see and work only their own."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import Role
from perkim.lib.text import full_stop, within_sentence
from perkim.sipoc import log
from perkim.sipoc.actions.locking import lock
from perkim.sipoc.actions.step import Step
from perkim.sipoc.actions.tasks import open_tugas
from perkim.sipoc.actions.visits import open_visits
from perkim.sipoc.announcements import announce_tugas
from perkim.sipoc.exceptions import BlockedError, RefusedError, SipocError
from perkim.sipoc.handing_rules import handing_refusals
from perkim.sipoc.models import Berkas, Participant, Tugas
from perkim.sipoc.policies import parts_of, works_as
from perkim.sipoc.terms import Reason


@transaction.atomic
def hand_over(*, actor: User, cases: Sequence[Berkas], role: Role, to: User, now: datetime) -> list[Berkas]:
    """Hand cases to the person who will work them in a role that works only its own cases; or from one to another.

    All or none, in a number of statements that does not grow. Raises RefusedError for who does not hand them out,
    SipocError if the person does not hold the role for the programme and area, or the role is not handed out;
    BlockedError where a registered rule says no to this person.
    """
    locked = lock([case.pk for case in cases])
    step = Step(actor=actor, now=now, cases=locked)
    if len({(case.programme, case.process, case.stage) for case in locked}) != 1 or not locked[0].is_open:
        raise SipocError(
            "Serahkan berkas yang berada di satu tahap dan belum ditutup. Saring daftarnya, lalu pilih lagi."
        )
    process = locked[0].declared
    if role not in process.own_roles:
        raise SipocError(f"{role.label} tidak menangani berkas ini sendiri-sendiri.")
    parts = parts_of(actor, locked)
    giver = process.own_roles[role]
    if refused := [case.pk for case in locked if not works_as(actor, case, [giver], parts)]:
        sentence = f"Berkas ini dibagikan oleh {within_sentence(giver.label)} wilayahnya."
        raise RefusedError({pk: [sentence] for pk in refused})
    _check_holder(step, role, to)
    if unfit := handing_refusals(role, to, locked):
        raise BlockedError(unfit)
    live = Participant.objects.live().filter(berkas__any_of=step.ids, capacity=role)
    kept = set(live.filter(user=to).values_list("berkas", flat=True))
    live.exclude(user=to).update(until=now)
    Participant.objects.bulk_create(
        [Participant(berkas=case, capacity=role, user=to, since=now) for case in locked if case.pk not in kept]
    )
    visits = open_visits(step)
    waiting = Tugas.objects.filter(berkas__any_of=step.ids, done_at=None, dropped_at=None)
    waiting.filter(hands_out=True, role=giver).update(done_at=now, done_by=actor)
    waiting.filter(role=role, given_by=None).update(dropped_at=now, dropped_for=Reason.HANDED_OVER)
    # What a check refused waits on, for who has the case now.
    waiting.filter(role=role, given_by__isnull=False, person__isnull=False).update(person=to)
    made = open_tugas(step, process, locked[0].declared_stage, visits, only=role)
    step.refresh_due()
    step.record(log.HANDED_OVER, lambda case: {"peran": role, "kepada": to.pk})
    step.save()
    announce_tugas(step, made, "Penyerahan berkas")
    return locked


def _check_holder(step: Step, role: Role, person: User) -> None:
    held = list(Assignment.objects.in_force(step.today).filter(user=person, role=role, user__is_active=True))
    for case in step.cases:
        if not any(assignment.serves(case.programme, str(case.region_id)) for assignment in held):
            raise SipocError(
                f"{person.name} tidak bertugas sebagai {within_sentence(role.label)} untuk wilayah {full_stop(case)}"
            )
