"""A new password by e-mail. The request only notes the address that was typed, whosever it is; who has an account there
is looked up where the mail is sent, so that the page's answer and its time tell nobody."""

from datetime import datetime
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac

from perkim.accounts.models import User
from perkim.accounts.sealing import seal, unseal
from perkim.outbox.actions import WorkOrder
from perkim.outbox.jobs import ask_and_wake
from perkim.outbox.kinds import does

NEW_PASSWORD, PURPOSE = "akun.sandi-baru", "new password"
# One mail to one address in so many seconds, whoever asks: a mailbox cannot be flooded, and its owner has a link.
APART = 5 * 60


def ask_for_new_password(email: str, *, now: datetime) -> None:
    """Mail a link to the accounts of this address, if there are any."""
    slot = f"{email}:{int(now.timestamp()) // APART}"
    key = salted_hmac("perkim.accounts.new_password", slot, algorithm="sha256").hexdigest()
    ask_and_wake(
        WorkOrder(kind=NEW_PASSWORD, key=f"{NEW_PASSWORD}:{key}", payload={"kepada": seal(email, purpose=PURPOSE)})
    )


@does(NEW_PASSWORD)
def _mail_links(payload: dict[str, Any]) -> None:
    email = unseal(payload["kepada"], purpose=PURPOSE)
    for user in filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True):
        # A first password is made with the slip that its holder was handed, not with an address that the admin typed.
        if user.has_usable_password():
            _mail_link(user)


def _mail_link(user: User) -> None:
    """To the address as the account has it, not as it was typed."""
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    path = reverse("account_reset_password_from_key", kwargs=parts)
    context = {"username": user.username, "password_reset_url": f"{settings.SITE_URL}{path}"}
    EmailMessage(
        subject=render_to_string("account/email/password_reset_key_subject.txt", context).strip(),
        body=render_to_string("account/email/password_reset_key_message.txt", context),
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()
