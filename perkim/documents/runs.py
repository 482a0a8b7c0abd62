"""Drafts for many cases at once: asked for together, written by several workers, bound into one PDF to be printed."""

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pikepdf
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from perkim.accounts.models import User
from perkim.documents.actions.render_job import render_draft
from perkim.documents.actions.writing import write_down
from perkim.documents.checking import draft_date_fault
from perkim.documents.models import DraftRun, DraftRunItem, Konsep
from perkim.documents.papers import Paper
from perkim.files.actions import keep, remove
from perkim.files.kinds import MEGABYTE, OWN_PDF
from perkim.files.models import Upload
from perkim.files.purposes import Purpose
from perkim.files.purposes import declare as declare_purpose
from perkim.files.storing import open_stored
from perkim.outbox.actions import WorkOrder
from perkim.outbox.jobs import ask_and_wake
from perkim.outbox.kinds import does
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas

MOST_SHEETS = 500
# A worker takes so many at a time: enough to be worth waking, few enough to be shared.
CHUNK = 25
WRITE, BIND = "naskah.buat_bersama", "naskah.jilid"
KEPT_FOR = timedelta(days=7)
TOO_LONG = "Pembuatannya terlalu lama, jadi dihentikan. Buat lagi naskah ini di berkasnya."
# Where the running number stands in the form of a number: `600.2/[n]/427.55/2026`.
PLACE = "[n]"
BOUND = replace(OWN_PDF, most_bytes=200 * MEGABYTE)


def _may_fetch(user: AbstractBaseUser, upload: Upload) -> bool:
    run = DraftRun.objects.filter(upload=upload, asked_by_id=user.pk).first()
    return run is not None and isinstance(user, User) and run_seen_by(user, run)


def run_seen_by(user: User, run: DraftRun) -> bool:
    """Whether the account may still read every case of the run: its sheets are bound together. One query."""
    seen = Berkas.objects.seen_whole_by(user).filter(pk=OuterRef("berkas"))
    return not run.items.filter(~Exists(seen)).exists()


BUNDLE = declare_purpose(
    Purpose(key="cetak", title="Naskah untuk dicetak bersama", accepts=(BOUND,), may_fetch=_may_fetch)
)


@dataclass(frozen=True, kw_only=True)
class Numbering:
    """How a run numbers its sheets: `form` holds `[n]`, counted up from `first`; all of one date."""

    form: str
    first: int
    dated: date

    def numbers(self, count: int) -> Iterator[str]:
        return (self.form.replace(PLACE, str(self.first + step)) for step in range(count))


@transaction.atomic
def ask_run(
    *,
    actor: User,
    cases: Sequence[Berkas],
    paper: Paper,
    numbering: Numbering | None,
    back: str,
    key: UUID,
    now: datetime,
) -> DraftRun:
    """Have one paper written for all these cases, in their order. Whether it may be is asked for each when its turn
    comes. The same `key` sent again is the same run. Raises SipocError for none, too many, numbers for a paper without,
    or a date that no draft may bear."""
    if not 0 < len(cases) <= MOST_SHEETS:
        raise SipocError(f"Paling banyak {MOST_SHEETS} naskah dalam satu cetakan. Persempit saringannya.")
    if numbering and not paper.numbered:
        raise SipocError(f"{paper.title} tidak bernomor. Kosongkan nomor dan tanggalnya.")
    if numbering and (sentence := draft_date_fault(numbering.dated, timezone.localdate(now))):
        raise SipocError(sentence)
    dated = numbering.dated if numbering else None
    fields = {"key": paper.key, "title": paper.title, "back": back, "dated": dated, "asked_at": now}
    run, is_new = DraftRun.objects.get_or_create(public_id=key, asked_by=actor, defaults=fields)
    if not is_new:
        return run
    numbers = list(numbering.numbers(len(cases))) if numbering else [""] * len(cases)
    items = [DraftRunItem(run=run, berkas=case, number=each) for case, each in zip(cases, numbers, strict=True)]
    made = DraftRunItem.objects.bulk_create(items)
    ask_and_wake(*(_order(run, made[start : start + CHUNK]) for start in range(0, len(made), CHUNK)))
    return run


def _order(run: DraftRun, items: Sequence[DraftRunItem]) -> WorkOrder:
    first, last = items[0].pk, items[-1].pk
    payload = {"run": run.pk, "first": first, "last": last}
    return WorkOrder(kind=WRITE, key=f"{WRITE}:{first}", payload=payload)


def _tell_unwritten(payload: dict[str, Any]) -> None:
    """What is left of a piece that took too long is said to be left; the other sheets are bound."""
    run = DraftRun.objects.filter(pk=payload["run"]).first()
    if run is None:
        return
    left = run.items.filter(pk__range=(payload["first"], payload["last"]), done=False)
    left.update(done=True, fault=TOO_LONG)
    _bind_if_written(run)


@does(WRITE, most_seconds=300, tell=_tell_unwritten)
def write_some(payload: dict[str, Any]) -> None:
    """Write the sheets of one piece of a run; what is done stays done when it is tried again. The last one binds."""
    run = DraftRun.objects.select_related("asked_by").filter(pk=payload["run"]).first()
    if run is None:
        return
    waiting = run.items.filter(pk__range=(payload["first"], payload["last"]), done=False)
    for item in waiting.select_related("berkas").order_by("pk"):
        _write(run, item)
    _bind_if_written(run)


def _bind_if_written(run: DraftRun) -> None:
    if not run.items.filter(done=False).exists():
        ask_and_wake(WorkOrder(kind=BIND, key=bind_key(run), payload={"run": run.pk}))


def bind_key(run: DraftRun) -> str:
    """By which the work of binding a run is found in the outbox."""
    return f"{BIND}:{run.pk}"


def _write(run: DraftRun, item: DraftRunItem) -> None:
    # What a colleague, or an earlier try, had written already is the same sheet.
    number, dated = (item.number, run.dated) if run.dated else _current_number(run, item)
    try:
        konsep = write_down(
            actor=run.asked_by, case=item.berkas, key=run.key, number=number, dated=dated, now=timezone.now()
        )
    except SipocError as error:
        item.fault, item.done = str(error), True
    else:
        render_draft({"konsep": konsep.pk})
        item.konsep, item.done = konsep, True
    item.save(update_fields=["konsep", "fault", "done"])


def _current_number(run: DraftRun, item: DraftRunItem) -> tuple[str, date | None]:
    """A run without numbers takes none away."""
    konsep = Konsep.objects.current().filter(berkas=item.berkas, key=run.key).first()
    return (konsep.number, konsep.dated) if konsep else ("", None)


@does(BIND, most_seconds=180)
def bind(payload: dict[str, Any]) -> None:
    """All sheets of a run, in its order, as one PDF. Does nothing where it is there, or nothing was written."""
    run = DraftRun.objects.select_related("asked_by").filter(pk=payload["run"], upload=None).first()
    sheets = _sheets(run) if run else []
    if run is None or not sheets:
        return
    pdfs = []
    for konsep in sheets:
        if konsep.upload:
            with open_stored(konsep.upload.stored) as stored:
                pdfs.append(stored.read())
    _keep_bound(run, joined(pdfs), len(sheets))


def joined(pdfs: Sequence[bytes]) -> bytes:
    """All pages of these PDFs, in their order, as one."""
    output = io.BytesIO()
    with ExitStack() as opened, pikepdf.new() as whole:
        for pdf in pdfs:
            # Each stays open until the whole is written: its pages are copied only then.
            whole.pages.extend(opened.enter_context(pikepdf.open(io.BytesIO(pdf))).pages)
        whole.save(output)
    return output.getvalue()


def _sheets(run: DraftRun) -> list[Konsep]:
    """Those that still stand: what was written anew meanwhile is not printed."""
    items = run.items.filter(konsep__superseded_at=None, konsep__upload__isnull=False)
    return [item.konsep for item in items.select_related("konsep__upload").order_by("pk") if item.konsep]


@transaction.atomic
def _keep_bound(run: DraftRun, pdf: bytes, count: int) -> None:
    locked = DraftRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if locked.upload_id:
        return
    locked.upload = keep(
        actor=run.asked_by,
        file=ContentFile(pdf, f"{run.title} ({count} lembar).pdf"),
        purpose=BUNDLE,
        accepts=BOUND,
        subject=f"cetak:{run.pk}",
        now=timezone.now(),
    )
    locked.save(update_fields=["upload"])


@transaction.atomic
def forget_old_runs(*, now: datetime) -> int:
    """Erase the bound PDFs of a week ago with their lists; the drafts of the cases stay. Returns how many."""
    old = list(DraftRun.objects.filter(asked_at__lt=now - KEPT_FOR).select_related("upload", "asked_by"))
    for run in old:
        if run.upload:
            remove(run.upload, actor=run.asked_by, now=now)
        run.delete()
    return len(old)
