"""The arithmetic of the log: what a MAC covers, and how. Pure functions over plain values.

Shapes: digests are 32 bytes (HMAC-SHA256). The key is `settings.LOG_KEY`, which is never stored in the database.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder


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
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return _mac(
        "entry",
        previous,
        subject.encode(),
        moment.encode(),
        str(actor_id).encode(),
        action.encode(),
        canonical(data),
        personal_digest,
    )


def personal_mac(salt: bytes, values: dict[str, Any]) -> bytes:
    """The salted digest that stays with the entry when the values themselves are erased."""
    return _mac("personal", salt, canonical(values))


def seal_digest(previous: bytes, number: int, first: int, end: int, macs: Iterable[bytes]) -> bytes:
    """The digest of a seal: over the seal before it, its own span, and the MACs of its entries in order of id."""
    inner = hashlib.sha256()
    for mac in macs:
        inner.update(mac)
    return _mac("seal", previous, f"{number}:{first}:{end}".encode(), inner.digest())
