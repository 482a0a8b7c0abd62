"""The names of a paper from outside, held against ours: the differences, and the answer for one of them."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from perkim.accounts.access import access, signed_in
from perkim.lib.text import shortened
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.pages import status_of
from perkim.swadaya.models import PaperName
from perkim.swadaya.paper_names.actions import LONGEST_REASON, answer_name
from perkim.swadaya.paper_names.comparing import Difference
from perkim.swadaya.paper_names.forms import NameAnswerForm
from perkim.swadaya.paper_names.page import NamesDesk, calon_of, desk_of, shown
from perkim.swadaya.paper_names.policies import answer_refusal
from perkim.swadaya.paper_names.requirements import PAGE
from perkim.swadaya.paper_names.terms import answer_to, answered_sorts


@require_safe
@access(signed_in)
def names(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """`key` is that of the requirement whose page this is: one for each paper."""
    return render(request, "swadaya/paper_names.html", shown(request, desk_of(request, public_id, key)))


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def answer(request: HttpRequest, public_id: UUID, key: str, pk: int) -> HttpResponse:
    """Answer for one name, with one reason for all in which it differs."""
    desk = desk_of(request, public_id, key)
    differences = desk.answerable(pk)
    if not differences and not (request.method == "POST" and desk.has_listed(pk)):
        raise Http404("this name waits for no answer")
    if sentence := answer_refusal(desk.user, desk.case, desk.requirement):
        raise PermissionDenied(sentence)
    if not differences:
        return _too_late(request, public_id, key)
    if request.method != "POST":
        row = PaperName.objects.get(pk=pk)
        said = row.reason if any(each.answered for each in differences) else ""
        seen = answer_to([each.sort for each in differences])
        return _show(request, desk, differences, NameAnswerForm(initial={"seen": seen, "reason": said}))
    form = NameAnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, desk, differences, form, status=422)
    try:
        _answer(desk, pk, form)
    except SipocError as error:
        form.add_error(None, str(error))
        return _show(request, desk, differences, form, status=status_of(error))
    messages.success(request, "Jawaban tersimpan.")
    return redirect(PAGE, public_id, key)


def _answer(desk: NamesDesk, pk: int, form: NameAnswerForm) -> None:
    answer_name(
        actor=desk.user,
        case=desk.case,
        requirement=desk.requirement,
        name=pk,
        sorts=answered_sorts(form.cleaned_data["seen"]),
        reason=form.cleaned_data["reason"],
        now=timezone.now(),
    )


def _too_late(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """The difference went while somebody typed: back to the list, with what was typed."""
    typed = shortened(request.POST.get("reason", "").strip(), LONGEST_REASON)
    sentence = "Jawaban tidak disimpan: daftarnya sudah berubah, dan perbedaan yang Anda jawab tidak ada lagi."
    messages.error(request, f"{sentence} Yang Anda tulis: “{typed}”." if typed else sentence)
    return redirect(PAGE, public_id, key)


def _show(
    request: HttpRequest,
    desk: NamesDesk,
    differences: Sequence[Difference],
    form: NameAnswerForm,
    *,
    status: int = 200,
) -> HttpResponse:
    first = differences[0]
    context = {
        "case": desk.case,
        "requirement": desk.requirement,
        "paper_title": desk.paper_title,
        "differences": differences,
        "listed": first.listed,
        "calon": calon_of([first]).get(first.ours.case) if first.ours else None,
        "form": form,
    }
    return render(request, "swadaya/paper_name_answer.html", context, status=status)
