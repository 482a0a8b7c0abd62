"""Keeping the names that a paper from outside gives, taking a list back, and answering where one differs from ours.

Each locks the year's case and is written to its log, which names rows, never persons.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from perkim.accounts.models import User
from perkim.audit.kinds import declare
from perkim.lib.rows import insert_rows
from perkim.people.cipher import NIK, index_of, seal_many
from perkim.sipoc.actions.asking import ask_again, settle
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.locking import after
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import PaperList, PaperName
from perkim.swadaya.paper_names.policies import answer_refusal, list_refusal, recorded_paper, take_back_refusal
from perkim.swadaya.paper_names.querysets import PaperListQuerySet
from perkim.swadaya.paper_names.requirements import NamesAgree, differences_of
from perkim.swadaya.paper_names.terms import NameDifference, answer_to

STORED = declare("naskah.nama", "Daftar nama naskah disimpan")
WITHDRAWN = declare("naskah.nama-ditarik", "Daftar nama naskah ditarik")
ANSWERED = declare("naskah.nama-dijawab", "Perbedaan nama dijawab")
LONGEST_REASON = 300


@dataclass(frozen=True, kw_only=True)
class NameOnPaper:
    """One name as the list has it; the NIK is a number that was read already."""

    line: int
    name: str
    nik: str
    region_code: str | None = None
    kind: str = ""
    amount: int | None = None


@transaction.atomic
def store_names(
    *,
    actor: User,
    case: Berkas,
    requirement: NamesAgree,
    names: Sequence[NameOnPaper],
    batch: UUID,
    left_out: int = 0,
    now: datetime,
) -> PaperList:
    """Keep the names of a paper; the list of before is kept, and counts no more. `left_out` lines of the file were not
    stored. Statements do not grow with the names.

    Raises RefusedError unless the actor may do this; SipocError without a name, or for one NIK twice.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    if sentence := list_refusal(actor, case, requirement):
        raise RefusedError({case.pk: [sentence]})
    if not names:
        raise SipocError("Daftar ini tidak memuat satu nama pun.")
    if len({each.nik for each in names}) < len(names):
        raise SipocError("Satu NIK tercantum dua kali di daftar ini. Keluarkan baris yang ganda.")
    _of_paper(case, requirement).current().update(superseded_at=step.now)
    paper = recorded_paper(case, requirement)
    made = PaperList.objects.create(
        berkas=case,
        key=requirement.paper,
        batch=batch,
        left_out=left_out,
        stored_by=actor,
        stored_at=after(paper.recorded_at if paper else None, step.now),
    )
    insert_rows(_rows(made, names))
    step.record(STORED, lambda _: {"daftar": made.pk, "naskah": requirement.paper, "nama": len(names)})
    _finish(step, requirement)
    return made


@transaction.atomic
def take_back_names(
    *, actor: User, case: Berkas, requirement: NamesAgree, batch: UUID, reason: str, now: datetime
) -> PaperList:
    """Take back the list that an import brought; the newest of those before it is current again, with its answers.

    Raises RefusedError unless the actor may do this; SipocError without a reason; StaleError if it is back already.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    if sentence := take_back_refusal(actor, case, requirement):
        raise RefusedError({case.pk: [sentence]})
    if not reason.strip():
        raise SipocError("Tulis mengapa daftar nama ini ditarik.")
    taken = _of_paper(case, requirement).live().of_list(batch).first()
    if taken is None:
        raise StaleError
    taken.superseded_at = taken.superseded_at or step.now
    taken.withdrawn_by, taken.withdrawn_at, taken.withdrawn_for = actor, step.now, reason.strip()[:LONGEST_REASON]
    taken.save(update_fields=["superseded_at", "withdrawn_by", "withdrawn_at", "withdrawn_for"])
    if newest := _of_paper(case, requirement).live().order_by("id").last():
        newest.superseded_at = None
        newest.save(update_fields=["superseded_at"])
    step.record(WITHDRAWN, lambda _: {"daftar": taken.pk, "naskah": requirement.paper, "alasan": reason.strip()})
    _finish(step, requirement)
    return taken


@transaction.atomic
def answer_name(
    *,
    actor: User,
    case: Berkas,
    requirement: NamesAgree,
    name: int,
    sorts: Collection[NameDifference],
    reason: str,
    now: datetime,
) -> PaperName:
    """Say why somebody strange, or another NIK, name or village, is right or what is done about it; a new answer takes
    the place of the one before. `name` is the id of the row, `sorts` are all its differences that the page showed to be
    answered.

    Raises RefusedError unless the actor may do this; StaleError if it does not differ so any more; SipocError for what
    no reason settles, and without a reason.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    if sentence := answer_refusal(actor, case, requirement):
        raise RefusedError({case.pk: [sentence]})
    differences = differences_of(requirement, [case.pk]).get(case.pk, [])
    here = [each for each in differences if each.listed and each.listed.pk == name]
    for each in here:
        if each.sort in sorts and not each.can_be_answered:
            raise SipocError(f"Perbedaan ini tidak dapat dijawab. {each.mend}")
    if not sorts or {each.sort for each in here if each.can_be_answered} != set(sorts):
        raise StaleError
    if not reason.strip():
        raise SipocError("Tulis jawabannya, misalnya nomor surat permintaan ralat.")
    row = PaperName.objects.get(pk=name)
    row.answer_to, row.reason = answer_to(sorts), reason.strip()[:LONGEST_REASON]
    row.answered_by, row.answered_at = actor, step.now
    row.save(update_fields=["answer_to", "reason", "answered_by", "answered_at"])
    step.record(ANSWERED, lambda _: {"nama": row.pk, "perbedaan": row.answer_to, "alasan": row.reason})
    _finish(step, requirement)
    return row


def _of_paper(case: Berkas, requirement: NamesAgree) -> PaperListQuerySet:
    rows: PaperListQuerySet = PaperList.objects.filter(berkas=case, key=requirement.paper)
    return rows


def _rows(made: PaperList, names: Sequence[NameOnPaper]) -> list[PaperName]:
    sealed = seal_many(each.nik for each in names)
    return [
        PaperName(
            paper_list=made,
            line=each.line,
            name=each.name,
            nik_sealed=nik,
            nik_index=index_of(NIK, each.nik),
            region_id=each.region_code,
            kind=each.kind,
            amount=each.amount,
        )
        for each, nik in zip(names, sealed, strict=True)
    ]


def _finish(step: Step, requirement: NamesAgree) -> None:
    """Save, and let who answers know whether something waits."""
    step.save()
    case = step.cases[0]
    if requirement not in case.declared_stage.requirements:
        return
    if requirement.missing(case.as_queryset()):
        ask_again(step, requirement)
    else:
        settle(step, requirement)
