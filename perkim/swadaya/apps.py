"""The application of household aid shared by RTLH and BSPS."""

from django.apps import AppConfig


class SwadayaConfig(AppConfig):
    name = "perkim.swadaya"
    verbose_name = "Bantuan swadaya"
