"""The application of field visits: photos and positions."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class VisitsConfig(AppConfig):
    name = "perkim.visits"
    verbose_name = "Kunjungan lapangan"

    def ready(self) -> None:
        # Parameters are written at installation and notices mailed by the worker, which load no address of this app.
        autodiscover_modules("amounts", "log")
