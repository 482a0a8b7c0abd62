"""Querysets of attendance."""

from typing import Self

from django.db import models


class AttendanceQuerySet(models.QuerySet):
    def reached(self) -> Self:
        """Those who were there, or sent somebody."""
        return self.exclude(presence="TIDAK")
