"""The arithmetic of the log: what a MAC covers, and how. Pure functions over plain values.

Shapes: digests are 32 bytes (HMAC-SHA256). The key is `settings.LOG_KEY`, which is never stored in the database.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

# Id and MAC of an entry.
Row = tuple[int, bytes]


def _mac(purpose: str, *parts: bytes) -> bytes:
    """HMAC over length-prefixed parts, so that no two different lists of parts read the same."""
    message = b"".join(len(part).to_bytes(8, "big") + part for part in (purpose.encode(), *parts))
    return hmac.new(settings.LOG_KEY.encode(), message, hashlib.sha256).digest()


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no spaces: one spelling for one value, before and after the database."""
    plain = json.loads(json.dumps(value, cls=DjangoJSONEncoder))
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def entry_mac(
    *,
    previous: bytes,
    subject: str,
    at: datetime,
    actor_id: int,
    action: str,
    data: dict[str, Any],
    personal_digest: bytes,
) -> bytes:
    """The MAC of an entry; it covers the entry's own values and, through `previous`, all before it in its chain."""
    return _mac(
        "entry",
        previous,
        subject.encode(),
        _moment(at).encode(),
        str(actor_id).encode(),
        action.encode(),
        canonical(data),
        personal_digest,
    )


def personal_mac(salt: bytes, values: dict[str, Any]) -> bytes:
    """The salted digest that stays with the entry when the values themselves are erased."""
    return _mac("personal", salt, canonical(values))


@dataclass(frozen=True, kw_only=True)
class Block:
    """What a seal says of itself. Version 1 bound its number and span only; 2 binds all, and the ids of its entries."""

    version: int
    number: int
    first: int
    end: int
    entries: int
    sealed_at: datetime


def seal_digest(previous: bytes, block: Block, rows: Iterable[Row]) -> bytes:
    """The digest of a seal: over the seal before it, the block, and the ids and MACs of its entries in order of id."""
    span = f"{block.number}:{block.first}:{block.end}"
    if block.version == 1:
        return _mac("seal", previous, span.encode(), _sum(mac for _pk, mac in rows))
    header = f"{block.version}:{span}:{block.entries}:{_moment(block.sealed_at)}"
    return _mac("seal of ids", previous, header.encode(), _sum(_with_id(row) for row in rows))


def former_digest(rows: Iterable[Row]) -> bytes:
    """Closes what was written without a chain, before accounts had theirs: over all its ids and MACs in order of id."""
    return _mac("former", _sum(_with_id(row) for row in rows))


def _with_id(row: Row) -> bytes:
    pk, mac = row
    return pk.to_bytes(8, "big") + mac


def _sum(pieces: Iterable[bytes]) -> bytes:
    inner = hashlib.sha256()
    for piece in pieces:
        inner.update(piece)
    return inner.digest()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
