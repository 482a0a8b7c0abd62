"""Having a paper written as the case stands now. Drafts change nothing about a case, so they stand in no log."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from perkim.accounts.models import User
from perkim.documents.actions.render_job import RENDER
from perkim.documents.checking import before_its_year, check_draft
from perkim.documents.drafting import Draft, digest, freeze
from perkim.documents.models import Konsep
from perkim.documents.papers import UNKNOWN, Paper, sheet_of_process
from perkim.documents.policies import draft_refusal
from perkim.documents.printouts import Printout
from perkim.documents.registers import number_taken
from perkim.files.actions import remove
from perkim.lib.paper_number import tidy_number
from perkim.outbox.actions import WorkOrder
from perkim.outbox.jobs import ask_and_wake
from perkim.sipoc.actions.locking import lock
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import may_see


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
        ask_and_wake(WorkOrder(kind=RENDER, key=f"{RENDER}:{made.pk}", payload={"konsep": made.pk}))
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
    before = Konsep.objects.current().filter(berkas=case, key=key).select_related("upload").first()
    if before and before.sha256 == sha256 and before.state != Konsep.State.FAILED:
        return before
    if before:
        _supersede(before, actor, now)
    return Konsep.objects.create(berkas=case, key=key, data=data, sha256=sha256, asked_by=actor, asked_at=now)


def _written(actor: User, case: Berkas, key: str) -> tuple[Paper | Printout, Draft]:
    paper = sheet_of_process(case.declared, key)
    if paper is None:
        raise SipocError(UNKNOWN)
    sentence = draft_refusal(actor, case, paper)
    if sentence or paper.draft is None:
        raise RefusedError({case.pk: [sentence]})
    return paper, paper.draft


def _supersede(konsep: Konsep, actor: User, now: datetime) -> None:
    konsep.superseded_at = now
    konsep.save(update_fields=["superseded_at"])
    if konsep.upload:
        remove(konsep.upload, actor=actor, now=now)
