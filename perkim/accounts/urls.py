"""Addresses of signing in and of the own account. allauth's views are mounted one by one, with a rule."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path, re_path

from perkim.accounts import views
from perkim.accounts.access import access, own_account, public
from perkim.accounts.second_factor import SetUpView

# allauth reverses these names itself, so they stand outside the namespace.
allauth_urls = [
    path("masuk/", access(public)(account.login), name="account_login"),
    path("masuk/kode/", access(public)(mfa.authenticate), name="mfa_authenticate"),
    path("masuk/ulang/", access(own_account)(account.reauthenticate), name="account_reauthenticate"),
    path("masuk/ulang/kode/", access(own_account)(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("masuk/ditutup/", access(public)(account.account_inactive), name="account_inactive"),
    path("masuk/daftar/", views.no_signup, name="account_signup"),
    path("masuk/lupa-sandi/", access(public)(account.password_reset), name="account_reset_password"),
    path("masuk/lupa-sandi/terkirim/", access(public)(account.password_reset_done), name="account_reset_password_done"),
    path(
        "masuk/lupa-sandi/selesai/",
        access(public)(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^masuk/lupa-sandi/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        access(public)(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("keluar/", access(public)(account.logout), name="account_logout"),
    path("akun/saya/sandi/", access(own_account)(account.password_change), name="account_change_password"),
    path("akun/saya/dua-langkah/", access(own_account)(mfa.index), name="mfa_index"),
    path("akun/saya/dua-langkah/pasang/", access(own_account)(SetUpView.as_view()), name="mfa_activate_totp"),
    path("akun/saya/dua-langkah/lepas/", access(own_account)(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "akun/saya/dua-langkah/pemulihan/",
        access(own_account)(recovery.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "akun/saya/dua-langkah/pemulihan/baru/",
        access(own_account)(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "akun/saya/dua-langkah/pemulihan/unduh/",
        access(own_account)(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]

account_urls = [
    path("masuk/aktivasi/", views.activation, name="activate"),
    path("masuk/isian/", views.offered, name="late_forms"),
    path("akun/saya/", views.own, name="own"),
]

urlpatterns = [*allauth_urls, path("", include((account_urls, "accounts")))]
