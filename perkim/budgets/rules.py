"""What the numbers of RAB and DRPB must be. Pure: amounts in whole rupiah. Source: `domain.md` §4.1, §4.3 (DAK-03a),
§4.6.

The RAB names who pays for what: material and wages, and the household's own effort (swadaya) as money, material and
labour. The DRPB names what the aid itself buys. The aid is a stimulus: a house costs at least as much as it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from perkim.funds.gates import Ceilings
from perkim.lib.money import rupiah


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """The numbers of one house (Rp, none below zero). `total` is the sum on the RAB itself, `components` what of it
    each part of the house costs: by these shares the progress of the work is counted (`domain.md` §4.5)."""

    total: int
    material: int
    wages: int
    own_cash: int
    own_material: int
    own_labour: int
    drpb_material: int
    drpb_wages: int
    components: Mapping[str, int] = field(default_factory=dict)

    @property
    def own(self) -> int:
        """The household's own effort."""
        return self.own_cash + self.own_material + self.own_labour

    @property
    def added_up(self) -> int:
        """RAB total = material + wages + own effort."""
        return self.material + self.wages + self.own

    @property
    def drpb(self) -> int:
        return self.drpb_material + self.drpb_wages


@dataclass(frozen=True, kw_only=True)
class BudgetFault:
    """What is wrong, in a sentence that names the difference, and the number at which it is mended."""

    name: str
    sentence: str


def faults_of(amounts: Amounts, aid: Ceilings, *, leftover: bool) -> list[BudgetFault]:
    """All that is wrong with the numbers of a house that gets this aid; empty if nothing is.

    `leftover`: the household may leave a part of the aid for material unspent (parameter `rab.sisa_boleh`); then RAB
    and DRPB may name less material than the aid pays.
    """
    return [*_faults_of_rab(amounts, aid, leftover), *_faults_of_drpb(amounts, aid, leftover)]


def _faults_of_rab(amounts: Amounts, aid: Ceilings, leftover: bool) -> Iterator[BudgetFault]:
    if amounts.total != amounts.added_up:
        yield BudgetFault(
            name="total",
            sentence=(
                f"Jumlah RAB tertulis {rupiah(amounts.total)}, sedangkan bahan + upah + swadaya "
                f"{rupiah(amounts.added_up)}: selisih {rupiah(abs(amounts.total - amounts.added_up))}. "
                "Cocokkan dengan naskahnya."
            ),
        )
    if not any(amounts.components.values()):
        yield BudgetFault(
            name="components", sentence="Isi biaya tiap komponen menurut RAB. Kemajuan fisik dihitung darinya."
        )
    elif amounts.total != sum(amounts.components.values()):
        parts = sum(amounts.components.values())
        yield BudgetFault(
            name="components",
            sentence=(
                f"Biaya semua komponen {rupiah(parts)}, sedangkan jumlah RAB {rupiah(amounts.total)}: selisih "
                f"{rupiah(abs(amounts.total - parts))}. Cocokkan dengan naskahnya."
            ),
        )
    short = False
    if amounts.material < aid.material and not leftover:
        short = True
        yield BudgetFault(
            name="material", sentence=_short("Bahan RAB", amounts.material, aid.material, "bantuan bahan")
        )
    if amounts.wages < aid.wages:
        short = True
        yield BudgetFault(name="wages", sentence=_short("Upah RAB", amounts.wages, aid.wages, "bantuan upah"))
    if amounts.added_up < aid.total and not short:
        yield BudgetFault(name="total", sentence=_short("Jumlah RAB", amounts.added_up, aid.total, "nilai bantuan"))


def _faults_of_drpb(amounts: Amounts, aid: Ceilings, leftover: bool) -> Iterator[BudgetFault]:
    less = amounts.drpb_material < aid.material
    if amounts.drpb_material > aid.material or (less and not leftover):
        sentence = _differs("Bahan DRPB", amounts.drpb_material, aid.material, "bantuan bahan")
        yield BudgetFault(name="drpb_material", sentence=sentence)
    elif amounts.drpb_material > amounts.material:
        more = rupiah(amounts.drpb_material - amounts.material)
        sentence = f"Bahan DRPB melebihi bahan RAB sebesar {more}. Yang dibeli harus ada di RAB."
        yield BudgetFault(name="drpb_material", sentence=sentence)
    if amounts.drpb_wages != aid.wages:
        yield BudgetFault(
            name="drpb_wages", sentence=_differs("Upah DRPB", amounts.drpb_wages, aid.wages, "bantuan upah")
        )


def _short(what: str, amount: int, least: int, of: str) -> str:
    return f"{what} {rupiah(amount)}, kurang {rupiah(least - amount)} dari {of} {rupiah(least)}."


def _differs(what: str, amount: int, due: int, of: str) -> str:
    if amount < due:
        return _short(what, amount, due, of)
    return f"{what} {rupiah(amount)}, lebih {rupiah(amount - due)} dari {of} {rupiah(due)}."
