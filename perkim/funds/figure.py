"""What the ledgers of some cases hold, as a figure of the dashboard."""

from django.db.models import Sum

from perkim.funds.models import LedgerEntry
from perkim.funds.terms import PAID_KINDS, EntryKind
from perkim.lib.money import rupiah, short_rupiah
from perkim.portal.dashboard.bar_chart import NUMBERS, ChartRow, ChartTable, Figure, bars
from perkim.sipoc.declarations import Process
from perkim.sipoc.querysets import BerkasQuerySet


def ledger_figure(rows: BerkasQuerySet, process: Process) -> Figure | None:
    """By kind of entry and term, corrections taken off; None while nothing is booked. One query."""
    booked, order = _booked(rows), [each.value for each in EntryKind]
    if not booked:
        return None
    lines = [
        (f"{EntryKind(kind).label}{f', tahap {term}' if term else ''}", booked[kind, term])
        for kind, term in sorted(booked, key=lambda each: (order.index(each[0]), each[1]))
    ]
    spent = sum(amount for (kind, _), amount in booked.items() if kind in PAID_KINDS)
    received = booked.get((EntryKind.TRANSFER, 0), 0)
    return Figure(
        key="dana",
        finding=f"{short_rupiah(received)} sudah disalurkan, {short_rupiah(spent)} sudah dipakai",
        note="Pembukuan dana menurut jenis dan tahap, setelah koreksi",
        bars=bars([(title, amount, short_rupiah(amount)) for title, amount in lines]),
        tables=[
            ChartTable(
                summary=NUMBERS,
                caption="Pembukuan dana menurut jenis dan tahap",
                head=["Pembukuan", "Jumlah"],
                rows=[ChartRow(title=title, cells=[rupiah(amount)]) for title, amount in lines],
            )
        ],
    )


def _booked(rows: BerkasQuerySet) -> dict[tuple[str, int], int]:
    booked = (
        LedgerEntry.objects.filter(plan__berkas__in=rows).order_by().values_list("kind", "term").annotate(Sum("amount"))
    )
    return {(kind, term or 0): int(amount) for kind, term, amount in booked}
