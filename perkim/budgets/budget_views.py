"""The page of a house's RAB and DRPB: its numbers, what they are held to, the form to enter and the button to check."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from perkim.accounts.access import access, account_of, signed_in
from perkim.budgets.actions.entering import (
    BudgetFaultError,
    check_budget,
    enter_budget,
    fingerprint,
    refuse_budget,
)
from perkim.budgets.budget_status import budget_status_of, measures_on
from perkim.budgets.forms import BudgetForm
from perkim.budgets.models import Budget
from perkim.budgets.requirements import BudgetChecked, BudgetEntered
from perkim.documents.models import Dokumen
from perkim.funds.forms import component_title
from perkim.parameters.reading import value_on
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.mending import being_mended
from perkim.sipoc.models import Berkas
from perkim.sipoc.pages import seen_case, status_of
from perkim.sipoc.refusal_form import RefusalForm
from perkim.visits.policies import provider_refusal


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def budget(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """See the numbers; enter them, for those who work the house."""
    case, requirement, checked = _requirements_of(request, public_id, key)
    if request.method != "POST":
        return _show(request, case, requirement, checked)
    form = BudgetForm(request.POST, budget=budget_status_of(case).budget, components=_components(requirement))
    if not form.is_valid():
        return _show(request, case, requirement, checked, form, status=422)
    actor, seen, now = account_of(request), form.cleaned_data["seen"], timezone.now()
    try:
        enter_budget(actor=actor, case=case, requirement=requirement, amounts=form.amounts(), seen=seen, now=now)
    except BudgetFaultError as error:
        form.say(error.faults)
        return _show(request, case, requirement, checked, form, status=422)
    except SipocError as error:
        form.add_error(None, str(error))
        return _show(request, case, requirement, checked, form, status=status_of(error))
    messages.success(request, f"{requirement.title} tersimpan.")
    return redirect(case)


@require_POST
@access(signed_in)
def check(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Find papers and numbers right, for the technical team."""
    case, requirement, checked = _requirements_of(request, public_id, key)
    if checked is None:
        raise Http404("nobody checks these numbers")
    seen, now = request.POST.get("seen", ""), timezone.now()
    if "tolak" in request.POST:
        return _refuse(request, case, requirement, checked, seen)
    try:
        check_budget(actor=account_of(request), case=case, requirement=checked, seen=seen, now=now)
    except SipocError as error:
        return _show(request, case, requirement, checked, fault=str(error), status=status_of(error))
    messages.success(request, f"{checked.title} tercatat.")
    return redirect(case)


def _components(requirement: BudgetEntered) -> list[str]:
    """The parts of a house, in the order of the parameter."""
    return list(value_on(requirement.weights, timezone.localdate()))


def _component_costs(budget: Budget | None) -> list[tuple[str, int]]:
    return [(component_title(name), cost) for name, cost in budget.components.items()] if budget else []


def _refuse(
    request: HttpRequest, case: Berkas, requirement: BudgetEntered, checked: BudgetChecked, seen: str
) -> HttpResponse:
    refusing = RefusalForm(request.POST, reasons=checked.reasons)
    if not refusing.is_valid():
        return _show(request, case, requirement, checked, refusing=refusing, status=422)
    actor, reason, now = account_of(request), refusing.cleaned_data["reason"], timezone.now()
    try:
        refuse_budget(actor=actor, case=case, requirement=checked, seen=seen, reason=reason, now=now)
    except SipocError as error:
        return _show(request, case, requirement, checked, refusing=refusing, fault=str(error), status=status_of(error))
    messages.success(request, "Perbaikan diminta. Yang mengisi sudah diberi tahu beserta alasannya.")
    return redirect(case)


def _requirements_of(
    request: HttpRequest, public_id: UUID, key: str
) -> tuple[Berkas, BudgetEntered, BudgetChecked | None]:
    """The case, for those who may see it, and what its kind requires under this key or the key of its check."""
    case = seen_case(request, public_id)
    entered = BudgetEntered.all_in(case.declared)
    checks = BudgetChecked.all_in(case.declared)
    if not entered or key not in {each.key for each in (*entered, *checks)}:
        raise Http404("this kind of case plans no such costs")
    return case, entered[0], next(iter(checks), None)


def _show(
    request: HttpRequest,
    case: Berkas,
    requirement: BudgetEntered,
    checked: BudgetChecked | None,
    form: BudgetForm | None = None,
    *,
    refusing: RefusalForm | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    user, budget_status = account_of(request), budget_status_of(case)
    held_to = measures_on(timezone.localdate(), requirement.aid, [case.pk])
    context: dict[str, Any] = {
        "case": case,
        "requirement": requirement,
        "budget": budget_status.budget,
        "is_checked": checked is not None and checked.holds(case),
        "aid": held_to.aid_of(case.pk),
        "leftover": held_to.leftover,
        "faults": held_to.faults(budget_status.budget) if budget_status.budget else [],
        "refusal": provider_refusal(user, case, requirement),
        "checks": checked is not None and not provider_refusal(user, case, checked),
        "check_key": checked.key if checked else "",
        "refusing": refusing or RefusalForm(reasons=checked.reasons if checked else ()),
        "mending": being_mended(case.as_queryset(), checked).get(case.pk) if checked else None,
        "scans": _scans(case, checked),
        "seen": fingerprint(budget_status.budget),
        "fault": fault,
        "components": _component_costs(budget_status.budget),
        "form": form or BudgetForm(budget=budget_status.budget, components=_components(requirement)),
    }
    return render(request, "budgets/budget.html", context, status=status)


def _scans(case: Berkas, checked: BudgetChecked | None) -> list[tuple[str, Dokumen]]:
    """The papers that are looked at, with their titles, as far as they are there."""
    papers = checked.papers if checked else ()
    live = Dokumen.objects.live().filter(berkas=case, key__in=[each.key for each in papers]).select_related("upload")
    recorded = {each.key: each for each in live}
    return [(each.title, recorded[each.key]) for each in papers if each.key in recorded]
