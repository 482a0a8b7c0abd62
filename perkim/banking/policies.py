"""Who may record an account, confirm it, and see its whole number. Where nothing says yes, a sentence says why not."""

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.banking.requirements import AccountConfirmed, AccountRecorded, AccountsBelow
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import parts_of, works_as
from perkim.visits.policies import provider_refusal

# Who compares it with the savings book, orders the bank to pay, or checks either (`domain.md` §14).
READS_NUMBER = (Role.STAF, Role.BENDAHARA, Role.PPK, Role.VERIFIKATOR)
CLOSED = "Berkas ini sudah ditutup, jadi rekeningnya tidak berubah lagi."
FROZEN = "Berkas induknya sedang dikembalikan. Rekening dicatat setelah induknya berjalan lagi."


def record_refusal(user: User, case: Berkas) -> str:
    """Why this account may not record or replace the household's bank account now; empty if it may."""
    asked = AccountRecorded.find(case.declared)
    if asked is None or not case.is_open:
        return CLOSED
    if case.frozen:
        return FROZEN
    if case.stage not in asked.stages:
        return f"Rekening belum dicatat pada tahap {case.declared_stage.title.lower()}."
    if not works_as(user, case, [asked.recorded_by], parts_of(user, [case])):
        return f"Rekening dicatat oleh {str(asked.recorded_by.label).lower()} yang menangani berkas ini."
    return ""


def confirm_refusal(user: User, case: Berkas) -> str:
    """Why this account may not confirm that the bank account is active; empty if it may."""
    asked = AccountConfirmed.find(case.declared)
    if asked is None or not case.is_open:
        return CLOSED
    if case.frozen:
        return FROZEN
    if asked in case.declared_stage.requirements:
        return provider_refusal(user, case, asked)
    if case.stage not in asked.stages:
        return f"Rekening belum dipastikan pada tahap {case.declared_stage.title.lower()}."
    if not works_as(user, case, [asked.worked_by], parts_of(user, [case])):
        return f"Rekening dipastikan oleh {str(asked.worked_by.label).lower()} yang menangani berkas ini."
    return ""


def list_refusal(user: User, year: Berkas, asked: AccountsBelow) -> str:
    """Why this account may not bring the bank's list for this activity now; empty if it may. No query beyond the
    posts."""
    below = AccountRecorded.find(year.declared_programme.process(asked.process))
    if below is None or not year.is_open:
        return CLOSED
    if not any(
        post.role == below.recorded_by and post.serves(year.programme, str(year.region_id))
        for post in user.assignments_today
    ):
        return f"Daftar rekening diunggah oleh {str(below.recorded_by.label).lower()} dinas."
    return ""


def may_open_number(user: User, case: Berkas) -> bool:
    """Whether this account may see the whole number, with a reason. Two queries."""
    return works_as(user, case, READS_NUMBER, parts_of(user, [case]))
