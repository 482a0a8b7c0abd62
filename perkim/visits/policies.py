"""Who may record a visit, send photos and look at them. Where nothing says yes, a sentence says why not."""

from collections.abc import Sequence

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.lib.text import within_sentence
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import parts_of, segregated, works_as
from perkim.visits.requirements import PhotosTaken


def provider_refusal(user: User, case: Berkas, requirement: Requirement) -> str:
    """Why this account may not provide this now; empty if it may. Five queries at most."""
    if sentence := _not_now(case, requirement):
        return sentence
    stage = case.declared_stage
    role = requirement.worked_by or stage.worked_by
    if not works_as(user, case, [role], parts_of(user, [case])):
        return f"{requirement.title} diisi oleh {within_sentence(role.label)} yang menangani berkas ini."
    if segregated(user, stage, [case]):
        return "Anda mengerjakan bagian lain berkas ini, jadi bagian ini harus oleh petugas lain."
    return ""


def checker_refusal(user: User, case: Berkas, requirement: PhotosTaken) -> str:
    """Why this account may neither accept nor send back photos now; empty if it may. Three queries at most."""
    if sentence := _not_now(case, requirement):
        return sentence
    if not works_as(user, case, requirement.checked_by, parts_of(user, [case])):
        return f"Foto diperiksa oleh {_either(requirement.checked_by)} untuk wilayah berkas ini."
    return ""


def _not_now(case: Berkas, requirement: Requirement) -> str:
    stage = case.declared_stage
    if not case.is_open:
        return "Berkas ini sudah ditutup, jadi isinya tidak berubah lagi."
    if case.frozen:
        return "Berkas induknya sedang dikembalikan. Ini bisa diisi setelah induknya berjalan lagi."
    if requirement not in stage.requirements:
        return (
            f"{requirement.title} bukan bagian tahap {within_sentence(stage.title)}, jadi sekarang hanya bisa dibaca."
        )
    return ""


def _either(roles: Sequence[Role]) -> str:
    return " atau ".join(within_sentence(role.label) for role in roles)
