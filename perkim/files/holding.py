"""The only writer of held files: files that arrived, whole or in parts, before their form was accepted.

A held file belongs to one account and one intake, lives a day, and is examined like any other once its form is sent.
"""

import hashlib
import io
from datetime import datetime, timedelta
from typing import IO
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils.timezone import localdate

from perkim.files.examination import wrong_type
from perkim.files.intakes import Intake
from perkim.files.kinds import MEGABYTE, megabytes
from perkim.files.models import HeldFile
from perkim.files.names import LONGEST_NAME, sent_name
from perkim.files.pieces import erase_pieces, store_piece
from perkim.files.refusals import FileRefused
from perkim.files.sniffing import sniff

# As long as an unsent form is kept (`perkim.accounts.late_forms`).
HELD_FOR = timedelta(days=1)
# What one account may have lying there; the oldest makes room for the newest.
MOST_FILES, MOST_HELD = 12, 150 * MEGABYTE
# One part as it comes in. Small enough to be sent again on a line that breaks, large enough not to be thousands.
LEAST_PART, MOST_PART = 64 * 1024, 512 * 1024
# A whole file is cut into larger ones: it is here already.
_PIECE = MEGABYTE
NAMELESS = "file"
EMPTY = "File ini kosong (0 byte). Pilih file yang lain."


class PartError(ValueError):
    """A part that does not continue what is here: the browser made a mistake, or is none."""


@transaction.atomic
def receive_part(
    *, owner_id: int, intake: Intake, key: UUID, name: str, size: int, start: int, content: bytes, now: datetime
) -> HeldFile:
    """Take one part of a file. A part that is here already, or begins too far on, changes nothing: `received` of the
    answer says where to go on, so a part may be sent any number of times.

    Raises FileRefused with a sentence for the screen, PartError for what no browser of ours sends.
    """
    row = _row(owner_id, intake, key, name, size, now)
    if start != row.received or row.is_whole:
        return row
    if start == 0:
        _refuse_wrong_type(content, intake)
    end = start + len(content)
    if end > size or not (LEAST_PART <= len(content) <= MOST_PART or (end == size and len(content) <= MOST_PART)):
        raise PartError(f"{len(content)} bytes at {start} of {size}")
    _append(row, content, now)
    return row


@transaction.atomic
def hold(*, owner_id: int, intake: Intake, file: File, now: datetime) -> HeldFile:
    """Keep a file that came whole, with a form that was not accepted. Held twice, it is held once.

    Raises FileRefused for an empty or too large one.
    """
    content = file.open()
    row = _row(owner_id, intake, _key_of(content), file.name or "", file.size, now)
    content.seek(row.received)
    while piece := content.read(_PIECE):
        _append(row, piece, now)
    content.seek(0)
    return row


def forget_held(*, now: datetime) -> int:
    """Erase what was held for a day; returns how many files."""
    old = list(HeldFile.objects.started_before(now - HELD_FOR))
    for row in old:
        _forget(row)
    return len(old)


def _row(owner_id: int, intake: Intake, key: UUID, name: str, size: int, now: datetime) -> HeldFile:
    """The row, held against other parts of the same file. What lies there longer than a day begins anew."""
    if size < 1:
        raise FileRefused(EMPTY)
    if size > intake.most_bytes:
        largest = max(intake.accepts, key=lambda kind: kind.most_bytes)
        raise FileRefused(f"File ini {megabytes(size)}, paling besar {megabytes(intake.most_bytes)}. {largest.smaller}")
    HeldFile.objects.of(owner_id, intake.key).filter(key=key).started_before(now - HELD_FOR).delete()
    shown = sent_name(name)[-LONGEST_NAME:]
    row, is_new = HeldFile.objects.select_for_update().get_or_create(
        owner_id=owner_id,
        intake=intake.key,
        key=key,
        defaults={"name": shown or NAMELESS, "size": size, "started_at": now, "touched_at": now},
    )
    if row.size != size:
        raise PartError(f"{size} bytes, and {row.size} before")
    row.name = shown or row.name
    if is_new:
        _make_room(owner_id, row)
    return row


def _refuse_wrong_type(content: bytes, intake: Intake) -> None:
    """What is plainly something else need not be sent to its end; what is not known is told by its form."""
    file_type = sniff(io.BytesIO(content))
    if file_type and not any(file_type in kind.types for kind in intake.accepts):
        raise wrong_type(file_type, *intake.accepts)


def _append(row: HeldFile, content: bytes, now: datetime) -> None:
    row.parts.append(store_piece(content, localdate(now)))
    row.received += len(content)
    row.touched_at = now
    row.save(update_fields=["name", "parts", "received", "touched_at"])


def _make_room(owner_id: int, newest: HeldFile) -> None:
    held = newest.size
    others = HeldFile.objects.filter(owner_id=owner_id).exclude(pk=newest.pk).order_by("-touched_at", "-pk")
    for count, row in enumerate(others, start=2):
        held += row.size
        if count > MOST_FILES or held > MOST_HELD:
            _forget(row)


def _forget(row: HeldFile) -> None:
    row.delete()
    # Only when nobody names them any more: bytes that stay behind are swept as orphans.
    transaction.on_commit(lambda: erase_pieces(row.parts))


def _key_of(content: IO[bytes]) -> UUID:
    """The same content has the same key, so that a file held twice takes no room twice."""
    digest = hashlib.sha256()
    content.seek(0)
    while chunk := content.read(_PIECE):
        digest.update(chunk)
    return UUID(bytes=digest.digest()[:16])
