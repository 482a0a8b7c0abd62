"""Signing in and one's own account: what allauth does not bring. The screens of the admin are in `perkim.personnel`."""

from copy import copy
from http import HTTPStatus
from math import ceil
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from perkim.accounts import late_forms
from perkim.accounts.access import access, own_account, public
from perkim.accounts.actions import AccountError, save_account
from perkim.accounts.activation import activate, one_account, one_line
from perkim.accounts.clients import client_line
from perkim.accounts.forms import LONGEST_NAME, ActivationForm, OwnAccountForm
from perkim.accounts.guessing import give_back
from perkim.accounts.locks import seconds_locked
from perkim.accounts.middleware import MAX_TARGET, to_sign_in
from perkim.accounts.models import User
from perkim.accounts.owners import owner_of

BACKEND = "django.contrib.auth.backends.ModelBackend"


@access(public)
@require_safe
def no_signup(request: HttpRequest) -> HttpResponse:
    """Where people look for registration: accounts are given by the office."""
    return render(request, "accounts/no_signup.html")


@access(public)
@never_cache
@sensitive_post_parameters("code", "password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def activation(request: HttpRequest) -> HttpResponse:
    """Use a printed slip: set name and password, and be signed in."""
    form = ActivationForm(request.POST or None, initial={"username": request.GET.get("nama", "")})
    if request.method == "POST" and form.is_valid():
        line, username = client_line(request), form.cleaned_data["username"]
        if not (mine := one_account.take_place(line, username)):
            return _must_wait(request, form, one_account.wait_of(line, username))
        if not (ours := one_line.take_place(line)):
            give_back(mine)
            return _must_wait(request, form, one_line.wait_of(line))
        user, code_was_right = _activated(form)
        if code_was_right:
            give_back(mine)
            give_back(ours)
        if user:
            return _enter(request, user)
    return render(request, "accounts/activate.html", {"form": form})


def _activated(form: ActivationForm) -> tuple[User | None, bool]:
    """Whose account it is now, and whether the code was right; what is wrong is said in the form."""
    data = form.cleaned_data
    try:
        user = activate(
            username=data["username"],
            code=data["code"],
            name=data["name"],
            salutation=data["salutation"],
            email=data["email"],
            password=data["password1"],
            now=timezone.now(),
        )
    except AccountError as error:
        form.add_error("code", str(error))
        return None, False
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None, True
    return user, True


def _must_wait(request: HttpRequest, form: ActivationForm, seconds: int) -> HttpResponse:
    form.add_error(
        "code",
        f"Terlalu banyak kode keliru dari sambungan internet ini. Tunggu {seconds // 60} menit, lalu coba lagi; slip "
        "Anda tetap berlaku. Dari sambungan lain, misalnya ponsel, Anda dapat mencoba sekarang.",
    )
    answer = render(request, "accounts/activate.html", {"form": form}, status=HTTPStatus.TOO_MANY_REQUESTS)
    answer["Retry-After"] = str(seconds)
    return answer


def _enter(request: HttpRequest, user: User) -> HttpResponse:
    """Sign the new holder in; an account that has a second factor signs in the long way."""
    messages.success(request, "Akun Anda sudah aktif.")
    if is_mfa_enabled(user):
        return redirect("account_login")
    user.refresh_from_db()
    login(request, user, backend=BACKEND)
    return redirect("portal:worklist")


@access(own_account)
@sensitive_post_parameters("oldpassword")
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """The own account: name, salutation, e-mail; links to password and second factor."""
    # A copy: what is refused must not show in the menu and above the page.
    form = OwnAccountForm(request.POST or None, instance=copy(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            save_account(form.instance)
        except AccountError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, "Data akun Anda sudah disimpan.")
            return redirect("accounts:own")
    return render(request, "accounts/own.html", {"form": form, "second_factor": is_mfa_enabled(request.user)})


@access(own_account)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offered(request: HttpRequest) -> HttpResponse:
    """Offers what was sent when nobody was signed in; sending it goes to the form's own address."""
    kept = late_forms.kept_for(request)
    if request.method == "POST" or not kept:
        late_forms.discard(request)
        return redirect("portal:worklist")
    return render(request, "accounts/late_forms.html", {"forms": kept, "again": late_forms.AGAIN})


def locked_out(request: HttpRequest, answer: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """Too many wrong passwords: how long it lasts, and the way back with the name that was typed."""
    name = str((credentials or {}).get("username") or "")
    seconds = seconds_locked(name, client_line(request), timezone.now())
    kept = {"nama": name[:LONGEST_NAME], "next": request.POST.get("next", "")[:MAX_TARGET]}
    back = "" if request.user.is_authenticated else f"?{urlencode({key: kept[key] for key in kept if kept[key]})}"
    context = {"minutes": max(1, ceil(seconds / 60)), "back": f"{request.path}{back}", "name": kept["nama"]}
    page = render(request, "429.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    page["Retry-After"] = str(seconds)
    return page


def late_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is stale (signed in again in another tab): offered again to the account for whom it was drawn.

    Nobody signed in: it waits for that account. Another account is shown nothing of it. Only forms of our own pages;
    what another site posts is refused without its fields.
    """
    ours = request.headers.get("origin") == f"{request.scheme}://{request.get_host()}"
    stale = "token" in reason.lower() or "cookie" in reason.lower()
    secret = late_forms.SECRETS & set(request.POST)
    context: dict[str, Any] = {"path": request.get_full_path(), "fields": (), "files": late_forms.FilesOfForm.NONE}
    if ours and stale and not secret:
        owner = owner_of(request.POST)
        if owner is not None and not request.user.is_authenticated:
            return to_sign_in(request)
        context["another"] = owner not in (None, request.user.pk)
        if not context["another"]:
            context["fields"], context["files"] = late_forms.sent_by(request, user_id=request.user.pk)
    return render(request, "accounts/late_form.html", context, status=403)
