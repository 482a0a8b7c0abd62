"""The only writer of the log."""

import secrets
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction

from perkim.audit import chain
from perkim.audit.kinds import LogKind, kind
from perkim.audit.models import SEAL_VERSION, ChainHead, Entry, PersonalValue, Seal
from perkim.lib.rows import insert_rows

SALT_BYTES = 16
# Advisory lock of the sealing job: two jobs must not write the same seal.
SEALING = 7_283_001


@dataclass(frozen=True, kw_only=True)
class Event:
    """What is to be recorded about one subject. `previous` is the head of the subject's chain, empty at its start.

    Without a subject (no case) the entry goes into the chain of the account that acts, whose head is kept here.
    """

    subject: str
    data: dict[str, Any] = field(default_factory=dict)
    personal: dict[str, Any] = field(default_factory=dict)
    previous: bytes = b""


def record(*, actor: AbstractBaseUser, action: str, at: datetime, event: Event) -> bytes:
    """Write one entry and return its MAC, the new head of its chain. See `record_many`."""
    return record_many(actor=actor, action=action, at=at, events=[event])[0]


def record_many(*, actor: AbstractBaseUser, action: str, at: datetime, events: Sequence[Event]) -> list[bytes]:
    """Write one entry for each event, in a number of statements that does not grow; returns the new heads in order.

    The caller holds a lock on each subject, has read its head under that lock and stores the new one in the same
    transaction. What goes to no case is written last: whoever locks another row after it can wait for a second writer
    of the same account, who waits for the chain. Raises UndeclaredActionError, and ValueError for personal values that
    the kind does not name or plain values that it calls personal.
    """
    _require_declared(kind(action), events)
    personal = any(event.personal for event in events)
    without_case = not all(event.subject for event in events)
    # A savepoint costs two statements: only where two inserts are to be held together.
    with transaction.atomic(savepoint=personal) if personal or without_case else nullcontext():
        head = _locked_head(actor) if without_case else b""
        entries, personals = [], []
        for event in events:
            salt = secrets.token_bytes(SALT_BYTES)
            digest = chain.personal_mac(salt, event.personal) if event.personal else b""
            placed = event if event.subject else replace(event, subject=account_chain(actor), previous=head)
            entry = _entry(actor, action, at, placed, digest)
            head = head if event.subject else bytes(entry.mac)
            entries.append(entry)
            if event.personal:
                personals.append((entry, salt, event.personal))
        insert_rows(entries)
        PersonalValue.objects.bulk_create(
            [PersonalValue(entry=entry, salt=salt, values=values) for entry, salt, values in personals]
        )
        if without_case:
            ChainHead.objects.filter(pk=account_chain(actor)).update(head=head)
    return [bytes(entry.mac) for entry in entries]


def account_chain(actor: AbstractBaseUser) -> str:
    """The name of the chain of what this account does to no case."""
    return f"akun:{actor.pk}"


def _locked_head(actor: AbstractBaseUser) -> bytes:
    """The head of the account's chain, locked until the transaction ends: only the same account's writers wait.

    One statement, also for an account's first entry: two first entries at once wait for each other on the key.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_chainhead (subject, head) VALUES (%s, '') "
            "ON CONFLICT (subject) DO UPDATE SET head = audit_chainhead.head RETURNING head",
            [account_chain(actor)],
        )
        return bytes(cursor.fetchone()[0])


def _require_declared(declared: LogKind, events: Sequence[Event]) -> None:
    for event in events:
        if set(event.personal) - declared.personal or set(event.data) & declared.personal:
            raise ValueError(f"{declared.action} declares {sorted(declared.personal)} as its personal values")


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
    inside = Entry.objects.filter(transaction__gte=first, transaction__lt=end).order_by("id")
    rows = [(pk, bytes(mac)) for pk, mac in inside.values_list("pk", "mac")]
    if not rows:
        return None
    made = Seal(
        number=last.number + 1 if last else 1,
        version=SEAL_VERSION,
        first_transaction=first,
        end_transaction=end,
        entries=len(rows),
        sealed_at=now,
    )
    made.digest = chain.seal_digest(bytes(last.digest) if last else b"", made.block, rows)
    made.save(force_insert=True)
    return made
