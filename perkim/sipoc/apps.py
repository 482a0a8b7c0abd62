"""Finds the declarations: every installed app's `programme.py` is read when Django starts."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import autodiscover_modules

from perkim.sipoc.checks import check_programmes


class SipocConfig(AppConfig):
    name = "perkim.sipoc"
    verbose_name = "Model tahap SIPOC"

    def ready(self) -> None:
        register(check_programmes, "sipoc")
        autodiscover_modules("programme")
