"""The survey of a house: one page for each group of questions, saved when it is sent, and the page of the whole."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from perkim.accounts.access import access, signed_in
from perkim.sipoc.exceptions import SipocError, StaleError
from perkim.sipoc.pages import status_of
from perkim.swadaya.candidates.carrying import survey_before
from perkim.swadaya.models import HouseSurvey
from perkim.swadaya.survey.actions import fingerprint, save_survey
from perkim.swadaya.survey.carrying import carried_visit
from perkim.swadaya.survey.forms import GroupForm
from perkim.swadaya.survey.pages import HouseDesk, house_of
from perkim.swadaya.survey.policies import survey_refusal
from perkim.swadaya.survey.questions import BY_KEY, GROUPS, QuestionGroup, lacking
from perkim.swadaya.verdict.eligibility import eligibility_of
from perkim.swadaya.verdict.summary import answered, heading_of

SAVED = "Bagian “{title}” tersimpan."


@dataclass(frozen=True, kw_only=True)
class SurveyStep:
    """Where a page comes in the order of the groups."""

    group: QuestionGroup
    number: int

    @property
    def count(self) -> int:
        return len(GROUPS)

    @property
    def before(self) -> QuestionGroup | None:
        return GROUPS[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> QuestionGroup | None:
        return GROUPS[self.number] if self.number < self.count else None


@require_safe
@access(signed_in)
def survey(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All answers, what lacks, and what the rules make of them."""
    house = house_of(request, public_id)
    eligibility = eligibility_of(house.case.pk)
    parts, refusal = answered(house.survey), survey_refusal(house.user, house.case)
    lacking_part = next((each.group for each in parts if each.lacks), None)
    context = {
        "case": house.case,
        "calon": house.calon,
        "survey": house.survey,
        "parts": parts,
        "done": sum(1 for each in parts if not each.lacks),
        "next": lacking_part,
        "refusal": refusal,
        "carried": carried_visit(house.case),
        # Nobody has saved an answer here yet: who looks them through has them assessed.
        "unassessed": not (refusal or lacking_part or eligibility),
        "eligibility": eligibility,
        "heading": heading_of(eligibility, looked_at=False) if eligibility else None,
    }
    return render(request, "swadaya/survey.html", context)


@require_safe
@access(signed_in)
def start(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Go on where the survey stopped: the first group that lacks something, or the page of the whole."""
    house = house_of(request, public_id)
    if not survey_refusal(house.user, house.case):
        for each in GROUPS:
            if lacking(house.survey, each):
                return redirect("swadaya:group", public_id, each.key)
    return redirect("swadaya:survey", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def group(request: HttpRequest, public_id: UUID, group: str) -> HttpResponse:
    """One group of questions; what is sent is kept, complete or not."""
    house = house_of(request, public_id)
    question_group = BY_KEY.get(group)
    if question_group is None:
        raise Http404(f"no group {group!r}")
    if sentence := survey_refusal(house.user, house.case):
        raise PermissionDenied(sentence)
    sent = request.POST if request.method == "POST" else None
    before = survey_before(house.case)
    form = GroupForm(sent, group=question_group, survey=house.survey, calon=house.calon, before=before)
    if request.method != "POST":
        return _page(request, house, question_group, form, before=before)
    if not form.is_valid():
        return _page(request, house, question_group, form, status=422)
    try:
        save_survey(
            actor=house.user,
            case=house.case,
            group=question_group,
            answers=form.answers(),
            seen=form.cleaned_data["seen"],
            now=timezone.now(),
        )
    except SipocError as error:
        form.add_error(None, str(error))
        if isinstance(error, StaleError):
            _show_newest(form, house)
        return _page(request, house, question_group, form, status=status_of(error))
    return _onward(request, public_id, question_group)


def _page(
    request: HttpRequest,
    house: HouseDesk,
    question_group: QuestionGroup,
    form: GroupForm,
    *,
    before: HouseSurvey | None = None,
    status: int = 200,
) -> HttpResponse:
    step = SurveyStep(group=question_group, number=GROUPS.index(question_group) + 1)
    context: dict[str, object] = {
        "case": house.case,
        "calon": house.calon,
        "form": form,
        "step": step,
        "last": step.after is None,
    }
    if before and lacking(house.survey, question_group):
        context["before"] = before
    return render(request, "swadaya/group.html", context, status=status)


def _show_newest(form: GroupForm, house: HouseDesk) -> None:
    """What was typed stays; sent again it goes over what the colleague saved, which the page now knows of."""
    newest = HouseSurvey.objects.filter(berkas=house.case).first()
    form.data = {**form.data.dict(), "seen": fingerprint(newest, form.group)}  # type: ignore[attr-defined]


def _onward(request: HttpRequest, public_id: UUID, question_group: QuestionGroup) -> HttpResponse:
    """To the next group, or to the page of the whole for those who stop here or came from there."""
    place = GROUPS.index(question_group) + 1
    if "berhenti" in request.POST or place == len(GROUPS):
        messages.success(request, SAVED.format(title=question_group.title))
        return redirect("swadaya:survey", public_id)
    return redirect("swadaya:group", public_id, GROUPS[place].key)
