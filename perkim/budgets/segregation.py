"""A facilitator does not own the shop of a household that he assists. Source: `domain.md` §1.3.

The shop's owner is kept under a hash of its own kind, so the facilitator's number is read here to be hashed the same
way; it is neither shown nor kept.
"""

from collections.abc import Sequence

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.budgets.models import OWNER, Shop
from perkim.budgets.shops.chosen import shops_of_many
from perkim.people.cipher import index_of
from perkim.people.models import OfficerIdentity
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.handing_rules import register_handing_rule
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Kpb, KpbMember
from perkim.swadaya.segregation import ASSISTS, OTHERWISE, facilitators_of


def own_shops(role: Role, person: User, cases: Sequence[Berkas]) -> dict[int, str]:
    """Of these cases those whose chosen shop belongs to this facilitator."""
    identity = OfficerIdentity.objects.of(person.pk).first() if role is ASSISTS else None
    if identity is None:
        return {}
    owner = index_of(OWNER, identity.nik)
    sentence = f"NIK {person.name} sama dengan NIK pemilik toko pilihannya, jadi ia tidak boleh mendampingi rumah ini."
    shops = shops_of_many([case.pk for case in cases])
    return {pk: f"{sentence} {OTHERWISE}" for pk, shop in shops.items() if bytes(shop.owner_index) == owner}


def refuse_own_shop(shop: Shop, village: Berkas, kpb: Kpb | None) -> None:
    """Raises SipocError if the shop belongs to a facilitator who assists any household that buys there."""
    households = Berkas.objects.filter(parent=village, outcome="").order_by()
    if kpb:
        households = households.filter(kpb_seat__kpb=kpb)
    else:
        elsewhere = KpbMember.objects.filter(kpb__toko__isnull=False).values("berkas")
        households = households.exclude(pk__in=elsewhere)
    assisting = facilitators_of(list(households.values_list("pk", flat=True)))
    for officer in OfficerIdentity.objects.of(*assisting).select_related("user"):
        if index_of(OWNER, officer.nik) == bytes(shop.owner_index):
            raise SipocError(
                f"Pemilik toko ini adalah {officer.user.name}, TFL yang mendampingi rumah di sini (menurut NIK). Pilih "
                "toko lain, atau minta Korfas menyerahkan berkasnya kepada TFL lain dahulu."
            )


register_handing_rule("toko sendiri", own_shops)
