"""The last sign of life of each background process."""

from django.db import models

from perkim.lib.time_fields import BoundedDateTimeField


class Heartbeat(models.Model):
    """One row for each kind of beat; rewritten, never added to."""

    name = models.CharField(max_length=30, primary_key=True)
    seen = BoundedDateTimeField()

    class Meta:
        verbose_name = "denyut"
        verbose_name_plural = "denyut"

    def __str__(self) -> str:
        return f"{self.name} {self.seen:%Y-%m-%d %H:%M:%S}"
