"""Who may record an account, confirm it, and see its whole number. Where nothing says yes, a sentence says why not."""

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.banking.requirements import AccountConfirmed, AccountRecorded, AccountsBelow
from perkim.lib.text import within_sentence
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import parts_of, works_as
from perkim.visits.policies import provider_refusal

# Who compares it with the savings book, orders the bank to pay, or checks either (`domain.md` §14).
READS_NUMBER = (Role.STAF, Role.BENDAHARA, Role.PPK, Role.VERIFIKATOR)
CLOSED = "Berkas ini sudah ditutup, jadi rekeningnya tidak berubah lagi."
FROZEN = "Berkas induknya sedang dikembalikan. Rekening dicatat setelah induknya berjalan lagi."


def record_refusal(user: User, case: Berkas) -> str:
    """Why this account may not record or replace the household's bank account now; empty if it may."""
    requirement = AccountRecorded.find(case.declared)
    if requirement is None or not case.is_open:
        return CLOSED
    if case.frozen:
        return FROZEN
    if case.stage not in requirement.stages:
        return f"Rekening belum dicatat pada tahap {within_sentence(case.declared_stage.title)}."
    if not works_as(user, case, [requirement.recorded_by], parts_of(user, [case])):
        return f"Rekening dicatat oleh {within_sentence(requirement.recorded_by.label)} yang menangani berkas ini."
    return ""


def confirm_refusal(user: User, case: Berkas) -> str:
    """Why this account may not confirm that the bank account is active; empty if it may."""
    requirement = AccountConfirmed.find(case.declared)
    if requirement is None or not case.is_open:
        return CLOSED
    if case.frozen:
        return FROZEN
    if requirement in case.declared_stage.requirements:
        return provider_refusal(user, case, requirement)
    if case.stage not in requirement.stages:
        return f"Rekening belum dipastikan pada tahap {within_sentence(case.declared_stage.title)}."
    if not works_as(user, case, [requirement.worked_by], parts_of(user, [case])):
        return f"Rekening dipastikan oleh {within_sentence(requirement.worked_by.label)} yang menangani berkas ini."
    return ""


def list_refusal(user: User, year: Berkas, requirement: AccountsBelow) -> str:
    """Why this account may not bring the bank's list for this activity now; empty if it may. No query beyond the
    posts."""
    below = AccountRecorded.find(year.declared_programme.process(requirement.process))
    if below is None or not year.is_open:
        return CLOSED
    if not any(
        post.role == below.recorded_by and post.serves(year.programme, str(year.region_id))
        for post in user.assignments_today
    ):
        return f"Daftar rekening diunggah oleh {within_sentence(below.recorded_by.label)} dinas."
    return ""


def may_open_number(user: User, case: Berkas) -> bool:
    """Whether this account may see the whole number, with a reason. Two queries."""
    return works_as(user, case, READS_NUMBER, parts_of(user, [case]))
