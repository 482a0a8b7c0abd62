"""Queries on rankings and their places."""

from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from perkim.sipoc.models import StageVisit
from perkim.sipoc.terms import Outcome

# How a case ends whose place somebody else may take.
DROPPED_OUT = (Outcome.BATAL, Outcome.DITOLAK, Outcome.KEDALUWARSA)
_WITHIN = Q(reserve=None) | Q(instead_of__isnull=False)


class RankingQuerySet(models.QuerySet):
    def current(self) -> Self:
        """The newest of each activity."""
        return self.filter(superseded_at=None)

    def approved_in_this_stay(self) -> Self:
        """Approved since the activity came into the stage it stands in: sent back, it is approved anew."""
        here = StageVisit.objects.filter(berkas=OuterRef("berkas"), left_at=None).values("entered_at")[:1]
        return self.annotate(here_since=Subquery(here)).filter(approved_at__gte=F("here_since"))


class PlaceQuerySet(models.QuerySet):
    def current(self) -> Self:
        """Those of current rankings."""
        return self.filter(ranking__superseded_at=None)

    def within(self) -> Self:
        """Within the quota, or moved up into it."""
        return self.filter(_WITHIN)

    def reserves(self) -> Self:
        """Reserves that have not moved up, and whose households still wait, in their order."""
        return self.exclude(_WITHIN).filter(berkas__outcome="").order_by("reserve")

    def counting(self) -> Self:
        """Within the quota, and not dropped out: what they get adds up to what the activity spends."""
        return self.within().exclude(berkas__outcome__in=DROPPED_OUT)

    def vacant(self) -> Self:
        """Within the quota, but the household dropped out and nobody took the place yet. One whose house was finished,
        or begun with the aid, has used it."""
        return self.within().filter(berkas__outcome__in=DROPPED_OUT, taken_by=None).order_by("position")

    def with_households(self) -> Self:
        return self.select_related("berkas__region__parent", "instead_of").order_by("position")
