"""Why a household is eligible or not, in words for the village; and deciding a rule differently."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perkim.accounts.access import access, signed_in
from perkim.lib.text import within_sentence
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.pages import status_of
from perkim.swadaya.models import Assessment
from perkim.swadaya.survey.forms import OverrideForm
from perkim.swadaya.survey.pages import HouseDesk, house_of
from perkim.swadaya.survey.policies import assess_refusal, override_refusal
from perkim.swadaya.survey.requirements import SurveyComplete
from perkim.swadaya.terms import EligibilityRule, RuleOutcome
from perkim.swadaya.verdict.deciding import decide
from perkim.swadaya.verdict.eligibility import RuleLine, eligibility_of, outdated
from perkim.swadaya.verdict.overriding import override, withdraw_override
from perkim.swadaya.verdict.still_eligible import against_now, rechecks
from perkim.swadaya.verdict.summary import heading_of


@require_safe
@access(signed_in)
def verdict(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """EligibilityRule by rule, with data and reason, for everybody who may see the case."""
    house = house_of(request, public_id)
    eligibility = eligibility_of(house.case.pk)
    context: dict[str, Any] = {"case": house.case, "calon": house.calon, "eligibility": eligibility}
    if eligibility:
        surveyed = SurveyComplete.find(house.case.declared_stage) is not None
        since = against_now(house.case, timezone.localdate())
        looked_at = house.case.is_open and (surveyed or rechecks(house.case.declared_stage))
        context |= {
            "heading": heading_of(eligibility, since=since, looked_at=looked_at),
            "since": since,
            "outdated": surveyed and bool(outdated({house.case.pk: eligibility})),
            "parameters": eligibility.assessment.parameters.order_by("key"),
            "former": Assessment.objects.filter(berkas=house.case).exclude(pk=eligibility.assessment.pk).count(),
        }
    context["assesses"] = not assess_refusal(house.user, house.case)
    context["overrides"] = not override_refusal(house.user, house.case)
    return render(request, "swadaya/verdict.html", context)


@require_POST
@access(signed_in)
def assess(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Apply the rules to what is known now."""
    house = house_of(request, public_id)
    try:
        decide(actor=house.user, case=house.case, now=timezone.now())
    except RefusedError as error:
        raise PermissionDenied(str(error)) from error
    except SipocError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Kelayakan dinilai menurut data terbaru.")
    return redirect("swadaya:verdict", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def rule(request: HttpRequest, public_id: UUID, rule: str) -> HttpResponse:
    """Decide one rule differently, for those who may and did not survey the house."""
    house = house_of(request, public_id)
    line = _line(house, rule)
    if sentence := override_refusal(house.user, house.case):
        raise PermissionDenied(sentence)
    form = OverrideForm(request.POST if request.method == "POST" else None, line=line)
    if request.method != "POST":
        return _page(request, house, line, form)
    if not form.is_valid():
        return _page(request, house, line, form, status=422)
    typed = form.cleaned_data
    try:
        override(
            actor=house.user,
            case=house.case,
            rule=line.rule,
            after=RuleOutcome(typed["after"]),
            reason=typed["reason"],
            seen=typed["seen"],
            now=timezone.now(),
        )
    except SipocError as error:
        form.add_error(None, str(error))
        return _page(request, house, _line(house, rule), form, status=status_of(error))
    messages.success(request, f"Putusan berbeda tentang {within_sentence(line.title)} tercatat.")
    return redirect("swadaya:verdict", public_id)


@require_POST
@access(signed_in)
def withdraw(request: HttpRequest, public_id: UUID, rule: str) -> HttpResponse:
    """Let the rule count again as it says."""
    house = house_of(request, public_id)
    line = _line(house, rule)
    try:
        withdraw_override(actor=house.user, case=house.case, rule=line.rule, now=timezone.now())
    except RefusedError as error:
        raise PermissionDenied(str(error)) from error
    except SipocError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Putusan berbeda tentang {within_sentence(line.title)} ditarik.")
    return redirect("swadaya:verdict", public_id)


def _line(house: HouseDesk, rule: str) -> RuleLine:
    """The line of a rule; 404 where there is none."""
    eligibility = eligibility_of(house.case.pk)
    line = eligibility.line(rule.upper()) if eligibility and rule.upper() in EligibilityRule.values else None
    if line is None:
        raise Http404(f"no verdict about {rule!r}")
    return line


def _page(
    request: HttpRequest, house: HouseDesk, line: RuleLine, form: OverrideForm, status: int = 200
) -> HttpResponse:
    context = {"case": house.case, "calon": house.calon, "line": line, "form": form}
    return render(request, "swadaya/rule.html", context, status=status)
