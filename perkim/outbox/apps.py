"""The application of the outbox."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "perkim.outbox"
    verbose_name = "Pekerjaan keluar"
