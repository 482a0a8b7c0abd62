"""Queries on candidates."""

from collections.abc import Collection
from typing import Self

from django.db import models

from perkim.sipoc.terms import Outcome


class CalonQuerySet(models.QuerySet):
    def of_list(self, batch: object) -> Self:
        """Those that one import brought."""
        return self.filter(batch=batch)

    def proposed_or_aided(self, year: int) -> Self:
        """Proposed or aided in this budget year, in any programme: a case that runs, ended well, or was begun."""
        return self.filter(berkas__year=year, berkas__outcome__in=["", Outcome.SELESAI, Outcome.TIDAK_SELESAI])

    def of_persons(self, persons: Collection[int]) -> Self:
        return self.filter(person__in=list(persons))

    def with_people(self) -> Self:
        return self.select_related("person", "family", "spouse", "berkas__region__parent")
