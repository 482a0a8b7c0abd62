"""The application of parameters."""

from django.apps import AppConfig


class ParametersConfig(AppConfig):
    name = "perkim.parameters"
    verbose_name = "Parameter resmi"
