"""What a reader types to find cases: a number, a name however it is written, a village, or a whole NIK or No. KK.

Who looks for a whole number knows it already; that he looked stands in the history of each case that he found.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from django.db.models import Q

from perkim.accounts.models import User
from perkim.audit.actions import Event, record
from perkim.lib.nik import NikError, read_kk, read_nik
from perkim.people.actions import SOUGHT
from perkim.people.cipher import KK, NIK, index_of
from perkim.people.masking import mask_nik
from perkim.regions.models import Region
from perkim.sipoc.actions.viewing import record_look
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import named
from perkim.swadaya.models import Calon


def identity_in(words: str) -> str:
    """The whole NIK or No. KK that was typed, with blanks or without; empty if it is none."""
    with suppress(NikError):
        return read_nik(words).text
    with suppress(NikError):
        return read_kk(words)
    return ""


def masked(words: str) -> str:
    """The words as they may be shown and written down again."""
    number = identity_in(words)
    return mask_nik(number) if number else words


def speaking_of(words: str) -> list[Q]:
    """The branches of cases of which the words speak: by number or name, by village, or by a person's whole number."""
    if number := identity_in(words):
        return [_of_household(number)]
    return [named(words), Q(region__in=Region.objects.search(words.strip()).values("pk"))]


def _of_household(number: str) -> Q:
    """Cases of the person, of the spouse or of the family with this number, by keyed hash."""
    nik, kk = index_of(NIK, number), index_of(KK, number)
    bearers = Q(person__nik_index=nik) | Q(spouse__nik_index=nik) | Q(family__kk_index=kk)
    return Q(pk__in=list(Calon.objects.filter(bearers).values_list("berkas", flat=True)))


def record_search(user: User, words: str, found: Sequence[Berkas], now: datetime) -> None:
    """Write down that somebody looked for a whole number: at each case that he was shown, or that he found none. The
    number itself is not written."""
    if not identity_in(words):
        return
    for case in found:
        record_look(actor=user, case=case, kind=SOUGHT, data={}, now=now)
    if not found:
        record(actor=user, action=SOUGHT.action, at=now, event=Event(subject="", data={"ditemukan": 0}))
