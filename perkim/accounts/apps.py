"""The application of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "perkim.accounts"
    verbose_name = "Akun dan penugasan"
