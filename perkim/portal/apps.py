"""The application of the shared pages. Every installed app says in its module `portal` what it shows on them."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PortalConfig(AppConfig):
    name = "perkim.portal"
    verbose_name = "Halaman bersama"

    def ready(self) -> None:
        autodiscover_modules("portal")
