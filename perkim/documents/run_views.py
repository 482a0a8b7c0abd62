"""The page of drafts that were asked for together: how far they are, then the PDF and what could not be written."""

from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, account_of, signed_in
from perkim.documents.models import DraftRun
from perkim.documents.runs import bind_key, run_seen_by
from perkim.outbox.models import Work

REFRESH_SECONDS = 2
MOST_FAULTS = 100


@require_safe
@access(signed_in)
def run(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """For whoever asked for it alone, as long as he may see its cases. Five queries beside those of the page."""
    draft_run = get_object_or_404(
        DraftRun.objects.select_related("upload"), public_id=public_id, asked_by=account_of(request)
    )
    if not run_seen_by(account_of(request), draft_run):
        raise Http404("cases of it are not for this account any more")
    counted = draft_run.items.aggregate(
        all=Count("id"), done=Count("id", filter=Q(done=True)), faulty=Count("id", filter=~Q(fault=""))
    )
    faulty = draft_run.items.exclude(fault="").select_related("berkas__region__parent").order_by("pk")
    written = counted["done"] - counted["faulty"]
    waits = counted["done"] < counted["all"] or (written and draft_run.upload is None)
    stuck = waits and Work.objects.filter(key=bind_key(draft_run), given_up_at__isnull=False).exists()
    context = {"run": draft_run, **counted, "written": written, "waits": waits, "stuck": stuck}
    answer = render(request, "documents/cetak.html", context | {"faults": list(faulty[:MOST_FAULTS])})
    if waits and not stuck:
        # Without JavaScript, as the pages of imports do.
        answer["Refresh"] = f"{REFRESH_SECONDS}; url={draft_run.get_absolute_url()}"
    return answer
