"""What is known of house aid given before: by source and year, and the lists that told of it."""

from typing import Any

from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, holders_of
from perkim.imports.models import Batch
from perkim.people.models import Aid
from perkim.swadaya.aid_list import KIND, RECORDERS, REF

SHOWN = 30


@require_safe
@access(holders_of(*sorted(RECORDERS)))
def aid_lists(request: HttpRequest) -> HttpResponse:
    """Numbers only: whose aid it was is told where a candidate matches."""
    standing = Aid.objects.standing().values("source", "year").annotate(count=Count("id"), total=Sum("amount"))
    rows: list[dict[str, Any]] = [
        {**row, "title": Aid.Source(row["source"]).label} for row in standing.order_by("-year", "source")
    ]
    batches = Batch.objects.filter(kind=KIND, ref=REF).select_related("created_by").order_by("-id")[:SHOWN]
    context = {
        "rows": rows,
        "count": sum(row["count"] for row in rows),
        "batches": batches,
        "kind": KIND,
        "ref": REF,
    }
    return render(request, "swadaya/aid_lists.html", context)
