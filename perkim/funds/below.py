"""The accounts of all households below a case, however it is called: none may hold money when that case ends."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from perkim.funds.case_funds import funds_of_many
from perkim.funds.models import Plan
from perkim.lib.money import rupiah
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.levels import loading, lying_below, paths_up
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet


@dataclass(frozen=True, kw_only=True)
class AccountsEmpty(Requirement):
    """No household below, however far, holds money in its account, also where its case is closed."""

    def fact(self, case: Berkas) -> str:
        filled = self._plans(case.as_queryset())
        funds = funds_of_many([each.berkas_id for each in filled])
        empty = sum(not each.balance for each in funds.values())
        return f"{empty} dari {len(filled)} rekening yang pernah diisi bersaldo Rp0." if filled else ""

    def unneeded(self, case: Berkas) -> str:
        return "Belum ada rekening yang pernah diisi."

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        wanted = set(cases.ids())
        plans = self._plans(cases)
        funds = funds_of_many([each.berkas_id for each in plans])
        held: dict[int, list[int]] = defaultdict(list)
        for each in plans:
            if balance := funds[each.berkas_id].balance:
                held[next(pk for pk in _ids_above(each.berkas) if pk in wanted)].append(balance)
        return {pk: [self._sentence(balances)] for pk, balances in held.items()}

    def _sentence(self, balances: Sequence[int]) -> str:
        lead = f"{len(balances)} rekening penerima masih berisi {rupiah(sum(balances))}."
        return f"{lead} Kembalikan sisanya ke kas daerah dahulu."

    def _plans(self, cases: BerkasQuerySet) -> list[Plan]:
        below = lying_below(cases, paths_up(), "berkas")
        return list(Plan.objects.filter(below).select_related(loading("berkas")))


def _ids_above(case: Berkas) -> Iterator[int]:
    """The cases above, the nearest first: no query where `loading` named them."""
    here: Berkas | None = case
    while here is not None and here.parent_id is not None:
        yield here.parent_id
        here = here.parent
