"""The NIK of officers: compared by keyed hash, shown masked. Source: `domain.md` §1.3."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser

from perkim.people.masking import mask_nik
from perkim.people.models import OfficerIdentity


def officers_by_index(users: Iterable[int]) -> dict[bytes, int]:
    """The accounts whose NIK is recorded, by its hash. One query."""
    rows = OfficerIdentity.objects.of(*users).order_by()
    return {bytes(index): user for index, user in rows.values_list("nik_index", "user")}


def masked_nik_of(user: AbstractBaseUser) -> str:
    """`3508••••••••9901`, empty where none is recorded."""
    identity = OfficerIdentity.objects.of(user.pk).first()
    return mask_nik(identity.nik) if identity else ""
