"""At the door of every request: nothing stays in the browser, idle sessions end, views open only by their rule, signers
prove themselves twice."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from perkim.accounts import late_forms
from perkim.accounts.access import account_of, rule_of
from perkim.accounts.owners import owner_of

GetResponse = Callable[[HttpRequest], HttpResponse]
LAST_SEEN, EXPIRED_USER, PROVED_TWICE = "last_seen", "expired_user", "proved_twice"
# The session is written at most this often (seconds) to note that its owner is still there.
SEEN_STEP = 60
# A longer address (a filter full of words) is not come back to after signing in; redirects have a limit of their own.
MAX_TARGET = 2000
ANOTHERS = "Isian ini dibuka dengan akun lain yang tadi masuk di komputer ini, jadi tidak disimpan atas nama Anda."
OTHERS = '<a href="{}">{} isian lain yang belum terkirim</a> masih menunggu Anda.'
ENDED = "Sesi Anda berakhir. Isian Anda masih ada. Masuk lagi untuk mengirimnya."
SIGNED_OUT = "Anda sudah keluar, mungkin di tab lain. Isian Anda masih ada. Masuk lagi untuk mengirimnya."


class NoStoreMiddleware:
    """Keeps nothing of what a signed-in account was shown in the browser: at a computer of the village hall, "Back"
    after signing out, or a look into the browser's own store, must not show a household.

    Pages, files, pictures and parts of pages alike. Static files and what nobody signed in for are answered without.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Asked on the way in too: the answer that signs somebody out belongs to the account that leaves.
        signed_in = request.user.is_authenticated
        answer = self.get_response(request)
        if (signed_in or request.user.is_authenticated) and "no-store" not in answer.get("Cache-Control", ""):
            answer["Cache-Control"] = "private, no-store"
        return answer


class IdleSessionMiddleware:
    """Signs an account out when its session lay idle; what is posted at that moment is kept as a late form later on."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._note(request, int(time.time()))
        return self.get_response(request)

    def _note(self, request: HttpRequest, now: int) -> None:
        last = request.session.get(LAST_SEEN, now)
        if now - last > settings.SESSION_IDLE_MINUTES * 60:
            user_id = request.user.pk
            with late_forms.kept_through(request):
                logout(request)
            request.session[EXPIRED_USER] = user_id
        elif now - last >= SEEN_STEP or LAST_SEEN not in request.session:
            request.session[LAST_SEEN] = now


class AccessMiddleware:
    """Asks the rule of the view before the view runs. No rule means no."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        rule = rule_of(view)
        if rule is None:
            raise PermissionDenied("Halaman ini belum dibuka untuk siapa pun.")
        if rule.anonymous:
            return None
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if request.method == "POST" and owner_of(request.POST) not in (None, request.user.pk):
            raise PermissionDenied(ANOTHERS)
        if not rule.allows(request.user):
            raise PermissionDenied(f"Halaman ini untuk {rule.for_whom}.")
        if not _proved_twice(request) and not rule.before_second_factor:
            return _to_second_factor(request)
        if request.method == "POST" and (waiting := late_forms.sent_again(request)):
            messages.warning(request, format_html(OTHERS, reverse("accounts:late_forms"), waiting))
        return None


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """What a form held when it came too late goes along, for whom it was drawn."""
    target = request.get_full_path()
    if request.method not in ("GET", "HEAD") or len(target) > MAX_TARGET:
        target = reverse("portal:worklist")
    # Stays until somebody signs in and out: another tab may still send a form.
    expired_user = request.session.get(EXPIRED_USER)
    owner = (owner_of(request.POST) or expired_user) if request.method == "POST" else None
    if owner is not None and late_forms.keep(request, user_id=owner):
        target = reverse("accounts:late_forms")
        messages.warning(request, ENDED if owner == expired_user else SIGNED_OUT)
    elif expired_user is not None:
        messages.warning(request, "Sesi Anda berakhir karena lama tidak dipakai. Masuk lagi untuk melanjutkan.")
    return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': target})}")


def _proved_twice(request: HttpRequest) -> bool:
    """Whether the account needs no second factor or has one; remembered in the session once it is so."""
    user = account_of(request)
    if not user.needs_second_factor:
        # It may be taken off now, so a role given later asks anew.
        request.session.pop(PROVED_TWICE, None)
        return True
    if request.session.get(PROVED_TWICE):
        return True
    if is_mfa_enabled(user):
        request.session[PROVED_TWICE] = True
        return True
    return False


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    messages.info(request, "Peran Anda mewajibkan verifikasi dua langkah. Pasang sekali, lalu Anda dapat melanjutkan.")
    return redirect("mfa_activate_totp")
