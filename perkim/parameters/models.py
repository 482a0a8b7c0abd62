"""Official values, each with the days on which it holds and the regulation behind it. Decisions keep the row used."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from perkim.lib.time_fields import BoundedDateField, BoundedDateTimeField
from perkim.parameters.kinds import kind
from perkim.parameters.querysets import DayOffQuerySet, ParameterQuerySet


class Parameter(models.Model):
    """One value of one parameter within dates. Never changed: a new value ends the old one and begins its own row. One
    that was stated by mistake is replaced by a later statement for its days, and stays, with what was decided by it."""

    key = models.CharField("parameter", max_length=60)
    value = models.JSONField("nilai")
    starts = BoundedDateField("berlaku mulai")
    ends = BoundedDateField("berlaku sampai", null=True, blank=True)
    basis = models.CharField("dasar hukum", max_length=200)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="ditetapkan oleh"
    )
    set_at = BoundedDateTimeField("ditetapkan pada", default=timezone.now)
    replaced_at = BoundedDateTimeField("digantikan pada", null=True, blank=True)

    objects = ParameterQuerySet.as_manager()

    class Meta:
        verbose_name = "parameter"
        verbose_name_plural = "parameter"
        ordering = ["key", "starts"]
        constraints = [
            models.CheckConstraint(
                name="parameter_ends_after_start", condition=Q(ends=None) | Q(ends__gte=F("starts"))
            ),
            models.CheckConstraint(name="parameter_states_its_basis", condition=~Q(basis="")),
            ExclusionConstraint(
                name="parameter_has_one_value_a_day",
                expressions=[
                    ("key", RangeOperators.EQUAL),
                    (
                        Func(F("starts"), F("ends"), models.Value("[]"), function="DATERANGE"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(replaced_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} mulai {self.starts:%d-%m-%Y}"

    def holds_on(self, day: date) -> bool:
        return self.replaced_at is None and self.starts <= day and (self.ends is None or self.ends >= day)

    @property
    def parsed(self) -> Any:
        """The value as the code works with it."""
        return kind(self.key).parse(self.value)


class DayOff(models.Model):
    """A day on which the office is closed. Some are announced before they are certain."""

    class Kind(models.TextChoices):
        HOLIDAY = "LIBUR", "Hari libur nasional"
        LEAVE = "CUTI", "Cuti bersama"
        LOCAL = "LOKAL", "Libur daerah"

    day = BoundedDateField("tanggal", primary_key=True)
    kind = models.CharField("jenis", max_length=5, choices=Kind)
    title = models.CharField("keterangan", max_length=120)
    basis = models.CharField("dasar", max_length=200)
    tentative = models.BooleanField("belum pasti", default=False)

    objects = DayOffQuerySet.as_manager()

    class Meta:
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d-%m-%Y} {self.title}"
