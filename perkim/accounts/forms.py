"""Forms of signing in and of one's own account, in the words of the office."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils import timezone

from perkim.accounts.jobs import ask_for_new_password
from perkim.accounts.models import User
from perkim.accounts.second_factor import seal_new_key, unseal_new_key, use_once
from perkim.accounts.typed import email_address, person_name

HINT = "Paling sedikit 10 huruf atau angka, tidak semuanya angka. Tiga kata acak mudah diingat."
LONGEST_NAME = 60
MISMATCH = "Kedua kata sandi tidak sama. Ketik ulang keduanya."


def _plain(field: forms.Field, label: str, hint: str = "") -> None:
    """Label and hint above the field; no placeholder, which vanishes while typing."""
    field.label = label
    field.help_text = hint
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.pop("autofocus", None)


def _same_password(form: forms.Form) -> None:
    first, second = form.cleaned_data.get("password1"), form.cleaned_data.get("password2")
    if first and second and first != second:
        form.add_error("password2", MISMATCH)


class SignInForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["login"], "Nama pengguna", "Tercetak pada slip akun, misalnya operator.sumberwuluh.")
        _plain(self.fields["password"], "Kata sandi")
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")
        self.fields["login"].initial = context.request.GET.get("nama", "")[:LONGEST_NAME]
        self.fields["login"].error_messages["required"] = "Tulis nama pengguna Anda."
        self.fields["password"].error_messages["required"] = "Tulis kata sandi Anda."

    def clean_login(self) -> str:
        return super().clean_login().lower()


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["password"], "Kata sandi Anda yang sekarang")


class ForgottenPasswordForm(account.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["email"], "Surel akun Anda", "Tautan untuk membuat kata sandi baru dikirim ke alamat ini.")

    def clean_email(self) -> str:
        """Whether it is the address of an account is asked where the mail is sent, not here."""
        return get_adapter().clean_email(email_address(self.cleaned_data["email"]))

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        ask_for_new_password(email, now=timezone.now())
        return email


class NewPasswordForm(account.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["password1"], "Kata sandi baru", HINT)
        _plain(self.fields["password2"], "Kata sandi baru, sekali lagi")


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["oldpassword"], "Kata sandi sekarang")
        _plain(self.fields["password1"], "Kata sandi baru", HINT)
        _plain(self.fields["password2"], "Kata sandi baru, sekali lagi")

    def clean_oldpassword(self) -> str:
        """Asked as at sign-in, with its throttle: a wrong one counts as a guess, and nothing else on this form does."""
        if not get_adapter().reauthenticate(self.user, self.cleaned_data["oldpassword"]):
            raise get_adapter().validation_error("incorrect_password")
        return self.cleaned_data["oldpassword"]


def _code_field(form: forms.Form, hint: str) -> None:
    _plain(form.fields["code"], "Kode verifikasi", hint)
    form.fields["code"].widget.attrs.update(inputmode="numeric", autocapitalize="characters", spellcheck="false")
    form.fields["code"].error_messages["required"] = "Tulis kode verifikasi."


class SecondFactorForm(mfa.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self, "6 angka dari aplikasi autentikator, atau satu kode pemulihan.")

    def clean_code(self) -> str:
        return use_once(self.user, super().clean_code())


class CodeAgainForm(mfa.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self, "6 angka dari aplikasi autentikator, atau satu kode pemulihan.")

    def clean_code(self) -> str:
        return use_once(self.user, super().clean_code())


class ActivateCodeForm(totp.ActivateTOTPForm):
    """The key shown rests in the session until the code is right: sealed, as sessions are rows of the database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        unseal_new_key(context.request.session)
        super().__init__(*args, **kwargs)
        seal_new_key(context.request.session)
        _code_field(self, "6 angka yang tampak di aplikasi setelah QR dipindai.")


class OwnAccountForm(forms.ModelForm):
    """What a person may change about the own account.

    Another e-mail asks for the password: whoever has the e-mail can make a new password, so a session left open at a
    shared computer must not be enough to take the account over for good. Asked as at sign-in, with its throttle.
    """

    oldpassword = forms.CharField(
        label="Kata sandi sekarang",
        required=False,
        strip=False,
        help_text="Hanya bila surel diganti. Kabar dikirim ke alamat lama dan alamat baru.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    class Meta:
        model = User
        fields = ["name", "salutation", "email"]
        help_texts = {
            "name": "Dengan gelar, seperti pada naskah. Pergantian nama dicatat.",
            "salutation": "Dipakai untuk menyapa Anda.",
            "email": "Untuk pemberitahuan dan untuk membuat kata sandi baru bila lupa.",
        }

    def clean_name(self) -> str:
        return person_name(self.cleaned_data["name"], before=self.initial["name"])

    def clean_email(self) -> str:
        typed = self.cleaned_data["email"].lower()
        return typed if typed == self.initial["email"].lower() else email_address(typed)

    def clean(self) -> dict[str, Any]:
        super().clean()
        email, password = self.cleaned_data.get("email"), self.cleaned_data.get("oldpassword")
        if email is None or email == self.initial["email"].lower():
            return self.cleaned_data
        if not password:
            self.add_error("oldpassword", "Ketik kata sandi Anda yang sekarang untuk mengganti surel.")
        elif not get_adapter().reauthenticate(self.instance, password):
            self.add_error("oldpassword", get_adapter().validation_error("incorrect_password"))
        return self.cleaned_data


class ActivationForm(forms.Form):
    """The code of a printed slip, and what the account's holder sets with it."""

    username = forms.CharField(label="Nama pengguna", max_length=LONGEST_NAME, help_text="Tercetak pada slip akun.")
    code = forms.CharField(
        label="Kode aktivasi",
        max_length=30,
        help_text="12 huruf dan angka pada slip, misalnya 7KQM-2XNA-93TP. Huruf kecil boleh.",
    )
    name = forms.CharField(label="Nama lengkap Anda", max_length=120)
    salutation = forms.ChoiceField(
        label="Sapaan", choices=[("", "Tanpa sapaan"), *User.Salutation.choices], required=False
    )
    email = forms.EmailField(
        label="Surel",
        required=False,
        help_text="Untuk membuat kata sandi baru bila lupa. Kosong: akun ini tanpa surel.",
    )
    password1 = forms.CharField(
        label="Kata sandi baru",
        strip=False,
        help_text=HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Kata sandi baru, sekali lagi",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain = {"autocapitalize": "none", "spellcheck": "false"}
        self.fields["username"].widget.attrs.update(plain, autocomplete="username")
        self.fields["code"].widget.attrs.update(autocapitalize="characters", spellcheck="false", autocomplete="off")
        self.fields["name"].widget.attrs.update(autocomplete="name")

    def clean_username(self) -> str:
        return self.cleaned_data["username"].strip().lower()

    def clean_name(self) -> str:
        return person_name(self.cleaned_data["name"])

    def clean_email(self) -> str:
        """Whether another account has it is asked only of who knows a right code, or strangers could try addresses."""
        return email_address(self.cleaned_data["email"])

    def clean_password1(self) -> str:
        holder = User(username=self.cleaned_data.get("username", ""), name=self.cleaned_data.get("name", ""))
        validate_password(self.cleaned_data["password1"], holder)
        return self.cleaned_data["password1"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        _same_password(self)
        return self.cleaned_data
