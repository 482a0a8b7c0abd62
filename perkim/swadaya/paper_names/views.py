"""The names of a paper from outside, held against ours: the differences, and the answer for one of them."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from perkim.accounts.access import access, signed_in
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.pages import status_of
from perkim.swadaya.models import PaperName
from perkim.swadaya.paper_names.actions import answer_name
from perkim.swadaya.paper_names.comparing import Difference
from perkim.swadaya.paper_names.forms import NameAnswerForm
from perkim.swadaya.paper_names.page import NamesDesk, calon_of, desk_of, shown
from perkim.swadaya.paper_names.policies import answer_refusal
from perkim.swadaya.paper_names.requirements import PAGE
from perkim.swadaya.paper_names.terms import NameDifference


@require_safe
@access(signed_in)
def names(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """`key` is that of the requirement whose page this is: one for each paper."""
    return render(request, "swadaya/paper_names.html", shown(request, desk_of(request, public_id, key)))


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def answer(request: HttpRequest, public_id: UUID, key: str, pk: int) -> HttpResponse:
    """Answer for one name."""
    desk = desk_of(request, public_id, key)
    difference = desk.answerable(pk)
    if sentence := answer_refusal(desk.user, desk.case, desk.requirement):
        raise PermissionDenied(sentence)
    if request.method != "POST":
        row = PaperName.objects.get(pk=pk)
        said = row.reason if difference.answered else ""
        return _show(request, desk, difference, NameAnswerForm(initial={"seen": difference.sort, "reason": said}))
    form = NameAnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, desk, difference, form, status=422)
    try:
        answer_name(
            actor=desk.user,
            case=desk.case,
            requirement=desk.requirement,
            name=pk,
            sort=NameDifference(form.cleaned_data["seen"]),
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
    except SipocError as error:
        form.add_error(None, str(error))
        return _show(request, desk, difference, form, status=status_of(error))
    messages.success(request, "Jawaban tersimpan.")
    return redirect(PAGE, public_id, key)


def _show(
    request: HttpRequest, desk: NamesDesk, difference: Difference, form: NameAnswerForm, *, status: int = 200
) -> HttpResponse:
    ours = difference.ours
    context = {
        "case": desk.case,
        "requirement": desk.requirement,
        "paper_title": desk.paper_title,
        "difference": difference,
        "listed": difference.listed,
        "calon": calon_of([difference]).get(ours.case) if ours else None,
        "form": form,
    }
    return render(request, "swadaya/paper_name_answer.html", context, status=status)
