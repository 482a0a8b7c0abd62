"""The application of meetings with attendance."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "perkim.meetings"
    verbose_name = "Pertemuan dan daftar hadir"
