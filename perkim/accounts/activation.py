"""The only writer of activation codes: printed on slips, used once by whoever holds the paper.

Wrong codes never void a slip, or anybody could void everybody's. They wait instead, by the line they come from. A code
is one of 31^12, some 7.9e17. One line gets 100 tries in a quarter of an hour and, as its waits grow, 100 in two hours:
not even 10,000 in a day. Ten thousand lines that guess at one account for all thirty days of its slip find it with a
chance below 1 in 200 million; a line that guesses at one account alone has ten tries in a quarter of an hour.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from perkim.accounts import log, telling
from perkim.accounts.actions import AccountError, end_sessions, refuse_alone, save_account
from perkim.accounts.guessing import Guard
from perkim.accounts.models import ActivationCode, User
from perkim.lib.codes import normalised, random_code

CODE_DAYS = 30
QUARTER, HOUR = 15 * 60, 60 * 60
# A line and an account together: the account's holder, who comes from elsewhere, is never made to wait.
one_account = Guard(name="slip", wrong=10, window=QUARTER, longest=16 * HOUR)
# A line against all accounts; whole villages share the line of a mobile provider.
one_line = Guard(name="slip-line", wrong=100, window=QUARTER, longest=2 * HOUR)


@dataclass(frozen=True)
class Slip:
    """What is printed for an account once: the code is nowhere else in clear."""

    user: User
    code: str
    expires: datetime


def _digest(user: User, code: str, secret: str = "") -> str:
    key = f"activation:{secret or settings.SECRET_KEY}".encode()
    return hmac.new(key, f"{user.pk}:{normalised(code)}".encode(), hashlib.sha256).hexdigest()


def _is_code_of(held: ActivationCode, code: str) -> bool:
    """Slips printed before SECRET_KEY changed stay good while the former key is in SECRET_KEY_FALLBACKS."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(hmac.compare_digest(held.digest, _digest(held.user, code, secret)) for secret in secrets)


# Its digest is that of no code.
NOBODYS = ActivationCode(user=User(), digest="0" * 64)


@transaction.atomic
def issue_slips(*, actor: User | None, users: list[User], now: datetime, released: bool = False) -> list[Slip]:
    """New activation codes for these accounts; codes printed before stop working. Passwords stay until one is used."""
    refuse_alone(actor, users, released=released)
    if not all(user.is_active for user in users):
        raise AccountError("Akun ini ditutup, jadi slipnya tidak dapat dipakai. Buka dahulu akunnya.")
    # Once each: a holder of two village desks stands twice in the list.
    holders = {user.pk: user for user in users}.values()
    slips = [Slip(user, random_code(3), now + timedelta(days=CODE_DAYS)) for user in holders]
    ActivationCode.objects.bulk_create(
        [
            ActivationCode(
                user=slip.user,
                digest=_digest(slip.user, slip.code),
                expires=slip.expires,
                issued_by=actor,
                issued_at=now,
            )
            for slip in slips
        ],
        update_conflicts=True,
        unique_fields=["user"],
        update_fields=["digest", "expires", "issued_by", "issued_at"],
    )
    log.note(log.SLIP_ISSUED, holders, actor=actor)
    telling.slips_printed(holders)
    return slips


def void_slip(user: User) -> None:
    """For an account whose holder has a password already: a slip printed before, and kept back, opens it no more.

    Before the account is locked: `activate` locks both in this order.
    """
    if user.has_usable_password():
        ActivationCode.objects.filter(user=user).delete()


def activate(*, username: str, code: str, name: str, salutation: str, email: str, password: str, now: datetime) -> User:
    """Use a printed code: the account gets its holder's name, e-mail and password; other sessions of it end.

    Without an e-mail it has none: that of the holder before, or one that the admin typed, could make a new password.
    Raises AccountError with one sentence for every reason, so that nobody learns which part was wrong.
    """
    wrong = AccountError(
        "Nama pengguna dan kode aktivasi tidak cocok, atau kodenya sudah dipakai atau lewat waktu. "
        "Periksa slip; bila tetap gagal, minta slip baru kepada dinas."
    )
    with transaction.atomic():
        held = (
            ActivationCode.objects.select_for_update(of=("self",))
            .select_related("user")
            .filter(user__username=username, user__is_active=True)
            .first()
        )
        # A name without a slip is compared with one that nobody has, so that both take the same work.
        if not _is_code_of(held or NOBODYS, code) or held is None or held.expires <= now:
            raise wrong
        user = held.user
        user.name, user.salutation, user.email = name, salutation, email
        user.set_password(password)
        held.delete()
        save_account(user)
        log.note(log.ACTIVATED, [user], actor=user)
        if user.is_guarded:
            telling.activated(user)
    end_sessions(user)
    return user
