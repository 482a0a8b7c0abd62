"""Who may book what, and when. Where nothing says yes, a sentence says why not."""

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.funds.requirements import Paid, Transferred
from perkim.funds.terms import EntryKind
from perkim.lib.text import within_sentence
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import parts_of, works_as
from perkim.visits.policies import provider_refusal


def transfer_refusal(user: User, case: Berkas, requirement: Transferred) -> str:
    """Why this account may not book the filling of the account now; empty if it may."""
    if requirement in case.declared_stage.requirements:
        return provider_refusal(user, case, requirement)
    if not case.is_open or case.frozen or case.stage not in requirement.stages:
        return f"{requirement.title} tidak dibukukan pada tahap {within_sentence(case.declared_stage.title)}."
    return _treasurer(user, case, requirement)


def return_refusal(user: User, case: Berkas) -> str:
    """Why this account may not book that the rest goes back to the treasury; empty if it may."""
    requirement = Transferred.find(case.declared)
    if requirement is None or not case.is_open or case.frozen:
        return "Sisa dana hanya dibukukan kembali selama berkas berjalan."
    return _treasurer(user, case, requirement)


def correction_refusal(user: User, case: Berkas, kind: str, term: int | None) -> str:
    """Why this account may not take back an entry now; empty if it may. A payment is taken back in its own stage only:
    later, others rest on it."""
    requirement = Transferred.find(case.declared)
    if requirement is None or not case.is_open or case.frozen:
        return "Pembukuan hanya dikoreksi selama berkas berjalan."
    if kind in (EntryKind.MATERIAL, EntryKind.WAGES):
        here = Paid.find(case.declared_stage)
        if here is None or here.term != term:
            return "Tahap pencairan ini sudah lewat. Kembalikan berkas ke tahap itu dahulu."
    return _treasurer(user, case, requirement)


def _treasurer(user: User, case: Berkas, requirement: Transferred) -> str:
    role = requirement.worked_by or Role.BENDAHARA
    if works_as(user, case, [role], parts_of(user, [case])):
        return ""
    return f"Dana dibukukan oleh {within_sentence(role.label)} yang menangani berkas ini."
