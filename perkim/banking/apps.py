"""The application of recipients' bank accounts: recorded, matched with the decree, confirmed."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BankingConfig(AppConfig):
    name = "perkim.banking"
    verbose_name = "Rekening penerima"

    def ready(self) -> None:
        # Parameters are written at installation, which loads no address of this app.
        autodiscover_modules("parameters", "log")
