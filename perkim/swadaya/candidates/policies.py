"""Who may put households on the list of an usulan, and when; who may open what identifies them."""

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.lib.text import within_sentence
from perkim.sipoc.declarations import Process
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import parts_of, works_as


def refusal_to_propose(user: User, usulan: Berkas, process: Process) -> str:
    """Why this account may not add candidates to this usulan now; empty if it may. No query beyond the posts."""
    if not usulan.is_open:
        return "Usulan ini sudah ditutup, jadi daftarnya tidak berubah lagi."
    if usulan.frozen:
        return "Kegiatan induknya sedang dikembalikan. Daftar bisa diubah setelah kegiatannya berjalan lagi."
    if usulan.stage not in process.opened_in:
        stage = within_sentence(usulan.declared_stage.title)
        return f"Usulan ini di tahap {stage}; daftarnya diubah selama usulan masih draf."
    if not any(
        post.role in process.opened_by and post.serves(usulan.programme, str(usulan.region_id))
        for post in user.assignments_today
    ):
        openers = " atau ".join(within_sentence(role.label) for role in process.opened_by)
        return f"Calon dimasukkan oleh {openers} wilayah ini."
    return ""


# Who compares the list with identity cards, goes to the house, or checks either (`domain.md` §14).
READS_IDENTITY = (
    Role.OPERATOR_DESA,
    Role.STAF,
    Role.TFL,
    Role.KORFAS,
    Role.TIM_TEKNIS,
    Role.VERIFIKATOR,
)


def may_open_identity(user: User, case: Berkas) -> bool:
    """Whether this account may see the whole NIK of the candidate, with a reason. Two queries."""
    return works_as(user, case, READS_IDENTITY, parts_of(user, [case]))
