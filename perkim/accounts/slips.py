"""Printed account slips: a PDF page holds eight, to be cut and handed over. Made in the request that issues the codes.

The codes are in clear only in this PDF, so it never passes through a queue or a file.
"""

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from perkim.accounts.activation import Slip
from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import VILLAGE_ROLES
from perkim.lib.pdf import render_pdf

PER_PAGE = 8


def qr_svg(text: str) -> str:
    """The text as an inline SVG QR code, error correction M."""
    return segno.make(text, error="m", micro=False).svg_inline(border=0, omitsize=True)


def _villages(users: list[User]) -> dict[int, str]:
    """The village of each desk with its kecamatan: two villages of one name look alike on a heap of slips. One
    query."""
    held = Assignment.objects.of_roles(VILLAGE_ROLES).filter(user__in=users).select_related("region__parent")
    return {each.user_id: each.region.address for each in held.order_by("starts", "pk")}


def slips_pdf(slips: list[Slip]) -> bytes:
    """The slips as A4 pages to be cut along the lines, in the order given."""
    address = f"{settings.SITE_URL}{reverse('accounts:activate')}"
    places = _villages([slip.user for slip in slips])
    cards = [
        {"slip": slip, "place": places.get(slip.user.pk, ""), "qr": qr_svg(f"{address}?nama={slip.user.username}")}
        for slip in slips
    ]
    pages = [cards[start : start + PER_PAGE] for start in range(0, len(cards), PER_PAGE)]
    context = {"pages": pages, "address": address, "office": settings.OFFICE}
    return render_pdf(render_to_string("accounts/slips.html", context))
