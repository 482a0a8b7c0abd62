"""Queries on the ledger and on the measures of work."""

from typing import Self

from django.db import models


class EntryQuerySet(models.QuerySet):
    def counting(self) -> Self:
        """Entries that count: neither corrections nor corrected."""
        return self.filter(corrects=None, corrected_by=None)


class MeasureQuerySet(models.QuerySet):
    def newest(self) -> Self:
        """The last measure of each case: the one that counts."""
        return self.order_by("berkas", "-id").distinct("berkas")
