"""How allauth works here: accounts are given by the office, secrets are sealed, words are Indonesian."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from perkim.accounts.actions import note_own_act
from perkim.accounts.clients import client_ip
from perkim.accounts.late_forms import kept_through
from perkim.accounts.own_acts import OwnAct
from perkim.accounts.sealing import seal, unseal

SECOND_FACTOR = "second factor"
# As long as allauth counts wrong codes.
TOO_MANY = "Terlalu banyak kode keliru. Tunggu 5 menit, lalu coba lagi dengan kode yang baru."


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in and password reset."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": (
            "Nama pengguna atau kata sandi tidak cocok. Periksa keduanya; pada kata sandi, huruf besar dan kecil "
            "dibedakan."
        ),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_password": "Kata sandi tidak cocok. Ketik ulang kata sandi Anda yang sekarang.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_ip(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: axes throttles, by name and address. allauth counts by name alone, so that anybody could lock out
        the head of the agency from anywhere."""

    def logout(self, request: HttpRequest) -> None:
        with kept_through(request):
            super().logout(request)

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        """What the holder did about the safety of the account is told as the portal tells everything, and logged."""
        for act in OwnAct:
            if act.value == template_prefix:
                note_own_act(user, act)


class MFAAdapter(DefaultMFAAdapter):
    """The second factor. Its keys rest sealed in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Kode tidak cocok. Ketik 6 angka yang sekarang tampak di aplikasi autentikator.",
        "rate_limited": AccountAdapter.error_messages["rate_limited"],
        "cannot_delete_authenticator": (
            "Peran Anda mewajibkan verifikasi dua langkah, jadi tidak dapat dimatikan. "
            "Untuk ganti ponsel, hubungi admin portal."
        ),
    }

    def encrypt(self, text: str) -> str:
        return seal(text, purpose=SECOND_FACTOR)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, purpose=SECOND_FACTOR)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not authenticator.user.needs_second_factor
