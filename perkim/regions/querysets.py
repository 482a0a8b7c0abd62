"""Querysets of regions."""

from typing import Self

from django.db import models
from django.db.models import Q

# Words that stand before a name, in full and as written on forms.
KINDS = {
    "kabupaten": "KABUPATEN",
    "kab.": "KABUPATEN",
    "kecamatan": "KECAMATAN",
    "kec.": "KECAMATAN",
    "desa": "DESA",
    "kelurahan": "KELURAHAN",
    "kel.": "KELURAHAN",
}


class RegionQuerySet(models.QuerySet):
    def villages(self) -> Self:
        """Desa and kelurahan, with the kecamatan loaded for `address`."""
        return self.filter(kind__in=("DESA", "KELURAHAN")).select_related("parent")

    def kecamatan(self) -> Self:
        return self.filter(kind="KECAMATAN")

    def within(self, code: str) -> Self:
        """The region of this code and all that lie in it."""
        return self.filter(Q(code=code) | Q(code__startswith=f"{code}."))

    def called(self, words: str) -> Self:
        """Regions of exactly this name, in any case; `Desa Kebonsari` and `Kebonsari, Kec. Rowokangkung` say which."""
        name, _, place = (part.strip() for part in words.partition(","))
        first, _, rest = name.partition(" ")
        kind = KINDS.get(first.lower())
        regions = self.filter(kind=kind, name__iexact=rest.strip()) if kind and rest else self.filter(name__iexact=name)
        first, _, rest = place.partition(" ")
        kecamatan = rest.strip() if KINDS.get(first.lower()) == "KECAMATAN" else place
        return regions.filter(parent__name__iexact=kecamatan) if kecamatan else regions

    def search(self, words: str) -> Self:
        """Regions whose name or code holds the words; a leading 'desa', 'kelurahan' or 'kecamatan' is passed over."""
        first, _, rest = words.strip().partition(" ")
        if rest and first.lower() in KINDS:
            words = rest
        return self.filter(Q(name__icontains=words.strip()) | Q(code__startswith=words.strip()))
