"""The page on which the heir of a recipient who died is recorded."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from perkim.accounts.access import access, signed_in
from perkim.files.held import files_of, keep_files
from perkim.funds.requirements import Paid
from perkim.lib.text import full_stop
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.pages import status_of
from perkim.swadaya.heirs.actions import name_heir, take_back_heir
from perkim.swadaya.heirs.forms import HeirForm, TakeBackForm
from perkim.swadaya.heirs.requirements import heir_of, heir_refusal
from perkim.swadaya.models import Succession
from perkim.swadaya.survey.pages import HouseDesk, house_of


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def heir(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record the heir, for those who may in this stage."""
    house = house_of(request, public_id)
    if house.calon is None:
        raise Http404("nobody receives anything in this case")
    if sentence := heir_refusal(house.user, house.case):
        raise PermissionDenied(sentence)
    today = timezone.localdate()
    if request.method != "POST":
        return _page(request, house)
    form = HeirForm(request.POST, files_of(request, now=timezone.now()), calon=house.calon, today=today)
    if not form.is_valid():
        return _page(request, house, form, status=422)
    try:
        made = name_heir(actor=house.user, case=house.case, details=form.details(), now=timezone.now())
    except SipocError as error:
        form.add_error(None, str(error))
        return _page(request, house, form, status=status_of(error))
    messages.success(request, _saved(made))
    return redirect(house.case)


@require_POST
@access(signed_in)
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Undo an heir who was recorded by mistake, with the reason."""
    house = house_of(request, public_id)
    if sentence := heir_refusal(house.user, house.case):
        raise PermissionDenied(sentence)
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return _page(request, house, taking_back=form, status=422)
    cleaned = form.cleaned_data
    try:
        succession = take_back_heir(
            actor=house.user, case=house.case, seen=cleaned["seen"], reason=cleaned["reason"], now=timezone.now()
        )
    except SipocError as error:
        form.add_error(None, str(error))
        return _page(request, house, taking_back=form, status=status_of(error))
    messages.success(request, f"Penerus ditarik. Penerimanya kembali {full_stop(succession.before.name)}")
    return redirect(house.case)


def _saved(made: Succession) -> str:
    """What is to be done next: an account where money will still be paid, a decree where none was."""
    stages = made.berkas.declared.stages
    ahead = stages[stages.index(made.berkas.declared_stage) :]
    account = any(Paid.find(stage) for stage in ahead)
    todo = ["rekening atas namanya"] if account else []
    todo += ["SK perubahan pada kegiatannya"] if made.by_decree else []
    next_step = f" Catat {' dan '.join(todo)}." if todo else ""
    return f"{made.after.name} tercatat sebagai penerus.{next_step}"


def _page(
    request: HttpRequest,
    house: HouseDesk,
    form: HeirForm | None = None,
    *,
    taking_back: TakeBackForm | None = None,
    status: int = 200,
) -> HttpResponse:
    if house.calon is None:
        raise Http404("nobody receives anything in this case")
    if form:
        keep_files(form, owner_id=house.user.pk, now=timezone.now())
    successions = Succession.objects.live().filter(berkas=house.case).select_related("before", "after")
    newest = successions.order_by("id").last()
    context = {
        "case": house.case,
        "calon": house.calon,
        "requirement": heir_of(house.case.declared_stage),
        "newest": newest,
        "heir_form": form or HeirForm(calon=house.calon, today=timezone.localdate()),
        "take_back_form": taking_back or TakeBackForm(initial={"seen": newest.pk if newest else None}),
        # The form that was sent: the page has two, so the shell's own summary does not know which.
        "faulty": form or taking_back,
    }
    return render(request, "swadaya/penerus.html", context, status=status)
