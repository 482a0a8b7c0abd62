"""The accounts of all households below a case, however it is called: none may hold money when that case ends."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from perkim.funds.case_funds import funds_of_many
from perkim.funds.models import Plan
from perkim.lib.money import rupiah
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet


@dataclass(frozen=True, kw_only=True)
class AccountsEmpty(Requirement):
    """No household one or two levels below holds money in its account, also where its case is closed."""

    def fact(self, case: Berkas) -> str:
        filled = self._plans(Berkas.objects.filter(pk=case.pk))
        return f"{len(filled)} rekening pernah diisi, semuanya Rp0." if filled else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        wanted = set(cases.order_by().values_list("pk", flat=True))
        plans = self._plans(cases)
        funds = funds_of_many([each.berkas_id for each in plans])
        held: dict[int, list[int]] = defaultdict(list)
        for each in plans:
            if balance := funds[each.berkas_id].balance:
                parent = each.berkas.parent
                above = [each.berkas.parent_id, parent.parent_id if parent else None]
                held[next(pk for pk in above if pk and pk in wanted)].append(balance)
        return {pk: [self._sentence(balances)] for pk, balances in held.items()}

    def _sentence(self, balances: Sequence[int]) -> str:
        lead = f"{len(balances)} rekening penerima masih berisi {rupiah(sum(balances))}."
        return f"{lead} Kembalikan sisanya ke kas daerah dahulu."

    def _plans(self, cases: BerkasQuerySet) -> list[Plan]:
        below = Q(berkas__parent__in=cases) | Q(berkas__parent__parent__in=cases)
        return list(Plan.objects.filter(below).select_related("berkas__parent"))
