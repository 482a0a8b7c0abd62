"""Whether the seals hang together, hold what they held, and took all that they should have taken by now."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.db.models import Count, Min, Q
from django.db.models.functions import Now
from django.utils import timezone

from perkim.audit import chain
from perkim.audit.findings import LogFault
from perkim.audit.models import Entry, Seal

BATCH = 5_000
# The job seals every five minutes: after three runs something is wrong.
LATE = timedelta(minutes=15)


def verify_seals() -> Iterator[LogFault]:
    """Numbers without a gap, spans without a gap, and digests that fit what lies in them."""
    before, end, number = b"", 0, 0
    for seal in Seal.objects.order_by("number"):
        number += 1
        if seal.number != number or seal.first_transaction != end:
            yield LogFault(f"segel {seal.number}", "segel sebelumnya hilang")
            number = seal.number
        if bytes(seal.digest) != _digest_of(seal, before):
            yield LogFault(f"segel {seal.number}", "catatan di dalamnya diubah, dihapus, atau ditambah")
        before, end = bytes(seal.digest), seal.end_transaction


def _digest_of(seal: Seal, before: bytes) -> bytes:
    inside = Entry.objects.filter(transaction__gte=seal.first_transaction, transaction__lt=seal.end_transaction)
    rows = inside.order_by("id").values_list("pk", "mac").iterator(BATCH)
    return chain.seal_digest(before, seal.block, ((pk, bytes(mac)) for pk, mac in rows))


def verify_sealing() -> Iterator[LogFault]:
    """Entries that no seal has taken though it could have, and those that none will ever take.

    A seal cut off together with what would show it leaves entries that look as if they were never sealed.
    """
    last = Seal.objects.order_by("-number").first()
    horizon, next_transaction = _transactions()
    unsealed = Entry.objects.filter(transaction__gte=last.end_transaction if last else 0)
    # One that tells of a time to come would else never be late.
    overdue = Q(written_at__lt=Now() - LATE) | Q(written_at__gt=Now() + LATE)
    late = unsealed.filter(overdue, transaction__lt=horizon)
    sums = late.aggregate(count=Count("pk"), oldest=Min("written_at"))
    if sums["count"]:
        since = timezone.localtime(sums["oldest"])
        yield LogFault(
            f"{sums['count']} catatan sejak {since:%Y-%m-%d %H.%M}",
            "belum disegel padahal sudah final: penyegelan berhenti (lihat beat dan worker), atau segelnya dihapus",
        )
    for pk in unsealed.filter(transaction__gte=next_transaction).order_by("pk").values_list("pk", flat=True):
        yield LogFault(
            f"catatan {pk}",
            "nomor transaksinya belum ada di server ini, jadi tidak akan pernah disegel: diubah, atau basis data "
            "dipulihkan tanpa perintah restore",
        )


def _transactions() -> tuple[int, int]:
    """Below the first all transactions are over; from the second on none has written what can be seen here.

    A transaction sees what it wrote itself, though its own number may lie past its snapshot.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(shot)::text::bigint, greatest(pg_snapshot_xmax(shot)::text::bigint, "
            "pg_current_xact_id_if_assigned()::text::bigint + 1) FROM pg_current_snapshot() AS shot"
        )
        horizon, next_transaction = cursor.fetchone()
        return horizon, next_transaction
