"""Queries on visits and photos."""

from typing import Self

from django.db import models


class VisitQuerySet(models.QuerySet):
    def of(self, key: str) -> Self:
        """Those that answer one requirement."""
        return self.filter(key=key)

    def newest(self) -> Self:
        """The last one of each case: it is the one that counts."""
        return self.order_by("berkas", "-id").distinct("berkas")


class PhotoQuerySet(models.QuerySet):
    def live(self) -> Self:
        """The photo that each slot has now; one that was replaced stays in the history."""
        return self.filter(replaced_at=None)

    def with_details(self) -> Self:
        """Ready to be shown: with the file and who did what."""
        return self.select_related("upload", "added_by", "judged_by")
