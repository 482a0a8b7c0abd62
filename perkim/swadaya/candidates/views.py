"""The list of candidates of one usulan: how many, who, how they came, and the ways to add more."""

from collections.abc import Mapping
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, account_of, signed_in
from perkim.imports.models import Batch
from perkim.lib.names import by_name
from perkim.sipoc.counted import counted_for, sees_all
from perkim.sipoc.declarations import Process
from perkim.sipoc.models import Berkas
from perkim.sipoc.pages import seen_case
from perkim.sipoc.terms import Outcome
from perkim.swadaya.bnba.kind import kind_bringing
from perkim.swadaya.candidates.carrying import carried_from, origin_of
from perkim.swadaya.candidates.policies import refusal_to_propose
from perkim.swadaya.candidates.takeable import in_other_programmes, known_households, takeable
from perkim.swadaya.models import Calon

SIZE, MOST_OTHERS = 50, 20
OPENED_AT = "swadaya:candidates"


@require_safe
@access(signed_in)
def candidates(request: HttpRequest, public_id: UUID, key: str = "") -> HttpResponse:
    """`key` is that of the requirement whose page this is; the list is the same."""
    user = account_of(request)
    usulan = seen_case(request, public_id)
    process = process_below(usulan)
    below = Calon.objects.filter(berkas__parent=usulan, berkas__process=process.key)
    seen = (
        below.filter(berkas__in=Berkas.objects.visible_to(user)).with_people().order_by(*by_name("berkas__title", "pk"))
    )
    page = Paginator(seen, SIZE).get_page(request.GET.get("page"))
    declared = kind_bringing(usulan.programme, process.key)
    kind = declared.key if declared else ""
    refusal = refusal_to_propose(user, usulan, process)
    before = carried_from([calon.berkas_id for calon in page])
    others = list(in_other_programmes(user, usulan))
    context = {
        "case": usulan,
        "page": page,
        "counted": counted_for(user, usulan.declared_programme, process, str(usulan.region_id)),
        "stopped": seen.exclude(berkas__outcome__in=("", Outcome.SELESAI)).count(),
        "rows": [(calon, calon.berkas.declared_stage.title, _origin(calon, before)) for calon in page],
        "takeable": 0 if refusal else len(takeable(known_households(user, usulan))),
        "others": others[:MOST_OTHERS],
        "more": max(0, len(others) - MOST_OTHERS),
        "kind": kind,
        "refusal": refusal,
        "batches": sees_all(user, usulan.declared_programme, process, str(usulan.region_id))
        and Batch.objects.filter(kind=kind, ref=str(usulan.public_id)).select_related("created_by").order_by("-id")[:5],
        "now": timezone.now(),
    }
    return render(request, "swadaya/candidates.html", context)


def _origin(calon: Calon, before: Mapping[int, Berkas]) -> str:
    case = before.get(calon.berkas_id)
    return origin_of(calon.berkas, case) if case else ""


def process_below(usulan: Berkas) -> Process:
    """The process whose cases are opened from this list."""
    for process in usulan.declared_programme.processes:
        if process.parent == usulan.process and process.opened_at == OPENED_AT:
            return process
    raise Http404("nothing is proposed below this case")
