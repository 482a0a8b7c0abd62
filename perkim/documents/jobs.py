"""Renders the drafts that were asked for, outside of any lock: a sheet takes longer than a case may be held."""

from typing import Any

from django.utils import timezone

from perkim.documents.actions import RENDER, fail_draft, keep_draft
from perkim.documents.models import Konsep
from perkim.documents.rendering import sheet_pdf
from perkim.outbox.kinds import does

# The longest annex takes seconds; a busy machine several times that.
LEASE_SECONDS = 300


@does(RENDER, lease_seconds=LEASE_SECONDS)
def render_draft(payload: dict[str, Any]) -> None:
    """Write the PDF of a draft; one that is there or was superseded is left alone."""
    konsep = Konsep.objects.standing().filter(pk=payload["konsep"]).first()
    if konsep is None or konsep.is_ready:
        return
    try:
        keep_draft(konsep=konsep, pdf=sheet_pdf(konsep.data), now=timezone.now())
    except Exception:
        fail_draft(konsep=konsep)
        raise
