"""Reads the whole log and says what was changed, removed or added behind the application's back.

All of it must be read as of one moment (`one_moment`), heads included: what is written between two reads would look
like a break.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import F

from perkim.audit import chain
from perkim.audit.findings import LogFault
from perkim.audit.models import ChainHead, Entry, PersonalValue
from perkim.audit.seal_verification import verify_seals

BATCH = 5_000
# The head that closes the entries from before accounts had chains.
FORMER = ""


@contextmanager
def one_moment() -> Iterator[None]:
    """What is read inside stands as of one moment, however long it takes, and nothing can be written.

    Inside a transaction of the caller's the database allows no other moment than that one's.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def verify(heads: Iterable[Mapping[str, bytes]]) -> Iterator[LogFault]:
    """All findings. `heads` are maps of subject to the head its owner keeps, as each app's tables hold them."""
    kept = {subject: bytes(head) for group in heads for subject, head in group.items()}
    kept |= {subject: bytes(head) for subject, head in ChainHead.objects.values_list("subject", "head")}
    yield from _verify_former(kept.pop(FORMER, None))
    yield from _verify_chains(kept)
    yield from _verify_personal_values()
    yield from verify_seals()


def former_entries() -> int:
    """How many entries are from before accounts had chains."""
    return Entry.objects.filter(subject=FORMER).count()


def _verify_former(head: bytes | None) -> Iterator[LogFault]:
    former = Entry.objects.filter(subject=FORMER)
    if head is None and not former.exists():
        return
    rows = former.order_by("pk").values_list("pk", "mac").iterator(BATCH)
    if chain.former_digest((pk, bytes(mac)) for pk, mac in rows) != head:
        yield LogFault(
            "catatan dari sebelum rantai per akun", "ada yang diubah, dihapus, disalin, atau ditambah sejak ditutup"
        )


def _verify_chains(heads: dict[str, bytes]) -> Iterator[LogFault]:
    """Every chain from its first entry: MACs right, links unbroken, the last one the head that the owner keeps."""
    subject, head = FORMER, b""
    for entry in Entry.objects.order_by("subject", "id").iterator(BATCH):
        if entry.subject != subject:
            yield from _end_of_chain(subject, head, heads)
            subject, head = entry.subject, b""
        if entry.subject and bytes(entry.previous) != head:
            yield LogFault(f"catatan {entry.pk}", f"tidak menyambung pada {subject}: ada yang dihapus atau disisipkan")
        if bytes(entry.mac) != _mac_of(entry):
            yield LogFault(f"catatan {entry.pk}", "isinya diubah")
        head = bytes(entry.mac)
    yield from _end_of_chain(subject, head, heads)
    for missing in heads:
        yield LogFault(missing, "semua catatannya hilang")


def _end_of_chain(subject: str, head: bytes, heads: dict[str, bytes]) -> Iterator[LogFault]:
    if subject == FORMER:
        return
    kept = heads.pop(subject, None)
    if not kept:
        yield LogFault(subject, "ada catatannya, tetapi pemiliknya tidak menyimpan kepala rantainya")
    elif kept != head:
        yield LogFault(subject, "catatan terakhir tidak sama dengan yang disimpan pemiliknya")


def _mac_of(entry: Entry) -> bytes:
    return chain.entry_mac(
        previous=bytes(entry.previous),
        subject=entry.subject,
        at=entry.at,
        actor_id=entry.actor_id,
        action=entry.action,
        data=entry.data,
        personal_digest=bytes(entry.personal_digest),
    )


def _verify_personal_values() -> Iterator[LogFault]:
    for value in PersonalValue.objects.annotate(digest=F("entry__personal_digest")).iterator(BATCH):
        if chain.personal_mac(bytes(value.salt), value.values) != bytes(value.digest):
            yield LogFault(f"catatan {value.pk}", "nilai pribadinya diubah")
