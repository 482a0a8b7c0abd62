"""What the actions of imports share: who may import for a subject, and how what was staged is erased."""

from datetime import datetime

from perkim.accounts.models import User
from perkim.imports.declarations import ImportKind, ImportRefused
from perkim.imports.models import Batch, Source, StagedRow

GONE = "Halaman ini tidak ada lagi, atau bukan untuk akun Anda."


def erase(batch: Batch) -> None:
    """Remove what the file said."""
    Source.objects.filter(batch=batch).delete()
    StagedRow.objects.filter(batch=batch).delete()


def refuse_stranger(kind: ImportKind, ref: str, actor: User, now: datetime) -> None:
    """Raises ImportRefused for who may not import for this subject, or not now."""
    target = kind.target(ref=ref, user=actor, now=now)
    if target is None or target.refusal:
        raise ImportRefused(target.refusal if target else GONE)
