"""When something happened that somebody records: not after today, and not before the work to which it belongs began.

A day of long ago is a slip of the hand, most often of the year; taken as it is, it would prove what never was. What was
done honestly and is entered late keeps its own day, as long as the work had begun.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Min
from django.utils.formats import date_format
from django.utils.timezone import localdate

from perkim.sipoc.models import Berkas, StageVisit


class Beginning(NamedTuple):
    """The first day of a work, and what happened on it as the end of a sentence: `usulan ini dikirim`."""

    day: date
    what: str


def day_fault(what: str, day: date, beginnings: Iterable[Beginning], today: date) -> str:
    """Says why `what` (`Tanggal nota`) cannot have been on this day; empty if it can."""
    if day > today:
        return f"{what} belum tiba. Periksa tanggalnya."
    before = [each for each in beginnings if day < each.day]
    if not before:
        return ""
    last = max(before)
    return f"{what} lebih awal daripada {last.what}, {date_format(last.day, 'j F Y')}. Periksa tanggalnya."


def first_entered(case: Berkas, stages: Collection[str]) -> date | None:
    """The day on which a case first came into one of these stages; None if it never did. One query."""
    entered = StageVisit.objects.filter(berkas=case, stage__in=stages, corrected=False)
    moment = entered.aggregate(first=Min("entered_at"))["first"]
    return localdate(moment) if moment else None


def opened(case: Berkas, what: str) -> Beginning:
    """The day from which there was a case at all."""
    return Beginning(localdate(case.opened_at), what)


def sent(case: Berkas, what: str) -> list[Beginning]:
    """The day on which a case was sent in; none of one that was not."""
    return [Beginning(localdate(case.submitted_at), what)] if case.submitted_at else []
