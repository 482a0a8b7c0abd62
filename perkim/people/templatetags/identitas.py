"""`{% load identitas %}`: numbers and names of people, masked. Screen readers hear "NIK berakhiran 0014"."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from perkim.people.cipher import UnreadableError
from perkim.people.masking import mask_name, mask_number, mask_phone

register = template.Library()


@register.filter
def nik_samar(value: Any) -> SafeString:
    """`{{ person|nik_samar }}`, or of a NIK. What cannot be opened says so; a page never fails for it."""
    return _masked(value, "NIK", "nik")


@register.filter
def kk_samar(value: Any) -> SafeString:
    """`{{ family|kk_samar }}`, or of a No. KK."""
    return _masked(value, "Nomor KK", "kk")


@register.filter
def npwp_samar(number: Any) -> SafeString:
    """`{{ shop.owner_number|npwp_samar }}`."""
    return _masked(number, "NPWP", "")


@register.filter
def rekening_samar(number: Any) -> SafeString:
    """`••••••0014`: account numbers are short, so only their end is told."""
    return _masked(number, "Nomor rekening", "", first=0)


@register.filter
def hp_samar(phone: str) -> str:
    """`0812•••••417`."""
    return mask_phone(phone or "")


@register.filter
def nama_samar(name: str) -> str:
    """`D••• K••••••`."""
    return mask_name(name or "")


def _masked(value: Any, what: str, attribute: str, first: int = 4) -> SafeString:
    try:
        number = value if isinstance(value, str) else getattr(value, attribute, "")
    except UnreadableError:
        return format_html('<span class="muted">{} tidak dapat dibuka</span>', what)
    if not number:
        # A template makes an empty string of a number that cannot be opened.
        return format_html('<span class="muted">{} tidak ada atau tidak dapat dibuka</span>', what)
    return format_html(
        '<span class="text-nowrap" aria-hidden="true">{}</span><span class="visually-hidden">{} berakhiran {}</span>',
        mask_number(number, first=first),
        what,
        number[-4:],
    )
