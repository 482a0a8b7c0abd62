"""The application of uploads."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "perkim.files"
    verbose_name = "Unggahan"
