"""Filters of the pages about cases: money, moments, and the colour of a state."""

from datetime import datetime

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime

from perkim.lib import money
from perkim.sipoc.models import Berkas

register = template.Library()

_KINDS = {"Selesai": "ok", "Berjalan": "info", "Dikembalikan": "warn", "Dibekukan": "warn", "Ditolak": "bad"}


@register.filter
def rupiah(amount: int | None) -> str:
    """`Rp840.000.000`; empty for no amount."""
    return "" if amount is None else money.rupiah(amount)


@register.filter
def waktu(moment: datetime | None) -> str:
    """`19 November 2026, 16.12`; empty for no moment."""
    return "" if moment is None else date_format(localtime(moment), "j F Y, H.i")


@register.filter
def state_kind(case: Berkas) -> str:
    """The colour of a case's state for `_tag.html`: ok, info, warn, bad, or empty for grey."""
    return _KINDS.get(case.state, "")
