"""Queries on successions."""

from typing import Self

from django.db import models


class SuccessionQuerySet(models.QuerySet):
    def live(self) -> Self:
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)
