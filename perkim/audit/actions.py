"""The only writer of the log."""

import secrets
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction

from perkim.audit import chain
from perkim.audit.kinds import kind
from perkim.audit.models import Entry, PersonalValue, Seal
from perkim.lib.rows import insert_rows

SALT_BYTES = 16
# Advisory lock of the sealing job: two jobs must not write the same seal.
SEALING = 7_283_001


@dataclass(frozen=True, kw_only=True)
class Event:
    """What is to be recorded about one subject. `previous` is the head of the subject's chain, empty at its start."""

    subject: str
    data: dict[str, Any] = field(default_factory=dict)
    personal: dict[str, Any] = field(default_factory=dict)
    previous: bytes = b""


def record(*, actor: AbstractBaseUser, action: str, at: datetime, event: Event) -> bytes:
    """Write one entry and return its MAC, the new head of the subject's chain. See `record_many`."""
    return record_many(actor=actor, action=action, at=at, events=[event])[0]


def record_many(*, actor: AbstractBaseUser, action: str, at: datetime, events: Sequence[Event]) -> list[bytes]:
    """Write one entry for each event, in a number of statements that does not grow; returns the new heads in order.

    The caller holds a lock on each subject, has read its head under that lock and stores the new one in the same
    transaction. Raises UndeclaredActionError, and ValueError for personal values that the kind does not name or plain
    values that it calls personal.
    """
    declared = kind(action)
    entries, personals = [], []
    for event in events:
        if set(event.personal) - declared.personal or set(event.data) & declared.personal:
            raise ValueError(f"{action} declares {sorted(declared.personal)} as its personal values")
        salt = secrets.token_bytes(SALT_BYTES)
        digest = chain.personal_mac(salt, event.personal) if event.personal else b""
        entry = _entry(actor, action, at, event, digest)
        entries.append(entry)
        if event.personal:
            personals.append((entry, salt, event.personal))
    # A savepoint costs two statements: only where there are two inserts to hold together.
    with transaction.atomic() if personals else nullcontext():
        insert_rows(entries)
        PersonalValue.objects.bulk_create(
            [PersonalValue(entry=entry, salt=salt, values=values) for entry, salt, values in personals]
        )
    return [bytes(entry.mac) for entry in entries]


def _entry(actor: AbstractBaseUser, action: str, at: datetime, event: Event, personal_digest: bytes) -> Entry:
    mac = chain.entry_mac(
        previous=event.previous,
        subject=event.subject,
        at=at,
        actor_id=actor.pk,
        action=action,
        data=event.data,
        personal_digest=personal_digest,
    )
    return Entry(
        at=at,
        actor_id=actor.pk,
        action=action,
        subject=event.subject,
        data=event.data,
        personal_digest=personal_digest,
        previous=event.previous,
        mac=mac,
    )


def erase_personal_values(*, subject: str) -> int:
    """Erase the personal values of all entries of a subject; the entries and their chain stay. Returns how many."""
    erased, _ = PersonalValue.objects.filter(entry__subject=subject).delete()
    return erased


@transaction.atomic
def seal(*, now: datetime) -> Seal | None:
    """Close the block of all entries whose transactions are over; None if there is none, or another job is sealing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALING])
        if not cursor.fetchone()[0]:
            return None
        # Every transaction below the oldest one still running has ended: its entries are final.
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        end = cursor.fetchone()[0]
    last = Seal.objects.order_by("-number").first()
    first = last.end_transaction if last else 0
    macs = list(
        Entry.objects.filter(transaction__gte=first, transaction__lt=end).order_by("id").values_list("mac", flat=True)
    )
    if not macs:
        return None
    number = last.number + 1 if last else 1
    digest = chain.seal_digest(bytes(last.digest) if last else b"", number, first, end, map(bytes, macs))
    return Seal.objects.create(
        number=number, first_transaction=first, end_transaction=end, entries=len(macs), digest=digest, sealed_at=now
    )
