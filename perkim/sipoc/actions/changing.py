"""What is said about a case rather than where it stands: title, amount, participants, relations and notes."""

from datetime import datetime

from django.db import transaction

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.sipoc import log
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.opening import Party
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Berkas, Note, Participant, Relation, Tugas
from perkim.sipoc.policies import may_see, parts_of, works_as
from perkim.sipoc.terms import Link

LONGEST_NOTE = 4_000


@transaction.atomic
def change(*, actor: User, case: Berkas, title: str, amount: int | None, now: datetime) -> Berkas:
    """Mend the title and the amount. Only for who works the stage in which the case stands."""
    step = _working(actor, case, now)
    case = step.cases[0]
    if not title.strip():
        raise SipocError("Judul berkas tidak boleh kosong.")
    if amount is not None and amount < 0:
        raise SipocError("Nilai tidak boleh kurang dari nol.")
    if case.declared.worth and amount != case.amount:
        raise SipocError("Nilai berkas ini dihitung portal menurut penetapannya, jadi tidak diubah di sini.")
    if case.declared.amount_fault and (sentence := case.declared.amount_fault(case, amount)):
        raise SipocError(sentence)
    before = {"judul": case.title, "nilai": case.amount}
    case.title, case.amount = title.strip(), amount
    step.record(log.CHANGED, lambda case: {"sebelum": before, "sesudah": {"judul": case.title, "nilai": case.amount}})
    step.save()
    return case


@transaction.atomic
def take_part(*, actor: User, case: Berkas, party: Party, now: datetime) -> Participant:
    """Let an account or a named party take part. Handing a case to a role's worker goes through `hand_over`."""
    step = _working(actor, case, now)
    if party.capacity in Role.values:
        raise SipocError("Petugas yang menangani berkas ditunjuk lewat penyerahan berkas.")
    if not party.is_one:
        raise SipocError("Sebut satu pihak: sebuah akun, sebuah nama, atau sebuah peran di wilayahnya.")
    made = party.on(step.cases[0], now)
    same = {"capacity": made.capacity, "user": made.user, "party": made.party, "role": made.role, "region": made.region}
    if Participant.objects.live().filter(berkas=step.cases[0], **same).exists():
        raise SipocError("Pihak itu sudah tercatat pada berkas ini.")
    made.save()
    _record_part(step, made, "ditambah")
    return made


@transaction.atomic
def leave_part(*, actor: User, participant: Participant, now: datetime) -> None:
    """End somebody's part; the row stays, with the day."""
    step = _working(actor, participant.berkas, now)
    if not Participant.objects.live().filter(pk=participant.pk).update(until=now):
        raise SipocError("Pihak itu sudah tidak terlibat pada berkas ini.")
    _record_part(step, participant, "diakhiri")


@transaction.atomic
def hide(*, actor: User, participant: Participant, now: datetime) -> None:
    """Hide who takes part from all but the roles that the process names; nothing shows the name any more."""
    step = _working(actor, participant.berkas, now)
    Participant.objects.filter(pk=participant.pk).update(hidden=True)
    participant.hidden = True
    _record_part(step, participant, "disembunyikan")


@transaction.atomic
def set_confidential(*, actor: User, case: Berkas, confidential: bool, reason: str, now: datetime) -> Berkas:
    """Close a case to all but the roles that the process names, or open it again, with its Tugas. Only for who knows
    confidential cases of this kind, so that nobody locks himself out; with a reason."""
    step = _working(actor, case, now)
    case = step.cases[0]
    if not works_as(actor, case, case.declared.confidential_to, parts_of(actor, [case])):
        raise RefusedError({case.pk: ["Kerahasiaan berkas hanya diubah oleh peran yang menangani berkas rahasia."]})
    if not reason.strip():
        raise SipocError("Tulis mengapa berkas ini dirahasiakan atau dibuka kembali.")
    case.confidential = confidential
    Tugas.objects.filter(berkas=case).update(confidential=confidential)
    step.record(log.CLASSIFIED, lambda case: {"rahasia": confidential, "alasan": reason.strip()})
    step.save()
    return case


@transaction.atomic
def relate(*, actor: User, case: Berkas, kind: Link, other: Berkas, now: datetime) -> Relation:
    """State that a case amends, replaces or doubles another that the actor may see as well."""
    step = _working(actor, case, now)
    if case.pk == other.pk or not may_see(actor, other):
        raise SipocError("Berkas lain itu tidak ditemukan. Periksa nomornya.")
    made, new = Relation.objects.get_or_create(
        berkas=step.cases[0], kind=kind, other=other, defaults={"made_by": actor, "made_at": now}
    )
    if new:
        step.record(log.RELATED, lambda case: {"hubungan": kind, "berkas": str(other.public_id)})
        step.save()
    return made


@transaction.atomic
def write_note(*, actor: User, case: Berkas, text: str, now: datetime) -> Note:
    """An internal note by anybody who sees the case, also when it is closed. It never changes where the case stands,
    so a decision that somebody is about to make stays valid."""
    if not may_see(actor, case):
        raise RefusedError({case.pk: ["Berkas ini tidak untuk Anda."]})
    if not text.strip():
        raise SipocError("Catatan masih kosong. Tulis isinya dahulu.")
    if len(text) > LONGEST_NOTE:
        raise SipocError(f"Catatan {len(text)} huruf, paling panjang {LONGEST_NOTE}. Ringkaskan atau bagi dua.")
    return Note.objects.create(berkas=case, text=text.strip(), by=actor, at=now)


@transaction.atomic
def withdraw_note(*, actor: User, note: Note, now: datetime) -> None:
    """Take back a note of one's own; it stays in the table, out of sight."""
    if not Note.objects.filter(pk=note.pk, by=actor, withdrawn_at=None).update(withdrawn_at=now):
        raise SipocError("Hanya catatan Anda sendiri yang bisa ditarik.")


def _working(actor: User, case: Berkas, now: datetime) -> Step:
    step = step_on(actor, case, now)
    locked = step.cases[0]
    roles = sorted(locked.declared.workers([locked.declared_stage]))
    if not works_as(actor, locked, roles, parts_of(actor, [locked])):
        raise RefusedError({locked.pk: ["Hanya petugas yang menangani tahap ini yang boleh mengubah berkas."]})
    return step


def _record_part(step: Step, part: Participant, change: str) -> None:
    """The log names the row, never the person: who is hidden stays so, and a name can be erased in one place."""
    step.record(
        log.PARTICIPANT,
        lambda case: {"perubahan": change, "sebagai": part.capacity, "pihak": part.pk, "tersembunyi": part.hidden},
    )
    step.save()
