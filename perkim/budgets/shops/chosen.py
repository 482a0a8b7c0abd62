"""Which shop was chosen for a household: that of its group, else that of its village."""

from collections.abc import Iterable

from perkim.budgets.models import Shop
from perkim.lib.one_look import read_once
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Kpb


def shop_of(case: Berkas) -> Shop | None:
    return shops_of_many([case.pk]).get(case.pk)


@read_once
def shops_of_many(ids: Iterable[int]) -> dict[int, Shop]:
    """By the case's id; a case without a chosen shop is not there. Two queries."""
    rows = list(Berkas.objects.filter(pk__any_of=list(ids)).values_list("pk", "parent", "kpb_seat__kpb").order_by())
    villages = {parent for _, parent, _ in rows if parent}
    shops = Shop.objects.filter(usulan__any_of=list(villages)).select_related("kpb", "chosen_by")
    by_group: dict[tuple[int | None, int | None], Shop] = {(each.usulan_id, each.kpb_id): each for each in shops}
    chosen = {pk: by_group.get((parent, kpb)) or by_group.get((parent, None)) for pk, parent, kpb in rows}
    return {pk: shop for pk, shop in chosen.items() if shop}


def shop_name_of(case: Berkas) -> str:
    """The name of the shop that is paid for this household; empty while none is chosen."""
    shop = shop_of(case)
    return shop.name if shop else ""


def group_of(case: Berkas) -> Kpb | None:
    """The household's group."""
    return Kpb.objects.filter(members__berkas=case).first()
