"""Who may record and withdraw a paper, or have it written, and when. Where nothing says yes, a sentence says why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from perkim.accounts.models import User
from perkim.documents.models import Dokumen
from perkim.documents.papers import Paper
from perkim.documents.printouts import Printout
from perkim.lib.text import within_sentence
from perkim.sipoc.declarations import Programme, Stage
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.policies import parts_of, segregated, works_as


def refusal(user: User, case: Berkas, paper: Paper | Printout) -> str:
    """Why this account may neither record nor withdraw this paper now; empty if it may. Five queries at most."""
    stage = case.declared_stage
    if isinstance(paper, Printout):
        return f"{paper.title} dibuat oleh portal dan tidak perlu dicatat."
    if not case.is_open:
        return "Berkas ini sudah ditutup, jadi naskahnya tidak berubah lagi."
    if case.frozen:
        return "Berkas induknya sedang dikembalikan. Naskah bisa dicatat setelah induknya berjalan lagi."
    if paper not in stage.requirements:
        return f"Naskah ini bukan bagian tahap {within_sentence(stage.title)}, jadi sekarang hanya bisa dibaca."
    role = paper.worked_by or stage.worked_by
    if not works_as(user, case, [role], parts_of(user, [case])):
        return f"{paper.title} dicatat oleh {within_sentence(role.label)} yang menangani berkas ini."
    if segregated(user, stage, [case]):
        return "Anda mengerjakan bagian lain berkas ini, jadi naskah ini harus dicatat oleh petugas lain."
    return next((sentence for each in paper.policies for sentence in each.refusals(user, [case]).values()), "")


def written_here(user: User, programme: Programme, stage: Stage) -> list[Paper]:
    """The papers of a stage that the portal writes and a role of this account has signed, for some cases at least."""
    held = {each.role for each in user.assignments_today if each.programme in ("", programme.slug)}
    papers = [each for each in Paper.all_in(stage) if each.draft]
    return [each for each in papers if (each.worked_by or stage.worked_by) in held]


def draft_refusal(user: User, case: Berkas, paper: Paper | Printout) -> str:
    """Why this account, which sees the case, may not have the paper written now; empty if it may.

    What is to be signed is written by who will record it. A receipt is for everybody who sees the case, once it was
    handed in, and for good.
    """
    if isinstance(paper, Printout):
        return "" if case.number else f"{paper.title} dapat dibuat setelah berkas dikirim."
    return refusal(user, case, paper) if paper.draft else "Naskah ini dibuat di luar portal."


@dataclass(frozen=True, kw_only=True)
class NotWhoDid:
    """Who recorded one of these papers, or reported one of these tasks, does not take the move: who verifies does not
    sign, also where both happen within one stage (`domain.md` §1.3)."""

    keys: tuple[str, ...]

    def refusals(self, user: User, cases: Sequence[Berkas]) -> Mapping[int, str]:
        ids = [case.pk for case in cases]
        papers = Dokumen.objects.live().filter(berkas__in=ids, key__in=self.keys, recorded_by=user)
        tasks = Tugas.objects.filter(berkas__in=ids, key__in=self.keys, done_by=user)
        did = {*papers.values_list("berkas", flat=True), *tasks.values_list("berkas", flat=True)}
        return dict.fromkeys(did, "Anda memeriksa berkas ini, jadi putusannya harus oleh pejabat lain.")
