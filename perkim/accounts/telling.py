"""What the holder of an account is told about its safety, so that what somebody else did with it does not go unseen."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from perkim.accounts.models import Release, User
from perkim.accounts.own_acts import OwnAct
from perkim.accounts.roles import Role
from perkim.notices.actions import Message, notify, write_to
from perkim.notices.kinds import declare

SAFETY = declare("akun.keamanan", "Keamanan akun")


def _tell(users: Iterable[User], text: str, url_name: str = "accounts:own") -> None:
    """Only who has signed in before: a new account's first slip and e-mail are no news to anybody."""
    advice = f"Bila bukan atas permintaan Anda, hubungi dinas, telepon {settings.OFFICE['phone']}."
    messages = [
        Message(recipient_id=user.pk, topic=SAFETY, text=f"{text} {advice}", url=reverse(url_name)) for user in users
    ]
    notify(messages, now=timezone.now())


def slips_printed(users: Iterable[User]) -> None:
    _tell(
        [user for user in users if user.has_usable_password()],
        "Slip aktivasi baru dicetak untuk akun Anda. Dengan kodenya kata sandi dapat diganti.",
    )


def second_factor_removed(user: User) -> None:
    _tell([user], "Verifikasi dua langkah akun Anda dilepas oleh admin.", "mfa_index")


OWN_ACTS = {
    OwnAct.SIGN_IN_CHANGED: "Kata sandi akun Anda diganti.",
    OwnAct.SIGN_IN_RESET: "Kata sandi akun Anda dibuat baru lewat tautan di surel.",
    OwnAct.SECOND_FACTOR_SET: "Verifikasi dua langkah dipasang pada akun Anda.",
    OwnAct.SECOND_FACTOR_OFF: "Verifikasi dua langkah akun Anda dilepas.",
    OwnAct.CODES_MADE: "Kode pemulihan baru dibuat untuk akun Anda; yang lama tidak berlaku lagi.",
}


def own_act(user: User, act: OwnAct) -> None:
    _tell([user], OWN_ACTS[act])


def account_changed(*, before: User, after: User) -> None:
    """Tell of a new password by slip and of another e-mail; both addresses are told too: the former may be the only
    honest one, the new one a stranger's. `before` is the account as it was stored."""
    if not before.has_usable_password():
        return
    changes = []
    if before.password != after.password:
        changes.append("Kata sandi akun Anda diganti dengan slip aktivasi.")
    if before.email != after.email:
        changes.append("Surel akun Anda diganti.")
        _write_of_new_address(before.email, after, " ".join(changes))
    for change in changes:
        _tell([after], change)


def _write_of_new_address(former: str, account: User, changes: str) -> None:
    brand = settings.OFFICE["brand"]
    if former:
        write_to(
            former,
            subject=f"Surel akun Anda di {brand} diganti",
            text=f"{changes} Kabar tentang akun {account.username} tidak lagi dikirim ke alamat ini. "
            "Bila bukan Anda yang menggantinya, segera hubungi dinas.",
        )
    if account.email:
        write_to(
            account.email,
            subject=f"Alamat ini menjadi surel sebuah akun di {brand}",
            text=f"Kabar tentang akun {account.username} sejak sekarang dikirim ke alamat ini. "
            "Bila itu bukan akun Anda, beri tahu dinas.",
        )


def _tell_all(account: User, text: str, *, subject: str, url_name: str) -> None:
    """Everybody who signs or administers, and whose account it is: in the portal and by a letter each, which neither a
    closed browser nor a chosen pace holds back."""
    watching = User.objects.watching(timezone.localdate())
    people = list(User.objects.filter(Q(pk__in=watching.values("pk")) | Q(pk=account.pk)))
    url = reverse(url_name)
    notify([Message(recipient_id=user.pk, topic=SAFETY, text=text, url=url) for user in people], now=timezone.now())
    for user in people:
        if user.email:
            letter = f"{text}\n\n{settings.SITE_URL}{url}"
            write_to(user.email, subject=f"{subject}: {account.username}", text=letter)


def release_news(release: Release, text: str) -> None:
    _tell_all(release.account, text, subject=release.title, url_name="personnel:releases")


def _tell_of_what_is_done(account: User, text: str, *, subject: str) -> None:
    """At once, but not unseen: who is shut out can stop nothing any more."""
    advice = f"Bila janggal, hubungi pemegang akun dan dinas, telepon {settings.OFFICE['phone']}."
    _tell_all(account, f"{text} {advice}", subject=subject, url_name="accounts:own")


def role_ended(account: User, *, by: User, role: Role, last_day: date) -> None:
    day = date_format(last_day, "j F Y")
    text = f"{by.named} mengakhiri peran {role.label} pada akun {account.named}, hari terakhir {day}."
    _tell_of_what_is_done(account, text, subject="Peran diakhiri")


def state_changed(account: User, *, by: User) -> None:
    done = "membuka lagi" if account.is_active else "menutup"
    text = f"{by.named} {done} akun {account.named}."
    _tell_of_what_is_done(account, text, subject="Akun dibuka lagi" if account.is_active else "Akun ditutup")


def name_changed(account: User, *, before: str) -> None:
    """Holders state their own name, which is printed on what they sign."""
    text = f"Nama pada akun {account.username} diganti dari “{before}” menjadi “{account.name}”."
    _tell_of_what_is_done(account, text, subject="Nama pada akun diganti")


def activated(account: User) -> None:
    """An account that signs or administers has a holder with a password of his own: whoever held the slip."""
    _tell_of_what_is_done(account, f"Akun {account.named} diaktifkan dengan slip.", subject="Akun diaktifkan")


def admin_opened(user: User) -> None:
    """An admin made on the server itself, past all other admins."""
    text = f"Akun admin {user.username} dibuka dari server portal."
    people = User.objects.watching(timezone.localdate()).exclude(pk=user.pk)
    _tell(list(people), text)
