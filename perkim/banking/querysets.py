"""Queries on bank accounts: by case, by list, by number; never by decrypting."""

from typing import Self
from uuid import UUID

from django.db import models

from perkim.people.cipher import index_of

KIND = "rekening"


class AccountQuerySet(models.QuerySet):
    def current(self) -> Self:
        """Neither replaced nor withdrawn."""
        return self.filter(ended_at=None)

    def of_list(self, batch: UUID) -> Self:
        """Those that one import brought."""
        return self.filter(batch=batch)

    def with_numbers(self, *numbers: str) -> Self:
        return self.filter(number_index__any_of=[index_of(KIND, number) for number in numbers])
