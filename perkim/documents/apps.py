"""The application of papers (naskah dinas)."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "perkim.documents"
    verbose_name = "Naskah dinas"
