"""Querysets of announcements and objections."""

from datetime import date
from typing import Self

from django.db import models


class AnnouncementQuerySet(models.QuerySet):
    def current(self) -> Self:
        """The newest of what is announced in each case."""
        return self.filter(superseded_at=None)

    def over(self, today: date) -> Self:
        """Those whose last day has passed."""
        return self.filter(until__lt=today)


class ObjectionQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Those that wait for an answer."""
        return self.filter(answered_at=None)
