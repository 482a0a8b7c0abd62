"""How regions are asked for."""

from typing import Self

from django.db import models
from django.db.models import Q


class RegionQuerySet(models.QuerySet):
    def villages(self) -> Self:
        """Desa and kelurahan, with the kecamatan loaded for `address`."""
        return self.filter(kind__in=("DESA", "KELURAHAN")).select_related("parent")

    def kecamatan(self) -> Self:
        return self.filter(kind="KECAMATAN")

    def within(self, code: str) -> Self:
        """The region of this code and all that lie in it."""
        return self.filter(Q(code=code) | Q(code__startswith=f"{code}."))

    def search(self, words: str) -> Self:
        """Regions whose name or code holds the words; a leading 'desa', 'kelurahan' or 'kecamatan' is passed over."""
        first, _, rest = words.strip().partition(" ")
        if rest and first.lower() in ("desa", "kelurahan", "kecamatan", "kel.", "kec."):
            words = rest
        return self.filter(Q(name__icontains=words.strip()) | Q(code__startswith=words.strip()))
