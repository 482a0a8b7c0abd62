"""Who may bring the names of a paper, and answer where they differ. Where nothing says yes, a sentence says why."""

from collections.abc import Sequence

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.documents.models import Dokumen
from perkim.documents.papers import Paper
from perkim.lib.text import within_sentence
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import Parts, parts_of, works_as
from perkim.swadaya.paper_names.requirements import NamesAgree, desk_of, lead_of

CLOSED = "Kegiatan ini sudah ditutup, jadi daftar namanya tidak berubah lagi."
FROZEN = "Kegiatan ini sedang dibekukan. Daftar nama diunggah setelah berjalan lagi."


def list_refusal(user: User, case: Berkas, requirement: NamesAgree, parts: Parts | None = None) -> str:
    """Why this account may not bring the list; empty if it may, in any stage once its paper is recorded."""
    if sentence := take_back_refusal(user, case, requirement, parts):
        return sentence
    if recorded_paper(case, requirement):
        return ""
    title = within_sentence(paper_title(case, requirement))
    return f"Catat {title} dahulu; daftar namanya diunggah sesudah itu."


def take_back_refusal(user: User, case: Berkas, requirement: NamesAgree, parts: Parts | None = None) -> str:
    """Why this account may not take the list back; empty if it may, also once its paper is withdrawn."""
    roles = dict.fromkeys([desk_of(case.declared, requirement), lead_of(case.declared, requirement)])
    return _refusal(user, case, list(roles), "Daftar nama diunggah oleh {who} yang menangani kegiatan ini.", parts)


def recorded_paper(case: Berkas, requirement: NamesAgree) -> Dokumen | None:
    """The paper that a list comes with, while it holds."""
    return Dokumen.objects.live().filter(berkas=case, key=requirement.paper).first()


def paper_title(case: Berkas, requirement: NamesAgree) -> str:
    paper = Paper.find(case.declared, requirement.paper)
    return paper.title if paper else requirement.title


def answer_refusal(user: User, case: Berkas, requirement: NamesAgree, parts: Parts | None = None) -> str:
    """Why this account may not answer for a difference; empty if it may."""
    roles = [lead_of(case.declared, requirement)]
    return _refusal(user, case, roles, "Perbedaan nama dijawab oleh {who} yang menangani kegiatan ini.", parts)


def _refusal(user: User, case: Berkas, roles: Sequence[Role], words: str, parts: Parts | None) -> str:
    if not case.is_open:
        return CLOSED
    if case.frozen:
        return FROZEN
    if works_as(user, case, roles, parts or parts_of(user, [case])):
        return ""
    return words.format(who=" atau ".join(within_sentence(role.label) for role in roles))
