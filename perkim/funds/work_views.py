"""The pages of the work on a house: how far it is, and the report on a term's money (LPD)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from perkim.accounts.access import access, account_of, signed_in
from perkim.funds.actions.measuring import measure
from perkim.funds.actions.reporting import check_report, enter_report, fingerprint
from perkim.funds.case_funds import funds_of, gates_on
from perkim.funds.companions import slowest_of_many
from perkim.funds.forms import LpdForm, ProgressForm, component_title
from perkim.funds.models import Measure
from perkim.funds.pages import case_with_money
from perkim.funds.requirements import Checked, Measured, Reported
from perkim.funds.terms import EntryKind
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.pages import status_of
from perkim.sipoc.refusal_form import say_refusal
from perkim.visits.policies import provider_refusal


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def progress(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """See how far the work is; record it, for those who work the house."""
    case = case_with_money(request, public_id)
    requirement = Measured.find(case.declared, key)
    if requirement is None:
        raise Http404("this kind of case measures no such work")
    measures = list(Measure.objects.filter(berkas=case).select_related("measured_by").order_by("-id"))
    components = requirement.shares(case, timezone.localdate())
    sent = request.POST if request.method == "POST" else None
    form = ProgressForm(sent, components=components, last=measures[0] if measures else None)
    status = 200
    if sent is not None:
        status = 422
        if form.is_valid():
            try:
                made = measure(
                    actor=account_of(request), case=case, requirement=requirement, look=form.look(), now=timezone.now()
                )
            except SipocError as error:
                say_refusal(form, error)
                status = status_of(error)
            else:
                messages.success(request, f"Fisik {made.physical} % tersimpan.".replace(".", ",", 1))
                return redirect(case)
    context = {
        "case": case,
        "requirement": requirement,
        "gate": gates_on(timezone.localdate())[requirement.term],
        "measures": measures,
        "components": _components(measures[0]) if measures else [],
        "refusal": provider_refusal(account_of(request), case, requirement),
        "form": form,
    }
    return render(request, "funds/progress.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def report(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """See the figures of a term's report; enter them, for those who work the house."""
    case = case_with_money(request, public_id)
    requirement, checked = _report_and_check(case, key)
    if request.method != "POST":
        return _show(request, case, requirement, checked)
    funds = funds_of(case)
    form = LpdForm(request.POST, report=funds.reports.get(requirement.term), shops=requirement.shops(case, funds))
    if not form.is_valid():
        return _show(request, case, requirement, checked, form, status=422)
    seen, now = form.cleaned_data["seen"], timezone.now()
    try:
        enter_report(
            actor=account_of(request), case=case, requirement=requirement, figures=form.figures(), seen=seen, now=now
        )
    except SipocError as error:
        say_refusal(form, error)
        return _show(request, case, requirement, checked, form, status=status_of(error))
    messages.success(request, f"{requirement.title} tersimpan.")
    return redirect(case)


@require_POST
@access(signed_in)
def check(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Find the report right, for the verifier."""
    case = case_with_money(request, public_id)
    requirement, checked = _report_and_check(case, key)
    if checked is None:
        raise Http404("nobody checks this report")
    seen, now = request.POST.get("seen", ""), timezone.now()
    try:
        check_report(actor=account_of(request), case=case, requirement=checked, seen=seen, now=now)
    except SipocError as error:
        return _show(request, case, requirement, checked, fault=str(error), status=status_of(error))
    messages.success(request, f"{checked.title} tercatat.")
    return redirect(case)


def _report_and_check(case: Berkas, key: str) -> tuple[Reported, Checked | None]:
    """The report that a key means, also where it is that of its check."""
    checks = Checked.all_in(case.declared)
    reports = Reported.all_in(case.declared)
    named: list[Reported | Checked] = [*reports, *checks]
    term = next((each.term for each in named if each.key == key), None)
    requirement = next((each for each in reports if each.term == term), None)
    if requirement is None:
        raise Http404("this kind of case has no such report")
    return requirement, next((each for each in checks if each.term == term), None)


def _show(
    request: HttpRequest,
    case: Berkas,
    requirement: Reported,
    checked: Checked | None,
    form: LpdForm | None = None,
    *,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    user, day, funds = account_of(request), timezone.localdate(), funds_of(case)
    lpd = funds.reports.get(requirement.term)
    ceilings = requirement.ceilings(case, funds)
    spent = funds.paid(EntryKind.MATERIAL, 1) if requirement.term == 2 else 0
    context: dict[str, Any] = {
        "case": case,
        "requirement": requirement,
        "lpd": lpd,
        "is_checked": requirement.term in funds.checked,
        "left": ceilings.material_left(requirement.term, spent),
        "wages": ceilings.wages_of(requirement.term),
        "payment": funds.payment(
            requirement.term, ceilings, gates_on(day), slowest_of_many([case.pk], day).get(case.pk)
        ),
        "physical": funds.physical,
        "refusal": provider_refusal(user, case, requirement),
        "checks": checked is not None and not provider_refusal(user, case, checked),
        "check_key": checked.key if checked else "",
        "seen": fingerprint(lpd),
        "fault": fault,
        "form": form or LpdForm(report=lpd, shops=requirement.shops(case, funds)),
    }
    return render(request, "funds/report.html", context, status=status)


def _components(measure: Measure) -> list[tuple[str, int, str]]:
    """Name, per cent and weight of each component that counts."""
    return [
        (component_title(name), measure.done.get(name, 0), weight.replace(".", ","))
        for name, weight in measure.weights.items()
    ]
