"""The page on which a facilitator fills in the reports (LPD) of a whole group; each house is saved or not at all."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from perkim.accounts.access import access, account_of, signed_in
from perkim.funds.actions.reporting import enter_report, fingerprint
from perkim.funds.forms import LpdForm
from perkim.funds.pages import case_with_money
from perkim.funds.requirements import Reported
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.refusal_form import say_refusal
from perkim.swadaya.kpb.report import GroupReport, ReportRow, group_report_of, stages_of


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def group_report(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """The group of this household, for those who may see it; of its group only those that he may see."""
    case, user = case_with_money(request, public_id), account_of(request)
    requirement = Reported.find(case.declared, key)
    if requirement is None or case.parent_id is None:
        raise Http404("this kind of case has no such report")
    group = group_report_of(case, requirement, user)
    _put_forms(group, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {
        "case": case,
        "requirement": requirement,
        "stage": stages_of(case, requirement)[0],
        "group": group,
    }
    if request.method != "POST":
        return render(request, "swadaya/group_report.html", context)
    sent = [row for row in group.editable if row.form and _was_filled_in(row.form)]
    saved = [row for row in sent if _saves(request, row, requirement)]
    faulty = [row for row in sent if row not in saved]
    if not faulty:
        said = f"LPD {len(saved)} rumah tersimpan." if saved else "Tidak ada isian yang berubah."
        messages.success(request, said)
        return redirect("swadaya:group_report", public_id, key)
    # What was saved is read anew, with its sums; what is wrong stays as it was typed.
    shown = group_report_of(case, requirement, user)
    _put_forms(shown, None)
    typed = {row.case.pk: row.form for row in faulty}
    for row in shown.editable:
        row.form = typed.get(row.case.pk, row.form)
    context |= {"group": shown, "saved": len(saved), "faulty": faulty}
    return render(request, "swadaya/group_report.html", context, status=422)


def _put_forms(group: GroupReport, sent: Any) -> None:
    """A form for each household that may be filled in; one that was left as it was need not be whole."""
    for row in group.editable:
        report = row.funds.reports.get(row.term)
        row.form = LpdForm(sent, report=report, shops=row.shops, prefix=f"rumah{row.case.pk}")
        row.form.empty_permitted = True


def _was_filled_in(form: LpdForm) -> bool:
    """Something was typed. What was shown empty and left so is not, also where a colleague filled it in meanwhile."""
    seen = form.data.get(form.add_prefix("seen"))
    typed = [form.data.get(form.add_prefix(name)) for name in ("receipt_number", "receipt_date", "receipts")]
    if seen is None or (seen == fingerprint(None) and not any(typed)):
        return False
    return form.has_changed()


def _saves(request: HttpRequest, row: ReportRow, requirement: Reported) -> bool:
    """Save one household; whether it was. What is wrong is said in its form."""
    form = row.form
    if form is None or not form.is_valid():
        return False
    seen, now = form.cleaned_data["seen"], timezone.now()
    try:
        enter_report(
            actor=account_of(request),
            case=row.case,
            requirement=requirement,
            figures=form.figures(),
            seen=seen,
            now=now,
        )
    except SipocError as error:
        say_refusal(form, error)
        return False
    return True
