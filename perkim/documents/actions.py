"""The only writer of papers: record one, replace it, withdraw it. Each takes the case's lock first and stands in its
log, because what goes missing here may stop the case. Drafts change nothing about a case, so they stand in no log.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from perkim.accounts.models import User
from perkim.audit.kinds import Kind, declare
from perkim.documents.checking import PaperFaultError, Sheet, before_its_year, check_draft, check_sheet
from perkim.documents.drafting import Draft, digest, freeze
from perkim.documents.marks import is_marked_draft
from perkim.documents.models import Dokumen, Konsep
from perkim.documents.papers import Paper
from perkim.documents.policies import draft_refusal, refusal
from perkim.documents.registers import number_is_taken, number_taken, register_of
from perkim.documents.rendering import sheet_pdf
from perkim.documents.scans import DRAFT, SCAN
from perkim.files.actions import keep, remove
from perkim.files.examination import ExaminedFile
from perkim.files.kinds import OWN_PDF, PDF
from perkim.lib.paper_number import number_key, tidy_number
from perkim.outbox.actions import Order
from perkim.outbox.jobs import ask_and_wake
from perkim.outbox.kinds import does
from perkim.sipoc.actions.asking import ask_again, ask_for_what_lacks_again, settle
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.locking import after, lock
from perkim.sipoc.actions.refusing import note_mended
from perkim.sipoc.actions.step import Step
from perkim.sipoc.announcements import announce_tugas
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.mending import Check
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import may_see

RECORDED = declare("naskah.dicatat", "Naskah dicatat")
REPLACED = declare("naskah.diganti", "Naskah diganti")
WITHDRAWN = declare("naskah.ditarik", "Naskah ditarik")
# The work of the outbox that renders a draft. The longest annex takes seconds, on a busy machine several times that.
RENDER = "naskah.buat"
MOST_SECONDS = 120


@dataclass(frozen=True, kw_only=True)
class SignedPaper:
    """What somebody holds in hand: the scan, and for a numbered paper its number and date.

    `instead_of` is the paper that the page showed, so that a second sending, or a colleague's, is noticed.
    """

    scan: ExaminedFile
    number: str = ""
    dated: date | None = None
    note: str = ""
    instead_of: int | None = None


@transaction.atomic
def record_paper(*, actor: User, case: Berkas, key: str, signed: SignedPaper, now: datetime) -> Dokumen:
    """Record a signed paper; one that is there already is replaced, and stays in the history. The Tugas that asked for
    it is done with that.

    Raises RefusedError for who may not, or not in this stage; StaleError if another paper stands there than the page
    showed; SipocError for a number or a scan that is another paper's, a date that cannot be, or a paper the case does
    not know.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    paper = _allowed(actor, case, key)
    check_sheet(actor, case, paper, _sheet(signed), step.today)
    before = Dokumen.objects.live().filter(berkas=case, key=key).first()
    if (before.pk if before else None) != signed.instead_of:
        raise StaleError
    if before:
        _retire(step, before, "Diganti dengan naskah yang dicatat kemudian.")
    made = _create(step, paper, signed)
    looked_at = [each for each in Check.all_in(case.declared_stage) if paper in each.papers]
    note_mended(step, looked_at)
    again = ask_for_what_lacks_again(step)
    if again:
        step.refresh_due()
    kind = REPLACED if before else RECORDED
    _log(step, kind, made, {"menggantikan": before.pk} if before else {})
    if again:
        announce_tugas(step, again, "Naskah berubah")
    settle(step, paper, text=made.number)
    return made


@transaction.atomic
def withdraw_paper(*, actor: User, dokumen: Dokumen, reason: str, now: datetime) -> Dokumen:
    """Take a paper back, with the reason; it stays in the history, and whoever provides it is asked again.

    Raises RefusedError for who may not, or when the case has left the stage that asks for it; SipocError without a
    reason, or if the paper no longer stands.
    """
    step = step_on(actor, dokumen.berkas, now)
    case = step.cases[0]
    paper = _allowed(actor, case, dokumen.key)
    if not reason.strip():
        raise SipocError("Tulis mengapa naskah ini ditarik. Alasan itu tercatat di riwayat.")
    found = Dokumen.objects.live().filter(pk=dokumen.pk).select_related("upload").first()
    if found is None:
        raise StaleError
    _retire(step, found, reason.strip())
    asked = ask_again(step, paper)
    step.refresh_due()
    _log(step, WITHDRAWN, found, {"alasan": reason.strip()})
    announce_tugas(step, asked, "Naskah ditarik")
    return found


@transaction.atomic
def ask_draft(
    *, actor: User, case: Berkas, key: str, number: str = "", dated: date | None = None, now: datetime
) -> Konsep:
    """Have the paper written as the case stands now; a worker renders it afterwards. The same sheet asked for again is
    the same row, unless rendering it failed; a sheet with other content supersedes it, and its PDF goes.

    Without number and date it is marked as a draft. Raises RefusedError for who may not, SipocError for a number
    without a date, a date that cannot be, or what the case still lacks.
    """
    made = write_down(actor=actor, case=case, key=key, number=number, dated=dated, now=now)
    if made.state == Konsep.State.WAITING:
        ask_and_wake(Order(kind=RENDER, key=f"{RENDER}:{made.pk}", payload={"konsep": made.pk}))
    return made


@transaction.atomic
def write_down(*, actor: User, case: Berkas, key: str, number: str, dated: date | None, now: datetime) -> Konsep:
    """What `ask_draft` does, for whoever renders the sheet himself. Raises what it raises."""
    locked = lock([case.pk])
    if not locked or not may_see(actor, locked[0]):
        raise RefusedError({case.pk: ["Berkas ini tidak untuk Anda."]})
    case = locked[0]
    paper, draft = _written(actor, case, key)
    today = timezone.localdate(now)
    number = tidy_number(number)
    check_draft(paper, number, dated, today)
    if sentence := before_its_year(case, paper.title, dated) or number_taken(case, paper, number, dated):
        raise SipocError(sentence)
    data = freeze(draft, case, numbered=paper.numbered, number=number, dated=dated, day=today)
    sha256 = digest(data)
    before = Konsep.objects.standing().filter(berkas=case, key=key).select_related("upload").first()
    if before and before.sha256 == sha256 and before.state != Konsep.State.FAILED:
        return before
    if before:
        _supersede(before, actor, now)
    return Konsep.objects.create(berkas=case, key=key, data=data, sha256=sha256, asked_by=actor, asked_at=now)


@transaction.atomic
def keep_draft(*, konsep: Konsep, pdf: bytes, now: datetime) -> Konsep:
    """Keep the rendered sheet. One that is kept already, or was superseded meanwhile, stays as it is."""
    row = Konsep.objects.select_for_update(no_key=True).get(pk=konsep.pk)
    if row.is_ready or row.superseded_at is not None:
        return row
    name = f"{row.data['naskah']['judul']} {row.data['naskah']['berkas']}".strip()
    row.upload = keep(
        actor=row.asked_by,
        file=ContentFile(pdf, f"{name if row.number else f'Konsep {name}'}.pdf"),
        purpose=DRAFT,
        accepts=OWN_PDF,
        subject=row.berkas.subject,
        now=now,
    )
    row.state, row.rendered_at = Konsep.State.READY, now
    row.save(update_fields=["upload", "state", "rendered_at"])
    return row


def _tell_unrendered(payload: dict[str, Any]) -> None:
    Konsep.objects.filter(pk=payload["konsep"], state=Konsep.State.WAITING).update(state=Konsep.State.FAILED)


@does(RENDER, most_seconds=MOST_SECONDS, tell=_tell_unrendered)
def render_draft(payload: dict[str, Any]) -> None:
    """Write the PDF of a draft, outside of any lock; one that is there or was superseded is left alone. A failure is
    told on its page; the outbox tries again, and whoever asked may ask anew."""
    konsep = Konsep.objects.standing().filter(pk=payload["konsep"]).first()
    if konsep is None or konsep.is_ready:
        return
    try:
        keep_draft(konsep=konsep, pdf=sheet_pdf(konsep.data), now=timezone.now())
    except Exception:
        _tell_unrendered(payload)
        raise


def _declared(case: Berkas, key: str) -> Paper:
    paper = Paper.find(case.declared, key)
    if paper is None:
        raise SipocError("Berkas ini tidak mengenal naskah itu. Muat ulang halamannya.")
    return paper


def _written(actor: User, case: Berkas, key: str) -> tuple[Paper, Draft]:
    paper = _declared(case, key)
    sentence = draft_refusal(actor, case, paper)
    if sentence or paper.draft is None:
        raise RefusedError({case.pk: [sentence]})
    return paper, paper.draft


def _supersede(konsep: Konsep, actor: User, now: datetime) -> None:
    konsep.superseded_at = now
    konsep.save(update_fields=["superseded_at"])
    if konsep.upload:
        remove(konsep.upload, actor=actor, now=now)


def _allowed(actor: User, case: Berkas, key: str) -> Paper:
    paper = _declared(case, key)
    if sentence := refusal(actor, case, paper):
        raise RefusedError({case.pk: [sentence]})
    return paper


def _sheet(signed: SignedPaper) -> Sheet:
    findings = signed.scan.findings
    return Sheet(
        number=signed.number,
        dated=signed.dated,
        sha256=findings.original_sha256,
        is_draft=findings.kind == PDF and is_marked_draft(signed.scan.open()),
    )


def _create(step: Step, paper: Paper, signed: SignedPaper) -> Dokumen:
    case = step.cases[0]
    upload = keep(
        actor=step.actor,
        file=signed.scan,
        purpose=SCAN,
        accepts=signed.scan.findings.kind,
        subject=case.subject,
        now=step.now,
    )
    number = tidy_number(signed.number)
    made = Dokumen(
        berkas=case,
        key=paper.key,
        register=register_of(case, paper),
        number=number,
        number_key=number_key(number),
        dated=signed.dated,
        upload=upload,
        note=signed.note.strip(),
        recorded_by=step.actor,
        recorded_at=step.now,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as taken:
        sentence = number_is_taken(number, signed.dated or step.today, paper)
        raise PaperFaultError(sentence, "number") from taken
    return made


def _retire(step: Step, dokumen: Dokumen, reason: str) -> None:
    dokumen.withdrawn_at = after(dokumen.recorded_at, step.now)
    dokumen.withdrawn_by, dokumen.withdrawn_reason = step.actor, reason
    dokumen.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])


def _log(step: Step, kind: Kind, dokumen: Dokumen, more: Mapping[str, object]) -> None:
    step.record(
        kind,
        lambda case: {
            "naskah": dokumen.key,
            "dokumen": dokumen.pk,
            "nomor": dokumen.number,
            "tanggal": dokumen.dated,
            "sha256": dokumen.upload.sha256,
            **more,
        },
    )
    step.save()
