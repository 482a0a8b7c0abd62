"""The application of backup and restore."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "perkim.operations"
    verbose_name = "Cadangan"
