"""When a term of the aid may be paid, and how much of it. Pure: amounts in whole rupiah, physical progress in per cent.

Two cash events are never merged: the treasury fills the household's account (penyaluran), and later shop and builders
are paid out of it (pemindahbukuan). Source: `domain.md` §4.1, §4.2, §4.5.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from perkim.lib.money import rupiah

TERMS = (1, 2)


@dataclass(frozen=True, kw_only=True)
class Ceilings:
    """The most that one household gets, for material and for wages; `first` per cent of each in the first term."""

    material: int
    wages: int
    first: int = 50

    @property
    def total(self) -> int:
        return self.material + self.wages

    def wages_of(self, term: int) -> int:
        """The wages of a term. Half rupiah go to the second one."""
        first = self.wages * self.first // 100
        return first if term == 1 else self.wages - first

    def material_left(self, term: int, spent: int) -> int:
        """What the shop may be paid in a term: the first one's share, then all that `spent` (in the first) left over:
        `sisa_bahan_2 = 17.500.000 - realisasi_1`."""
        return self.material * self.first // 100 if term == 1 else self.material - spent


@dataclass(frozen=True, kw_only=True)
class Slowest:
    """The slowest house of a group whose houses wait for each other, in per cent."""

    group: str
    house: str
    physical: Decimal


@dataclass(frozen=True, kw_only=True)
class TermReport:
    """What is known of a term when somebody wants to pay it. `receipts` is the total of the shop's receipts; what lies
    above the ceiling must have been `settled` as own effort, or moved to the second term. `slowest` is there where the
    house waits for its group."""

    term: int
    physical: Decimal | None
    checked: bool
    receipts: int
    delivered: bool
    attendance: bool
    wage_receipt: bool
    settled: bool = False
    slowest: Slowest | None = None


@dataclass(frozen=True, kw_only=True)
class Payment:
    """What may be paid now; nothing may while there are `obstacles`, each a sentence. `excess` is what the receipts
    have above the ceiling, `carried` what the first term leaves to the second."""

    material: int
    wages: int
    excess: int
    carried: int
    obstacles: tuple[str, ...]

    @property
    def total(self) -> int:
        return self.material + self.wages


def payment_of(report: TermReport, ceilings: Ceilings, gates: Mapping[int, int], spent: int = 0) -> Payment:
    """The decision about one term. `spent` is what the shop was paid in the term before."""
    left = ceilings.material_left(report.term, spent)
    material = min(report.receipts, left)
    excess = report.receipts - material
    return Payment(
        material=material,
        wages=ceilings.wages_of(report.term) if report.attendance and report.wage_receipt else 0,
        excess=excess,
        carried=left - material if report.term == 1 else 0,
        obstacles=tuple(_obstacles(report, gates[report.term], excess)),
    )


def _obstacles(report: TermReport, gate: int, excess: int) -> Iterable[str]:
    if sentence := closed_gate(report.physical, report.slowest, gate, report.term):
        yield sentence
    if not report.receipts:
        yield "Nota toko belum dicatat."
    if not report.delivered:
        yield "Bahan belum diterima lengkap."
    if not report.attendance or not report.wage_receipt:
        yield "Absensi tukang atau kuitansi upah belum ada."
    if excess and not report.settled:
        yield (
            f"Nota melebihi sisa pagu bahan sebesar {rupiah(excess)}. Catat kelebihannya sebagai swadaya, "
            "atau pindahkan ke tahap 2."
        )
    if not report.checked:
        yield f"LPD tahap {report.term} belum diperiksa verifikator."


def short_of(physical: Decimal | None, gate: int, term: int) -> str:
    """Says by how much the work falls short of the gate; empty if it does not. Exactly the gate is enough."""
    if physical is None:
        return f"Kemajuan fisik belum dicatat; batas tahap {term} adalah {gate} %."
    if physical >= gate:
        return ""
    return f"Fisik {percent(physical)} %, kurang {percent(gate - physical)} % dari batas tahap {term} ({gate} %)."


def closed_gate(physical: Decimal | None, behind: Slowest | None, gate: int, term: int) -> str:
    """Says why a house does not pass the gate of a term: by its own work, or by that of the slowest house of its group
    where all wait for it (`domain.md` §4.5, example 6). Empty if it does."""
    if sentence := short_of(physical, gate, term):
        return sentence
    if behind is None or behind.physical >= gate:
        return ""
    return (
        f"Semua rumah {behind.group} menunggu yang paling lambat: {behind.house}, fisik {percent(behind.physical)} %, "
        f"kurang {percent(gate - behind.physical)} % dari batas tahap {term} ({gate} %)."
    )


def slowest(physicals: Sequence[Decimal]) -> Decimal:
    """The progress of a group where all wait for each other: that of its slowest house."""
    return min(physicals)


@dataclass(frozen=True, kw_only=True)
class Recap:
    """The money of a group (format II-54): of the whole, and of one term."""

    material: int
    wages: int

    @property
    def total(self) -> int:
        return self.material + self.wages


def recap(ceilings: Sequence[Ceilings], term: int | None = None) -> Recap:
    """What a group's houses get together, in one term or in both."""
    if term is None:
        return Recap(material=sum(each.material for each in ceilings), wages=sum(each.wages for each in ceilings))
    material = [
        each.material_left(1, 0) if term == 1 else each.material - each.material_left(1, 0) for each in ceilings
    ]
    return Recap(material=sum(material), wages=sum(each.wages_of(term) for each in ceilings))


def percent(value: Decimal) -> str:
    """`28`, `29,99`: as written on the sheets."""
    return f"{value.normalize():f}".replace(".", ",")
