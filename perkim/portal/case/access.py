"""How a view about one case comes to it, and how a form of its page is carried out and answered."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from perkim.accounts.access import account_of
from perkim.portal import once
from perkim.portal.case.desk import Desk
from perkim.portal.case.forms import OnceForm
from perkim.portal.case.page import RefusedForm, show
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.pages import seen_case, status_of

SENT_TWICE = "Kiriman ini sudah diterima sebelumnya, jadi tidak dicatat dua kali."


CaseView = Callable[..., HttpResponse]


def takes_forms(view: CaseView) -> CaseView:
    """The view takes forms of a case page; who opens its address (a reload, a bookmark) comes to the case."""

    @wraps(view)
    def take(request: HttpRequest, public_id: UUID, **rest: Any) -> HttpResponse:
        if request.method == "POST":
            return view(request, public_id, **rest)
        return redirect("portal:case", public_id)

    return require_http_methods(["GET", "HEAD", "POST"])(take)


def desk_of(request: HttpRequest, public_id: UUID) -> Desk:
    """The case, if the reader may see it; else it does not exist (404)."""
    user = account_of(request)
    case = seen_case(request, public_id)
    return Desk(user, case, timezone.now())


def carry_out(
    request: HttpRequest, desk: Desk, form: OnceForm, action: Callable[[], object], said: str
) -> HttpResponse:
    """Run the action of a form once and come back to the case; what is refused is said at the form, as it was typed."""
    if not form.is_valid():
        return refuse(request, desk, RefusedForm(form.name, form))
    try:
        with once.first_sending(desk.user, form.cleaned_data["key"]) as first:
            if first:
                action()
    except SipocError as error:
        return refuse(request, desk, RefusedForm(form.name, form), error)
    if first:
        messages.success(request, said)
    else:
        messages.info(request, SENT_TWICE)
    return back_to(desk)


def refuse(request: HttpRequest, desk: Desk, faulty: RefusedForm, error: SipocError | None = None) -> HttpResponse:
    """The page again, as the case stands now, with what is wrong at the form and everything typed still in it."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if error is not None:
        faulty.form.add_error(None, str(error))
        status = status_of(error)
    desk.case.refresh_from_db()
    _renew(faulty.form, desk.case)
    return show(request, Desk(desk.user, desk.case, desk.now), faulty, status)


def _renew(form: BaseForm, case: Berkas) -> None:
    """The form shows the version that the page now shows, so that what is sent next is decided on that."""
    if "lock_version" in form.fields and isinstance(form.data, QueryDict):
        form.data = form.data.copy()
        form.data["lock_version"] = str(case.lock_version)


def back_to(desk: Desk) -> HttpResponse:
    """The case, or the worklist of who may no longer see it."""
    if Berkas.objects.visible_to(desk.user).filter(pk=desk.case.pk).exists():
        return redirect("portal:case", desk.case.public_id)
    return redirect("portal:worklist")
