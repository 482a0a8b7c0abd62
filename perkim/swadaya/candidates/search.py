"""Households found by a whole NIK or No. KK."""

from django.db.models import Q

from perkim.people.cipher import KK, NIK, index_of
from perkim.portal.search.seeking import identity_in
from perkim.swadaya.models import Calon


def cases_of_household(words: str) -> Q | None:
    """Cases of the person, of the spouse or of the family with the typed number, by keyed hash; None for other words.
    One query."""
    number = identity_in(words)
    if not number:
        return None
    nik, kk = index_of(NIK, number), index_of(KK, number)
    bearers = Q(person__nik_index=nik) | Q(spouse__nik_index=nik) | Q(family__kk_index=kk)
    return Q(pk__in=list(Calon.objects.filter(bearers).values_list("berkas", flat=True)))
