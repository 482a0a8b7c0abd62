"""What was staged is forgotten after seven days."""

from datetime import datetime

from django.db import transaction

from perkim.imports.actions.subjects import erase
from perkim.imports.models import Batch

# One run does at most this much; the next one goes on.
AT_ONCE = 1_000


def erase_expired(*, now: datetime) -> int:
    """Erase the rows and files of imports whose time is over; returns of how many. One that a job holds is left for the
    next run."""
    erased = 0
    for pk in Batch.objects.to_erase(now).order_by("expires_at").values_list("pk", flat=True)[:AT_ONCE]:
        erased += _erase_one(pk, now)
    return erased


@transaction.atomic
def _erase_one(pk: int, now: datetime) -> bool:
    batch = Batch.objects.select_for_update(skip_locked=True).to_erase(now).filter(pk=pk).first()
    if batch is None:
        return False
    erase(batch)
    batch.erased_at = now
    if batch.is_open:
        batch.state = Batch.State.EXPIRED
    batch.save(update_fields=["erased_at", "state"])
    return True
