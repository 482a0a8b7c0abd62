"""How uploads are asked for. The clock is an argument."""

from collections.abc import Collection
from datetime import datetime
from typing import Self

from django.db import models


class UploadQuerySet(models.QuerySet):
    def of(self, *subjects: str) -> Self:
        """What belongs to these things and was not removed, oldest first."""
        return self.filter(subject__in=subjects, removed_at=None).order_by("uploaded_at", "pk")

    def for_purpose(self, key: str) -> Self:
        return self.filter(purpose=key)

    def at(self, paths: Collection[str]) -> Self:
        """Whose bytes, or whose small picture's, lie at these paths."""
        return self.filter(models.Q(stored__in=paths) | models.Q(thumbnail__in=paths))

    def erased(self) -> Self:
        return self.filter(erased_at__isnull=False)

    def damaged(self) -> Self:
        """What a backup found damaged or missing, and is still to be there."""
        return self.filter(damaged_at__isnull=False, erased_at=None)

    def to_erase(self, *, removed_before: datetime) -> Self:
        """Removed so long ago that their bytes may go, and by everything that shares them."""
        needed = self.model._base_manager.filter(stored=models.OuterRef("stored")).exclude(
            removed_at__lt=removed_before
        )
        old = self.filter(~models.Exists(needed), removed_at__lt=removed_before, erased_at=None)
        return old.order_by("removed_at")


class HeldFileQuerySet(models.QuerySet):
    def of(self, owner_id: int | None, intake: str) -> Self:
        """What this account sent for this."""
        return self.filter(owner_id=owner_id, intake=intake)

    def started_before(self, moment: datetime) -> Self:
        return self.filter(started_at__lte=moment)

    def started_since(self, moment: datetime) -> Self:
        return self.filter(started_at__gt=moment)
