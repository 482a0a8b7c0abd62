"""What allauth's second factor lacks: a code is used once while it is valid, a new key is sealed, old sessions end."""

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import cache
from django.forms import Form
from django.http import HttpResponse

from perkim.accounts.access import account_of
from perkim.accounts.actions import end_sessions
from perkim.accounts.models import User
from perkim.accounts.sealing import InvalidToken

# allauth forgets a used code after one period of 30 seconds; with a tolerance of one period before and after, a code is
# valid for three.
VALID_SECONDS = 30 * (2 * settings.MFA_TOTP_TOLERANCE + 1)


def use_once(user: User, code: str) -> str:
    """The code, the first time. Raises ValidationError for one that this account used while it was valid."""
    if not cache.add(f"second-factor:{user.pk}:{normalize_user_code(code)}", "used", timeout=VALID_SECONDS):
        raise get_adapter().validation_error("incorrect_code")
    return code


def seal_new_key(session: SessionBase) -> None:
    session[SECRET_SESSION_KEY] = get_adapter().encrypt(session[SECRET_SESSION_KEY])


def unseal_new_key(session: SessionBase) -> None:
    """A key that cannot be read any more is dropped; allauth then makes another one."""
    sealed = session.pop(SECRET_SESSION_KEY, None)
    try:
        if sealed:
            session[SECRET_SESSION_KEY] = get_adapter().decrypt(sealed)
    except InvalidToken:
        return


class SetUpView(ActivateTOTPView):
    """Setting up. Sessions that only knew the password must not pass for proved twice, so they end."""

    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        user = account_of(self.request)
        end_sessions(user)
        user.refresh_from_db()
        update_session_auth_hash(self.request, user)
        return answer
