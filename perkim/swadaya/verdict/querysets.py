"""Queries on assessments and overrides."""

from typing import Self

from django.db import models


class AssessmentQuerySet(models.QuerySet):
    def current(self) -> Self:
        return self.filter(superseded_at=None)


class VerdictQuerySet(models.QuerySet):
    def current(self) -> Self:
        """Those of current assessments."""
        return self.filter(assessment__superseded_at=None)


class OverrideQuerySet(models.QuerySet):
    def live(self) -> Self:
        """Not withdrawn; whether one still holds is for `perkim.swadaya.verdict.eligibility` to say."""
        return self.filter(withdrawn_at=None)
