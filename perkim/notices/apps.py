"""The application of messages to people."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "perkim.notices"
    verbose_name = "Pemberitahuan"
