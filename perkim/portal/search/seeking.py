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
from perkim.people.masking import mask_nik
from perkim.portal.search.keys import cases_by_key
from perkim.regions.models import Region
from perkim.sipoc.actions.viewing import record_look
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import either, named


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
    """The branches of cases of which the words speak: by number or name, by village, or by a key of an app; a
    person's whole number is looked for by those keys alone."""
    by_key = [cases for _, cases in cases_by_key(words)]
    if identity_in(words):
        return [either(by_key)]
    return [named(words), Q(region__in=Region.objects.search(words.strip()).values("pk")), *by_key]


def record_search(user: User, words: str, cases: Sequence[Berkas], now: datetime) -> None:
    """Write down that somebody looked for a whole number: at each case that he was shown, or that he found none. The
    number itself is not written."""
    if not identity_in(words):
        return
    for case in cases:
        record_look(actor=user, case=case, kind=SOUGHT, data={}, now=now)
    if not cases:
        record(actor=user, action=SOUGHT.action, at=now, event=Event(subject="", data={"ditemukan": 0}))
