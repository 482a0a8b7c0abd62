"""The work of the outbox that writes the PDF of a draft, and keeps it."""

from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from perkim.documents.models import Konsep
from perkim.documents.rendering import sheet_pdf
from perkim.documents.scans import DRAFT
from perkim.files.actions import keep
from perkim.files.kinds import OWN_PDF
from perkim.outbox.kinds import does

RENDER = "naskah.buat"
# The longest annex takes seconds, on a busy machine several times that.
MOST_SECONDS = 120


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
    konsep = Konsep.objects.current().filter(pk=payload["konsep"]).first()
    if konsep is None or konsep.is_ready:
        return
    try:
        keep_draft(konsep=konsep, pdf=sheet_pdf(konsep.data), now=timezone.now())
    except Exception:
        _tell_unrendered(payload)
        raise
