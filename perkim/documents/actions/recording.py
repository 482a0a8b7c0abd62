"""Recording a signed paper, replacing it, withdrawing it. Each takes the case's lock first and stands in its log,
because what goes missing here may stop the case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db import IntegrityError, transaction

from perkim.accounts.models import User
from perkim.audit.kinds import LogKind, declare
from perkim.documents.checking import PaperFaultError, SubmittedPaper, check_sheet
from perkim.documents.marks import is_marked_draft
from perkim.documents.models import Dokumen
from perkim.documents.papers import UNKNOWN, Paper, sheet_of_process
from perkim.documents.policies import refusal
from perkim.documents.registers import number_is_taken, register_of
from perkim.documents.scans import SCAN
from perkim.files.actions import keep
from perkim.files.examination import ExaminedFile
from perkim.files.kinds import PDF
from perkim.lib.paper_number import number_key, tidy_number
from perkim.sipoc.actions.asking import ask_again, ask_for_what_lacks_again, settle
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.locking import after
from perkim.sipoc.actions.refusing import note_mended
from perkim.sipoc.actions.step import Step
from perkim.sipoc.announcements import announce_tugas
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.mending import Check
from perkim.sipoc.models import Berkas

RECORDED = declare("naskah.dicatat", "Naskah dicatat")
REPLACED = declare("naskah.diganti", "Naskah diganti")
WITHDRAWN = declare("naskah.ditarik", "Naskah ditarik")


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
    current = Dokumen.objects.live().filter(pk=dokumen.pk).select_related("upload").first()
    if current is None:
        raise StaleError
    _retire(step, current, reason.strip())
    reopened = ask_again(step, paper)
    step.refresh_due()
    _log(step, WITHDRAWN, current, {"alasan": reason.strip()})
    announce_tugas(step, reopened, "Naskah ditarik")
    return current


def _allowed(actor: User, case: Berkas, key: str) -> Paper:
    paper = sheet_of_process(case.declared, key)
    if paper is None:
        raise SipocError(UNKNOWN)
    if sentence := refusal(actor, case, paper):
        raise RefusedError({case.pk: [sentence]})
    # What is only printed is refused.
    return cast("Paper", paper)


def _sheet(signed: SignedPaper) -> SubmittedPaper:
    findings = signed.scan.findings
    return SubmittedPaper(
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


def _log(step: Step, kind: LogKind, dokumen: Dokumen, more: Mapping[str, object]) -> None:
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
