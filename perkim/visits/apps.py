"""The application of field visits: photos and positions."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "perkim.visits"
    verbose_name = "Kunjungan lapangan"
