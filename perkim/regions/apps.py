"""The application of regions."""

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "perkim.regions"
    verbose_name = "Wilayah"
