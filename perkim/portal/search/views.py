"""One box for everything: a case is found by its number, its receipt code, its village, the name in its title however
it is written, or the whole NIK or No. KK of its household.

Only cases that the reader may see are found; whatever else there is stays unknown to him.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from perkim.accounts.access import access, account_of, signed_in
from perkim.accounts.models import User
from perkim.lib.codes import RECEIPT_SYMBOLS, is_receipt_code, normalised
from perkim.portal.lists.columns import stage_of, state_kind
from perkim.portal.lists.keyset import NEWEST
from perkim.portal.search.keys import cases_by_key
from perkim.portal.search.seeking import identity_in, masked, record_search, speaking_of
from perkim.portal.search.sought import LONGEST, query_of, to_address
from perkim.regions.models import Region
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet, named, united
from perkim.sipoc.scopes import case_branches

SHORTEST = 3
MOST = 10
MOST_REGIONS = 30


@dataclass(frozen=True)
class ResultGroup:
    """One group of the results. `more`: there are more than are shown."""

    title: str
    rows: list[dict[str, Any]]
    more: bool


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def search(request: HttpRequest) -> HttpResponse:
    """Results in groups; a number that names one case leads straight to it."""
    if address := to_address(request, "q"):
        return address
    user = account_of(request)
    words = " ".join(query_of(request, "q").get("q", "").replace("\x00", "").split())[:LONGEST]
    short = bool(words) and len(words) < SHORTEST
    groups: list[ResultGroup] = []
    if words and not short:
        cases = _by_number(user, words)
        if identity_in(words):
            record_search(user, words, cases, timezone.now())
        if len(cases) == 1:
            return redirect(cases[0])
        groups = [group for group in _groups(user, words) if group.rows]
    shown = {"words": masked(words), "short": short, "shortest": SHORTEST, "results": groups}
    return render(request, "portal/search.html", {**shown, "now": timezone.localtime()})


def _by_number(user: User, words: str) -> list[Berkas]:
    """The case of this number or receipt code, or those of a household, as far as the account sees them."""
    if identity_in(words):
        return list(Berkas.objects.filter(*speaking_of(words)).visible_to(user).order_by("-id")[:MOST])
    numbered = Q(number=words.upper())
    if is_receipt_code(words):
        numbered |= Q(receipt=_receipt(words))
    return list(Berkas.objects.filter(numbered).visible_to(user)[:2])


def _receipt(typed: str) -> str:
    """As it is stored: prefix, then three groups of three."""
    symbols = normalised(typed)
    code = symbols[-RECEIPT_SYMBOLS - 1 :]
    return "-".join([symbols[: -len(code)], code[:3], code[3:6], code[6:]])


def _groups(user: User, words: str) -> list[ResultGroup]:
    branches = case_branches(user)
    by_key = [_group(title, Berkas.objects.filter(cases), branches) for title, cases in cases_by_key(words)]
    if identity_in(words):
        return by_key
    regions = _called(words)
    groups = [_group("Nomor, nama, atau judul", Berkas.objects.filter(named(words)), branches)]
    if regions:
        names = ", ".join(region.address for region in regions[:3]) + (" dan lainnya" if len(regions) > 3 else "")
        groups.append(_group(names, Berkas.objects.filter(region__in=[each.pk for each in regions]), branches))
    return [*groups, *by_key]


def _called(words: str) -> list[Region]:
    """Regions of exactly this name, else those whose name holds the words. One query."""
    regions = list(Region.objects.search(words).exclude(kind="KABUPATEN").select_related("parent")[:MOST_REGIONS])
    rest = words.partition(" ")[2]
    plain = words.lower()
    exact = [each for each in regions if each.name.lower() in (plain, rest.lower()) or str(each).lower() == plain]
    return exact or regions


def _group(title: str, cases: BerkasQuerySet, branches: list[Q]) -> ResultGroup:
    rows = list(united(cases.select_related("region__parent"), branches, NEWEST.names(), MOST + 1))
    shown = [{"case": case, "stage": stage_of(case), "kind": state_kind(case)} for case in rows[:MOST]]
    return ResultGroup(title, shown, more=len(rows) > MOST)
