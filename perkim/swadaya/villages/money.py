"""The money and work of a village's households by group (KPB), as the monthly recap shows them (format II-54)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from perkim.accounts.models import User
from perkim.funds.case_funds import CaseFunds, funds_of_many
from perkim.funds.gates import TERMS, slowest
from perkim.funds.requirements import Reported, Transferred
from perkim.funds.terms import EntryKind
from perkim.lib.names import by_name, name_order
from perkim.sipoc.counted import counted_for
from perkim.sipoc.declarations import Process
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import KpbMember

NO_GROUP = "Belum masuk KPB"


@dataclass(frozen=True, kw_only=True)
class HouseLine:
    """One household: its case, its money and its work."""

    case: Berkas
    funds: CaseFunds

    @property
    def paid(self) -> list[int]:
        """What was paid in each term, material and wages together (Rp)."""
        return [self.funds.paid(EntryKind.MATERIAL, term) + self.funds.paid(EntryKind.WAGES, term) for term in TERMS]


@dataclass(frozen=True, kw_only=True)
class GroupLines:
    """The households of one group with their sums; the group is as far as its slowest house, of those that somebody has
    looked at."""

    name: str
    houses: Sequence[HouseLine]

    @property
    def filled(self) -> int:
        return sum(each.funds.filled for each in self.houses)

    @property
    def balance(self) -> int:
        return sum(each.funds.balance for each in self.houses)

    @property
    def paid(self) -> list[int]:
        return [sum(amounts) for amounts in zip(*(each.paid for each in self.houses), strict=True)]

    @property
    def reports(self) -> list[tuple[Berkas, Reported]]:
        """What is reported for the whole group now, each with a household to come from."""
        reports: dict[str, tuple[Berkas, Reported]] = {}
        for each in self.houses:
            if requirement := Reported.find(each.case.declared_stage):
                reports.setdefault(requirement.key, (each.case, requirement))
        return list(reports.values())

    @property
    def slowest(self) -> Decimal | None:
        """None before anybody has looked at one of its houses."""
        seen = [each.funds.physical for each in self.houses if each.funds.physical is not None]
        return slowest(seen) if seen else None

    @property
    def unmeasured(self) -> int:
        """How many of its houses nobody has looked at."""
        return sum(each.funds.physical is None for each in self.houses)


def process_with_money(case: Berkas) -> Process | None:
    """The kind of case below this one in which money flows."""
    below = [each for each in case.declared_programme.processes if each.parent == case.process]
    return next((each for each in below if Transferred.find(each)), None)


def groups_of(case: Berkas, user: User) -> list[GroupLines]:
    """The households whose account was filled or whose work was measured, that this reader may see, by group.

    Seven queries, however many households.
    """
    process = process_with_money(case)
    if process is None:
        return []
    visible = Berkas.objects.visible_to(user).filter(parent=case, process=process.key).order_by(*by_name("title", "id"))
    cases = list(visible)
    funds_by_case = funds_of_many([each.pk for each in cases])
    seats = KpbMember.objects.filter(berkas__any_of=[each.pk for each in cases]).values_list("berkas", "kpb__name")
    names = dict(seats)
    houses_by_group: dict[str, list[HouseLine]] = {}
    for each in cases:
        funds = funds_by_case[each.pk]
        if funds.plan or funds.measure:
            houses_by_group.setdefault(names.get(each.pk, NO_GROUP), []).append(HouseLine(case=each, funds=funds))
    return [
        GroupLines(name=name, houses=houses_by_group[name])
        for name in sorted(houses_by_group, key=lambda name: (name == NO_GROUP, name_order(name), name))
    ]


def village_money_panel(case: Berkas, user: User) -> Mapping[str, Any] | None:
    """The groups with their sums on the page of the village's case; None where no money flows below it."""
    process = process_with_money(case)
    if process is None:
        return None
    groups = groups_of(case, user)
    counted = counted_for(user, case.declared_programme, process, str(case.region_id))
    return {"case": case, "groups": groups, "counted": counted} if groups else {}
