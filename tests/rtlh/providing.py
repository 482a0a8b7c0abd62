"""What the tests type about a household's money and people."""

from dataclasses import replace

from perkim.budgets.demo import OWN, SHOP
from perkim.budgets.rules import Amounts
from perkim.budgets.shops.rules import ShopDetails
from tests.every_programme.opening import identity

__all__ = ["amounts_of_rab", "identity", "shop_told", "typed_rab"]


def shop_told(**changes) -> ShopDetails:
    """A shop without prices of others."""
    return replace(SHOP, **{"price": None, "compared": (), **changes})


def amounts_of_rab(**changes) -> Amounts:
    """What `perkim.budgets.demo` works out of the first values of the parameters."""
    told = {"total": 26_000_000, "material": 17_500_000, "wages": 2_500_000, **OWN}
    told |= {"drpb_material": 17_500_000, "drpb_wages": 2_500_000, **changes}
    weights = {"pondasi": 15, "sloof": 8, "kolom": 12, "ring_balok": 8, "dinding": 22, "rangka_atap": 12}
    weights |= {"penutup_atap": 10, "lantai": 8, "sanitasi": 5}
    parts = {name: told["total"] * weight // 100 for name, weight in weights.items()}
    parts["dinding"] += told["total"] - sum(parts.values())
    return Amounts(**{"components": parts, **told})


def typed_rab(**changes) -> dict[str, int]:
    """The same by the names of the form's fields."""
    told = vars(amounts_of_rab(**changes)).copy()
    return {f"part_{name}": cost for name, cost in told.pop("components").items()} | told
