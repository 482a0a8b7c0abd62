"""The application of announcements with objections."""

from django.apps import AppConfig


class AnnouncementsConfig(AppConfig):
    name = "perkim.announcements"
    verbose_name = "Pengumuman dan sanggah"
