"""The rows of outside work."""

from django.db import models
from django.db.models import Q

from perkim.lib.time_fields import BoundedDateTimeField


class Work(models.Model):
    """One piece of outside work. `key` makes asking twice for the same thing ask once.

    `held_by` is the site of workers that leased it last, `lost` how often a worker died over it while its site lived.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, unique=True)
    payload = models.JSONField(default=dict)
    asked_at = BoundedDateTimeField()
    due_at = BoundedDateTimeField()
    leased_until = BoundedDateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    held_by = models.CharField(max_length=32, blank=True)
    lost = models.PositiveSmallIntegerField(default=0)
    done_at = BoundedDateTimeField(null=True)
    given_up_at = BoundedDateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "pekerjaan keluar"
        verbose_name_plural = "pekerjaan keluar"
        indexes = [
            models.Index(fields=["due_at", "id"], name="work_waiting", condition=Q(done_at=None, given_up_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="work_is_done_or_given_up_not_both", condition=Q(done_at=None) | Q(given_up_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
