"""Finds the declarations: every installed app's `programme.py` is read when Django starts, then the checks of them, the
jobs, so that whoever asks for outside work knows who does it, and the rule of who may still read which notice."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SipocConfig(AppConfig):
    name = "perkim.sipoc"
    verbose_name = "Model tahap SIPOC"

    def ready(self) -> None:
        autodiscover_modules("programme", "checks", "jobs", "notices")
