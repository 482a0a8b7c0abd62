"""The application of aid that is paid in terms: gates, reports, ledger."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FundsConfig(AppConfig):
    name = "perkim.funds"
    verbose_name = "Dana bertahap"

    def ready(self) -> None:
        # Parameters are written at installation, which loads no address of this app.
        autodiscover_modules("amounts", "log")
