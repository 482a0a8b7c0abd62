"""Queries on the lists of names that papers from outside bring."""

from typing import Self

from django.db import models


class PaperListQuerySet(models.QuerySet):
    def current(self) -> Self:
        """The newest of each paper of a year, unless it was taken back."""
        return self.filter(superseded_at=None)

    def live(self) -> Self:
        """Not taken back."""
        return self.filter(withdrawn_at=None)

    def of_list(self, batch: object) -> Self:
        """The one that this import brought."""
        return self.filter(batch=batch)


class PaperNameQuerySet(models.QuerySet):
    def current(self) -> Self:
        """Those of current lists."""
        return self.filter(paper_list__superseded_at=None)
