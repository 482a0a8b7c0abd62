"""The application of the log."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "perkim.audit"
    verbose_name = "Catatan"
