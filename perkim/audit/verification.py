"""Reads the whole log and says what was changed, removed or added behind the application's back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import F

from perkim.audit import chain
from perkim.audit.models import Entry, PersonalValue, Seal

BATCH = 5_000


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it was written."""

    where: str
    what: str


def verify(heads: Iterable[Mapping[str, bytes]]) -> Iterator[Finding]:
    """All findings. `heads` are maps of subject to the head its owner keeps, as each app's tables hold them."""
    kept = {subject: bytes(head) for group in heads for subject, head in group.items()}
    yield from _verify_chains(kept)
    yield from _verify_personal_values()
    yield from _verify_seals()


def _verify_chains(heads: dict[str, bytes]) -> Iterator[Finding]:
    """Every chain from its first entry: MACs right, links unbroken, the last one the head that the owner keeps."""
    subject, head = "", b""
    for entry in Entry.objects.order_by("subject", "id").iterator(BATCH):
        if entry.subject != subject:
            yield from _end_of_chain(subject, head, heads)
            subject, head = entry.subject, b""
        if entry.subject and bytes(entry.previous) != head:
            yield Finding(f"catatan {entry.pk}", f"tidak menyambung pada {subject}: ada yang dihapus atau disisipkan")
        if bytes(entry.mac) != _mac_of(entry):
            yield Finding(f"catatan {entry.pk}", "isinya diubah")
        head = bytes(entry.mac)
    yield from _end_of_chain(subject, head, heads)
    for missing, kept in heads.items():
        if kept:
            yield Finding(missing, "semua catatannya hilang")


def _end_of_chain(subject: str, head: bytes, heads: dict[str, bytes]) -> Iterator[Finding]:
    if subject and heads.pop(subject, head) != head:
        yield Finding(subject, "catatan terakhir tidak sama dengan yang disimpan pemiliknya")


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


def _verify_personal_values() -> Iterator[Finding]:
    for value in PersonalValue.objects.annotate(digest=F("entry__personal_digest")).iterator(BATCH):
        if chain.personal_mac(bytes(value.salt), value.values) != bytes(value.digest):
            yield Finding(f"catatan {value.pk}", "nilai pribadinya diubah")


def _verify_seals() -> Iterator[Finding]:
    before, end, number = b"", 0, 0
    for seal in Seal.objects.order_by("number"):
        number += 1
        if seal.number != number or seal.first_transaction != end:
            yield Finding(f"segel {seal.number}", "segel sebelumnya hilang")
            number = seal.number
        if bytes(seal.digest) != _digest_of(seal, before):
            yield Finding(f"segel {seal.number}", "catatan di dalamnya diubah, dihapus, atau ditambah")
        before, end = bytes(seal.digest), seal.end_transaction


def _digest_of(seal: Seal, before: bytes) -> bytes:
    inside = Entry.objects.filter(transaction__gte=seal.first_transaction, transaction__lt=seal.end_transaction)
    macs = inside.order_by("id").values_list("mac", flat=True).iterator(BATCH)
    return chain.seal_digest(
        before, seal.number, seal.first_transaction, seal.end_transaction, (bytes(mac) for mac in macs)
    )
