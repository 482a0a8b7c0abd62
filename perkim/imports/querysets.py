"""Querysets of imports and their rows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Count

from perkim.imports.states import OPEN, STORABLE, TROUBLED, RowState


class BatchQuerySet(models.QuerySet):
    def open_for(self, kind: str, ref: str) -> Self:
        """The import that is under way for a subject; never more than one."""
        return self.filter(kind=kind, ref=ref, state__in=OPEN)

    def latest_for(self, kind: str, ref: str) -> Self:
        """All imports for a subject, newest first."""
        return self.filter(kind=kind, ref=ref).select_related("created_by").order_by("-id")

    def to_erase(self, now: datetime) -> Self:
        """Those whose staging is older than it may become."""
        return self.filter(expires_at__lte=now, erased_at=None)


class StagedRowQuerySet(models.QuerySet):
    def live(self) -> Self:
        """Those that count: not left out by hand."""
        return self.exclude(state=RowState.DROPPED)

    def storable(self) -> Self:
        return self.filter(state__in=STORABLE)

    def troubled(self) -> Self:
        """Those that somebody must look at."""
        return self.filter(state__in=TROUBLED)

    def by_state(self) -> Mapping[str, int]:
        """How many there are in each state. One query."""
        return dict(self.order_by().values_list("state").annotate(Count("id")))
