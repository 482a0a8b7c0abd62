"""Giving instructions to people (disposisi) with their parts and reports, and reporting what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.sipoc import log
from perkim.sipoc.actions.locking import lock
from perkim.sipoc.actions.step import Step
from perkim.sipoc.actions.visits import open_visits
from perkim.sipoc.announcements import announce_tugas
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.instructions import (
    AT_HOME,
    MOST_INSTRUCTIONS,
    TOO_MANY,
    due_fault,
    is_at_desk,
    is_queue_of,
    own_villages,
)
from perkim.sipoc.models import Berkas, Participant, StageVisit, Tugas
from perkim.sipoc.models.parties import INSTRUCTED
from perkim.sipoc.policies import may_be_instructed, may_do, may_see, parts_of, segregated, works_as
from perkim.sipoc.terms import Reason


@dataclass(frozen=True, kw_only=True)
class Instruction:
    """What somebody is told to do about a case: a person, or whoever holds a role for the case's area."""

    title: str
    text: str = ""
    person: User | None = None
    role: Role | None = None
    due: datetime | None = None


@transaction.atomic
def assign(
    *, actor: User, case: Berkas, instructions: Sequence[Instruction], now: datetime, part_of: Tugas | None = None
) -> list[Tugas]:
    """Disposisi: give one or several instructions about a case, each as a Tugas. Under a Tugas of one's own they are
    its parts, and it waits for them. Persons told so may see the case from then on.

    Raises RefusedError for who does not work the case, and for a village that tells others than its own desk;
    SipocError for a closed or frozen case, too many told at once, an instruction to nobody, to an account without a
    role for such cases, or a due moment that is past or too far ahead.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    if part_of is not None:
        part_of = Tugas.objects.select_for_update().select_related("berkas").get(pk=part_of.pk, berkas=case)
        if not part_of.is_waiting or not may_do(actor, part_of):
            raise RefusedError(
                {case.pk: ["Tugas ini bukan milik Anda atau sudah selesai, jadi tidak bisa dibagi lagi."]}
            )
    elif not works_as(actor, case, sorted(case.declared.workers()), parts_of(actor, [case])):
        raise RefusedError({case.pk: ["Disposisi diberikan oleh petugas atau pejabat yang menangani berkas ini."]})
    _check_all(actor, case, instructions, now)
    visit = open_visits(step)[case.pk]
    made = Tugas.objects.bulk_create([_instructed(step, visit, each, part_of) for each in instructions])
    _let_see(step, [each.person for each in instructions if each.person])
    step.refresh_due()
    step.record(log.ASSIGNED, lambda case: {"perintah": [_log_data(each) for each in instructions]})
    step.save()
    announce_tugas(step, made, "Disposisi")
    return made


@transaction.atomic
def report(*, actor: User, tugas: Tugas, text: str, now: datetime) -> Tugas:
    """Report a Tugas done. The stage's own Tugas is done by moving the case, and a Tugas with parts when they are done.

    Raises RefusedError for who it is not for, SipocError if it waits no longer, its parts wait, or nothing is reported
    about an instruction.
    """
    step = step_on(actor, tugas.berkas, now)
    case = step.cases[0]
    tugas = Tugas.objects.select_for_update().get(pk=tugas.pk)
    tugas.berkas = case
    if not may_do(actor, tugas):
        raise RefusedError({case.pk: ["Tugas ini untuk petugas lain."]})
    if not tugas.is_waiting:
        raise SipocError("Tugas ini sudah selesai atau sudah tidak diperlukan. Muat ulang halamannya.")
    _check_reportable(case, tugas, text)
    finish(step, tugas, text.strip())
    step.save()
    return tugas


def finish(step: Step, tugas: Tugas, text: str) -> None:
    """Note a Tugas of this step's case as done by who acts. Raises RefusedError if he worked another part of the case;
    the step is saved by who asks for this."""
    case = step.cases[0]
    if tugas.key and segregated(step.actor, case.declared_stage, [case]):
        raise RefusedError(
            {case.pk: ["Anda mengerjakan bagian lain berkas ini, jadi tugas ini harus oleh petugas lain."]}
        )
    tugas.done_at, tugas.done_by, tugas.report = step.now, step.actor, text
    tugas.save(update_fields=["done_at", "done_by", "report"])
    step.record(log.REPORTED, lambda case: {"tugas": tugas.pk, "syarat": tugas.key, "judul": tugas.title})


def mark_seen(*, actor: User, case: Berkas, now: datetime) -> int:
    """Note when somebody first opened a case in which a Tugas waits for him in person or in a queue of his roles;
    returns how many. Nothing is logged: looking is no decision."""
    mine = Tugas.objects.filter(berkas=case, seen_at=None).for_user(actor)
    return Tugas.objects.filter(pk__in=mine.values("pk")).update(seen_at=now)


@transaction.atomic
def withdraw(*, actor: User, tugas: Tugas, now: datetime) -> Tugas:
    """Take back an instruction of one's own that nobody has done yet, with its parts."""
    step = step_on(actor, tugas.berkas, now)
    tugas = Tugas.objects.select_for_update().get(pk=tugas.pk)
    if tugas.given_by_id != actor.pk or not tugas.is_waiting:
        raise SipocError("Hanya perintah Anda sendiri yang belum dikerjakan yang bisa ditarik kembali.")
    Tugas.objects.filter(parent=tugas, done_at=None, dropped_at=None).update(
        dropped_at=now, dropped_for=Reason.WITHDRAWN
    )
    tugas.dropped_at, tugas.dropped_for = now, Reason.WITHDRAWN
    tugas.save(update_fields=["dropped_at", "dropped_for"])
    step.record(log.WITHDRAWN, lambda case: {"tugas": tugas.pk, "judul": tugas.title})
    step.save()
    return tugas


def step_on(actor: User, case: Berkas, now: datetime) -> Step:
    """The case locked, seen by the actor, and able to be worked on."""
    locked = lock([case.pk])
    if not locked or not may_see(actor, locked[0]):
        raise RefusedError({case.pk: ["Berkas ini tidak untuk Anda."]})
    if not locked[0].is_open or locked[0].frozen:
        raise SipocError("Berkas ini sudah ditutup atau sedang dibekukan bersama induknya.")
    return Step(actor=actor, now=max(now, locked[0].paused_at or now), cases=locked)


def _instructed(step: Step, visit: StageVisit, instruction: Instruction, part_of: Tugas | None) -> Tugas:
    case = step.cases[0]
    return Tugas(
        berkas=case,
        visit=visit,
        title=instruction.title,
        instruction=instruction.text,
        programme=case.programme,
        process=case.process,
        role=instruction.role or "",
        person=instruction.person,
        region_id=case.region_id,
        confidential=case.confidential,
        parent=part_of,
        given_by=step.actor,
        opened_at=step.now,
        own_due=instruction.due,
    )


def _check_all(actor: User, case: Berkas, instructions: Sequence[Instruction], now: datetime) -> None:
    if len(instructions) > MOST_INSTRUCTIONS:
        raise SipocError(TOO_MANY)
    villages = own_villages(actor, case.programme)
    for each in instructions:
        if villages is not None and not _is_at_home(each, case, villages):
            raise RefusedError({case.pk: [AT_HOME]})
        _check(each, case, now)
        if each.role and each.role in case.declared.own_roles:
            raise SipocError(f"{each.role.label} bekerja sendiri-sendiri. Pilih orangnya.")


def _is_at_home(instruction: Instruction, case: Berkas, villages: Sequence[str]) -> bool:
    if instruction.person:
        return is_at_desk(instruction.person, villages, case.programme)
    return instruction.role is not None and is_queue_of(instruction.role, case, villages)


def _check(instruction: Instruction, case: Berkas, now: datetime) -> None:
    if (instruction.person is None) == (instruction.role is None):
        raise SipocError("Pilih siapa yang menerima perintah: satu orang, atau satu peran.")
    if not instruction.title.strip():
        raise SipocError("Tulis apa yang harus dikerjakan.")
    if instruction.person and not may_be_instructed(instruction.person, case):
        raise SipocError(f"{instruction.person.name} tidak sedang bertugas untuk berkas ini. Pilih petugas lain.")
    if instruction.due and (sentence := due_fault(instruction.due, now)):
        raise SipocError(sentence)


def _log_data(instruction: Instruction) -> dict[str, object]:
    return {
        "judul": instruction.title,
        "kepada": instruction.person.pk if instruction.person else instruction.role,
        "tenggat": instruction.due,
    }


def _let_see(step: Step, persons: Sequence[User]) -> None:
    """Who is told to do something about a case may see it."""
    case = step.cases[0]
    Participant.objects.bulk_create(
        [
            Participant(berkas=case, capacity=INSTRUCTED, user=person, since=step.now)
            for person in dict.fromkeys(persons)
        ],
        ignore_conflicts=True,
    )


def _check_reportable(case: Berkas, tugas: Tugas, text: str) -> None:
    if tugas.is_done_by_deciding or tugas.hands_out:
        raise SipocError("Tugas ini selesai dengan putusan atau penyerahan pada berkasnya, bukan dengan laporan.")
    here = case.as_queryset()
    if any(each.page and each.missing(here) for each in case.declared_stage.requirements if each.key == tugas.key):
        raise SipocError(f"“{tugas.title}” belum dicatat. Buka syarat itu pada berkasnya dan catat di sana.")
    if tugas.given_by_id and not text.strip():
        raise SipocError("Tulis laporan singkat: apa yang sudah dikerjakan dan hasilnya.")
    if tugas.has_open_parts:
        raise SipocError(
            "Masih ada bagian tugas ini yang belum selesai. Tunggu laporannya atau tarik kembali bagian itu."
        )
