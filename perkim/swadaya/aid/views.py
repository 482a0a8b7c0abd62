"""What is known of house aid given before: by source and year, the lists it came from, and the portal's cases."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from rules import predicate

from perkim.accounts.access import Rule, access, account_of
from perkim.accounts.models import User
from perkim.imports.models import Batch
from perkim.people.models import Aid
from perkim.sipoc.models import Berkas
from perkim.swadaya.aid.awards import Award, awarded_households, awards_of
from perkim.swadaya.aid.lists import KIND, RECORDERS, REF, records_aid

SHOWN = 30


@predicate("records aid")
def _records(user: User) -> bool:
    return records_aid(user)


recorders = Rule(f"{', '.join(str(role.label) for role in sorted(RECORDERS))} program bantuan rumah", _records)


@require_safe
@access(recorders)
def aid_lists(request: HttpRequest) -> HttpResponse:
    """Lists are shown as counts only: whose aid it was is said where a candidate matches. What the portal gave itself
    is read from its cases, as far as the reader may see them, and changes with them alone."""
    totals = Aid.objects.live().values("source", "year").annotate(count=Count("id"), total=Sum("amount"))
    listed: list[dict[str, Any]] = [
        {**row, "title": Aid.Source(row["source"]).label} for row in totals.order_by("-year", "source")
    ]
    seen = awarded_households().filter(berkas__in=Berkas.objects.visible_to(account_of(request)))
    own = sorted(awards_of(seen).values(), key=lambda each: (each.granted_on, each.pk), reverse=True)
    rows = sorted([*_own_rows(own), *listed], key=lambda row: -row["year"])
    batches = Batch.objects.filter(kind=KIND, ref=REF).select_related("created_by").order_by("-id")[:SHOWN]
    context = {
        "rows": rows,
        "count": sum(row["count"] for row in rows),
        "own": own[:SHOWN],
        "more": max(0, len(own) - SHOWN),
        "batches": batches,
        "kind": KIND,
        "ref": REF,
    }
    return render(request, "swadaya/aid_lists.html", context)


def _own_rows(awards: Sequence[Award]) -> list[dict[str, Any]]:
    """By year and programme, how many and how much."""
    grouped: dict[tuple[int, str], list[Award]] = {}
    for each in awards:
        grouped.setdefault((each.year, each.programme), []).append(each)
    return [
        {
            "year": year,
            "title": f"{programme} lewat portal ini",
            "count": len(here),
            "total": sum(each.amount or 0 for each in here),
        }
        for (year, programme), here in grouped.items()
    ]
