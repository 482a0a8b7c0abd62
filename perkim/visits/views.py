"""The page of a visit: what was recorded of it, and the form to record one; made for a phone at the house."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from perkim.accounts.access import access, account_of, signed_in
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.pages import seen_case, status_of
from perkim.sipoc.refusal_form import say_refusal
from perkim.visits.actions.visiting import record_visit
from perkim.visits.forms import VisitForm
from perkim.visits.models import Visit
from perkim.visits.pages import visit_lines, visit_or_404
from perkim.visits.policies import provider_refusal
from perkim.visits.requirements import VisitRecorded

# Set by static/lapangan.js, which reads the receipt in the answer and shows the page only then.
BY_SCRIPT = "X-Lapangan"
RECEIPT, NEXT = "X-Tersimpan", "X-Lanjut"


@require_safe
@access(signed_in)
def visit_of_stage(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The visit that the present stage asks for, else the first that this kind of case knows."""
    case = seen_case(request, public_id)
    here = VisitRecorded.all_in(case.declared_stage)
    requirements = here or VisitRecorded.all_in(case.declared)
    if not requirements:
        raise Http404("this kind of case has no visit")
    return redirect("visits:visit", public_id, requirements[0].key)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def visit(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """See the visits; record one, for those who may."""
    user, now = account_of(request), timezone.now()
    case = seen_case(request, public_id)
    requirement = visit_or_404(case, key)
    if request.method != "POST":
        return _show(request, case, requirement, VisitForm(destination=requirement.destination, now=now))
    form = VisitForm(request.POST, destination=requirement.destination, now=now)
    if not form.is_valid():
        return _show(request, case, requirement, form, status=422)
    try:
        made = record_visit(actor=user, case=case, key=key, report=form.report(), now=now)
    except SipocError as error:
        say_refusal(form, error)
        form.renew()
        return _show(request, case, requirement, form, status=status_of(error))
    messages.success(
        request, f"{requirement.title} tersimpan: {requirement.destination.outcome(made.outcome).lower()}."
    )
    return _saved(request, made, case)


def _saved(request: HttpRequest, made: Visit, case: Berkas) -> HttpResponse:
    """Back to the case; a script gets the receipt, and goes there itself."""
    if BY_SCRIPT not in request.headers:
        return redirect(case)
    return HttpResponse(status=201, headers={RECEIPT: str(made.client_key), NEXT: case.get_absolute_url()})


def _show(
    request: HttpRequest, case: Berkas, requirement: VisitRecorded, form: VisitForm, *, status: int = 200
) -> HttpResponse:
    visits = list(Visit.objects.filter(berkas=case, key=requirement.key).select_related("visitor").order_by("-id"))
    refusal = provider_refusal(account_of(request), case, requirement)
    context = {
        "case": case,
        "requirement": requirement,
        "lines": visit_lines(case, visits, timezone.now()),
        "refusal": refusal,
        "visit_form": form,
        "form": form,
    }
    return render(request, "visits/visit.html", context, status=status)
