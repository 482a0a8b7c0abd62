"""The application of what a household plans to spend: its RAB and DRPB, and the shop it buys from."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BudgetsConfig(AppConfig):
    name = "perkim.budgets"
    verbose_name = "RAB, DRPB, dan toko"

    def ready(self) -> None:
        # Parameters are written at installation, which loads no address of this app.
        autodiscover_modules("parameters", "log")
        # Cases are handed out by pages that know no shop.
        autodiscover_modules("segregation")
