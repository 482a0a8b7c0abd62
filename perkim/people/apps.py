"""The application of persons and households, their encrypted identity, aid received before."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "perkim.people"
    verbose_name = "Orang dan keluarga"
