"""How persons, households and earlier aid are asked for: by number, never by decrypting."""

from collections.abc import Iterable
from typing import Self

from django.db import models

from perkim.people.cipher import KK, NIK, index_of


class PersonQuerySet(models.QuerySet):
    def with_nik(self, *niks: str) -> Self:
        return self.filter(nik_index__in=[index_of(NIK, nik) for nik in niks])

    def indexed(self, indexes: Iterable[bytes]) -> Self:
        """By keyed hashes, as one array however many."""
        return self.filter(nik_index__any_of=list(indexes))


class FamilyQuerySet(models.QuerySet):
    def with_kk(self, *kks: str) -> Self:
        return self.filter(kk_index__in=[index_of(KK, kk) for kk in kks])

    def indexed(self, indexes: Iterable[bytes]) -> Self:
        return self.filter(kk_index__any_of=list(indexes))


class OfficerIdentityQuerySet(models.QuerySet):
    def of(self, *users: int) -> Self:
        """Those of these accounts, by id."""
        return self.filter(user__in=users)


class AidQuerySet(models.QuerySet):
    def live(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)

    def from_origin(self, origin: str) -> Self:
        return self.filter(origin=origin)
