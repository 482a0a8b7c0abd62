"""The application of household aid shared by RTLH and BSPS."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SwadayaConfig(AppConfig):
    name = "perkim.swadaya"
    verbose_name = "Bantuan swadaya"

    def ready(self) -> None:
        # The worker reads lists in and loads no address of this app; gates of money ask for groups everywhere.
        autodiscover_modules("aid.lists")
        autodiscover_modules("kpb.companions")
        autodiscover_modules("segregation")
