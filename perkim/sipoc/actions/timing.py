"""Changing deadlines by decision: longer, of another class, stopped, going on. Each is logged with both dates."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from perkim.accounts.models import User
from perkim.audit.kinds import LogKind
from perkim.lib.rows import update_rows
from perkim.sipoc import clock, log
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.deadlines import COUNTED, OPEN, counted, start_clock, stop_clock
from perkim.sipoc.actions.step import Step
from perkim.sipoc.actions.visits import open_visits
from perkim.sipoc.amounts import amount, amounts_on, parameter_key
from perkim.sipoc.declarations import Deadline
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.instructions import moment_too_far
from perkim.sipoc.models import Berkas, Tenggat
from perkim.sipoc.policies import keeps_time, parts_of


@dataclass(frozen=True, kw_only=True)
class Rebase:
    """A deadline gets a class, another class, or another day to count from (`domain.md` §10.1, §10.5)."""

    key: str
    reason: str
    chosen: str = ""
    started: datetime | None = None


@transaction.atomic
def extend(*, actor: User, case: Berkas, key: str, reason: str, now: datetime) -> Tenggat:
    """Lengthen a deadline by what its declaration allows next, with a written reason (`domain.md` §10.4).

    Raises SipocError if it may not be extended (again), has passed, is stopped or not open; RefusedError for who does
    not work the case.
    """
    step = _may_change(actor, case, reason, now)
    deadline, tenggat = _declared(step.cases[0], key), _open(step, key)
    if tenggat.extended >= len(deadline.extensions):
        times = f"sudah diperpanjang {tenggat.extended} kali" if tenggat.extended else "tidak bisa diperpanjang"
        raise SipocError(f"Tenggat “{tenggat.title}” {times}. Selesaikan berkasnya atau minta petunjuk pimpinan.")
    if tenggat.stopped_at or tenggat.due_at < now:
        raise SipocError(f"Tenggat “{tenggat.title}” sudah lewat atau sedang dihentikan, jadi tidak bisa diperpanjang.")
    longer = deadline.extensions[tenggat.extended]
    tenggat.extended += 1
    tenggat.left += longer
    return _recount(step, tenggat, log.EXTENDED, {"tambahan": longer, "alasan": reason})


@transaction.atomic
def rebase(*, actor: User, case: Berkas, change: Rebase, now: datetime) -> Tenggat:
    """Choose the class of a deadline, or the moment it counts from. A deadline that waited for its class opens.

    Time already used stays used: the new length counts from the same start, less what stood still. Raises SipocError
    for a class that is not declared, and a start before the case was opened or too far ahead.
    """
    step = _may_change(actor, case, change.reason, now)
    case = step.cases[0]
    if change.started and (sentence := _start_fault(change.started, case, now)):
        raise SipocError(sentence)
    deadline = _declared(case, change.key)
    chosen = _class_of(deadline, change.chosen)
    key = parameter_key(case.programme, case.process, deadline.key)
    row, lengths = amounts_on([key], step.today)[key]
    tenggat = Tenggat.objects.filter(OPEN, berkas=case, key=deadline.key).first()
    if tenggat is None:
        if Tenggat.objects.filter(berkas=case, key=deadline.key, met_at__isnull=False).exists():
            raise SipocError(f"Tenggat “{deadline.title}” sudah dipenuhi, jadi tidak dihitung lagi.")
        return _open_by_class(step, deadline, change, amount(lengths, chosen, 1), row.pk)
    length = amount(lengths, chosen, tenggat.cycle)
    tenggat.left += length - tenggat.amount
    tenggat.amount, tenggat.chosen, tenggat.parameter = length, chosen, row
    if change.started:
        tenggat.counted_from, tenggat.left = change.started, length
    return _recount(step, tenggat, log.REBASED, {"golongan": chosen, "alasan": change.reason})


@transaction.atomic
def pause(*, actor: User, case: Berkas, reason: str, now: datetime) -> Berkas:
    """Stop the clock of a case for a reason outside the office's hands. Raises SipocError if it stands still."""
    step = _may_change(actor, case, reason, now)
    if step.cases[0].paused_at:
        raise SipocError("Waktu berkas ini sudah dihentikan. Lanjutkan dahulu sebelum menghentikannya lagi.")
    stop_clock(step, reason)
    return _finish(step, log.PAUSED, reason)


@transaction.atomic
def resume(*, actor: User, case: Berkas, reason: str, now: datetime) -> Berkas:
    """Let the clock go on with what was left of each deadline. Raises SipocError if it runs."""
    step = _may_change(actor, case, reason, now)
    if not step.cases[0].paused_at:
        raise SipocError("Waktu berkas ini sedang berjalan, jadi tidak perlu dilanjutkan.")
    start_clock(step)
    return _finish(step, log.RESUMED, reason)


def _may_change(actor: User, case: Berkas, reason: str, now: datetime) -> Step:
    step = step_on(actor, case, now)
    case = step.cases[0]
    if not keeps_time(actor, case, parts_of(actor, [case])):
        raise RefusedError({case.pk: ["Tenggat hanya diubah oleh petugas dinas yang menangani tahap ini."]})
    if not reason.strip():
        raise SipocError("Tulis alasan perubahan tenggat: alasan itu tercatat bersama tenggat lama dan baru.")
    return step


def _start_fault(started: datetime, case: Berkas, now: datetime) -> str:
    if started < case.opened_at:
        return "Tenggat tidak bisa dihitung dari waktu sebelum berkasnya dibuka. Periksa tanggalnya."
    return moment_too_far(started, now)


def _declared(case: Berkas, key: str) -> Deadline:
    for stage in case.declared.stages:
        for deadline in stage.deadlines:
            if deadline.key == key:
                return deadline
    raise SipocError("Tenggat itu tidak ada pada berkas ini. Muat ulang halamannya.")


def _class_of(deadline: Deadline, chosen: str) -> str:
    if deadline.classes and chosen not in deadline.classes:
        raise SipocError(f"Pilih salah satu golongan: {', '.join(deadline.classes)}.")
    if chosen and not deadline.classes:
        raise SipocError(f"Tenggat “{deadline.title}” tidak mengenal golongan.")
    return chosen


def _open(step: Step, key: str) -> Tenggat:
    tenggat = Tenggat.objects.filter(OPEN, berkas__any_of=step.ids, key=key).first()
    if tenggat is None:
        raise SipocError("Tenggat itu sudah dipenuhi atau belum mulai. Muat ulang halamannya.")
    return tenggat


def _open_by_class(step: Step, deadline: Deadline, change: Rebase, length: int, row: int) -> Tenggat:
    case = step.cases[0]
    visit = open_visits(step)[case.pk]
    stages = [stage.key for stage in case.declared.stages if deadline in stage.deadlines]
    tenggat = Tenggat.objects.create(
        berkas=case,
        visit=visit,
        key=deadline.key,
        title=deadline.title,
        until=deadline.until or stages[0],
        parameter_id=row,
        chosen=change.chosen,
        **counted(step, deadline, case, length, change.started),
    )
    _log(step, log.REBASED, tenggat, None, {"golongan": change.chosen, "alasan": change.reason})
    return tenggat


def _recount(step: Step, tenggat: Tenggat, kind: LogKind, data: dict[str, object]) -> Tenggat:
    before = tenggat.due_at
    if tenggat.stopped_at is None:
        tenggat.due_at = clock.due(step.calendar, tenggat.unit, tenggat.counted_from, tenggat.left)
    update_rows([tenggat], COUNTED)
    _log(step, kind, tenggat, before, data)
    return tenggat


def _log(step: Step, kind: LogKind, tenggat: Tenggat, before: datetime | None, data: dict[str, object]) -> None:
    step.refresh_due()
    step.record(kind, lambda case: {"tenggat": tenggat.key, "sebelum": before, "sesudah": tenggat.due_at, **data})
    step.save()


def _finish(step: Step, kind: LogKind, reason: str) -> Berkas:
    before = step.cases[0].earliest_due
    step.refresh_due()
    step.record(kind, lambda case: {"alasan": reason, "sebelum": before, "sesudah": case.earliest_due})
    step.save()
    return step.cases[0]
