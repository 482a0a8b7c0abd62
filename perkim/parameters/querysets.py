"""Querysets of parameters. The day is an argument."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q


class ParameterQuerySet(models.QuerySet):
    def current(self) -> Self:
        """Those that no later statement has replaced."""
        return self.filter(replaced_at=None)

    def in_force(self, on: date) -> Self:
        return self.current().filter(starts__lte=on).filter(Q(ends=None) | Q(ends__gte=on))


class DayOffQuerySet(models.QuerySet):
    def days(self) -> frozenset[date]:
        return frozenset(self.values_list("day", flat=True))
