"""The application of spreadsheets: staging, preview, mending, confirm, undo."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "perkim.imports"
    verbose_name = "Impor"
