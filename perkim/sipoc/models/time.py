"""By when: the deadlines of a case, and the spans in which its clock stood still."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from perkim.lib.time_fields import BoundedDateTimeField
from perkim.parameters.models import Parameter
from perkim.sipoc.models.berkas import Berkas
from perkim.sipoc.models.work import StageVisit
from perkim.sipoc.terms import Unit


class Tenggat(models.Model):
    """One deadline of a case. `due_at` is always `counted_from` plus `left` in `unit` by the office's calendar.

    So a day off that is added later moves it by asking the calendar again, and `first_promise` tells what was promised
    at the start. While stopped, `left` is what will remain when the clock goes on; `frozen` ones were stopped because
    the case's parent was sent back. It ends by being met or voided; `ended_move` is the id of the move that did so.
    """

    berkas = models.ForeignKey(Berkas, models.CASCADE, related_name="tenggat", verbose_name="berkas")
    visit = models.ForeignKey(StageVisit, models.CASCADE, related_name="tenggat", verbose_name="dibuka di")
    key = models.CharField("tenggat", max_length=40)
    title = models.CharField("nama", max_length=120)
    until = models.CharField("sampai tahap", max_length=40)
    unit = models.CharField("satuan", max_length=13, choices=Unit)
    amount = models.PositiveIntegerField("lama")
    chosen = models.CharField("golongan", max_length=40, blank=True)
    cycle = models.PositiveSmallIntegerField("putaran", default=1)
    parameter = models.ForeignKey(
        Parameter, models.PROTECT, related_name="+", verbose_name="dasar", help_text="Nilai yang dipakai saat dihitung."
    )
    started_at = BoundedDateTimeField("mulai")
    counted_from = BoundedDateTimeField("dihitung dari")
    left = models.IntegerField("sisa")
    first_promise = BoundedDateTimeField("janji pertama")
    due_at = BoundedDateTimeField("jatuh tempo")
    extended = models.PositiveSmallIntegerField("kali diperpanjang", default=0)
    reminded = models.PositiveSmallIntegerField("kali diingatkan", default=0)
    reminded_at = BoundedDateTimeField("terakhir diingatkan", null=True, blank=True)
    stopped_at = BoundedDateTimeField("dihentikan", null=True, blank=True)
    frozen = models.BooleanField("dibekukan", default=False)
    met_at = BoundedDateTimeField("dipenuhi", null=True, blank=True)
    voided_at = BoundedDateTimeField("gugur", null=True, blank=True)
    ended_move = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "tenggat"
        verbose_name_plural = "tenggat"
        indexes = [
            models.Index(fields=["berkas", "id"], name="tenggat_of_case"),
            models.Index("due_at", "id", name="tenggat_open", condition=Q(met_at=None, voided_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                "berkas", "key", condition=Q(met_at=None, voided_at=None), name="deadline_is_open_once"
            ),
            models.CheckConstraint(
                name="deadline_is_met_or_voided_not_both", condition=Q(met_at=None) | Q(voided_at=None)
            ),
            models.CheckConstraint(
                name="deadline_is_frozen_while_stopped", condition=Q(frozen=False) | Q(stopped_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.berkas}"

    @property
    def is_running(self) -> bool:
        return self.met_at is None and self.voided_at is None and self.stopped_at is None

    @property
    def was_late(self) -> bool:
        """Whether it was met after it had fallen due."""
        return self.met_at is not None and self.met_at > self.due_at


class Pause(models.Model):
    """A span in which the clock of a case stood still, and why; `with_parent` when its parent was sent back. A move
    that began or ended it left its id."""

    berkas = models.ForeignKey(Berkas, models.CASCADE, related_name="pauses", verbose_name="berkas")
    started_at = BoundedDateTimeField("mulai")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    started_move = models.UUIDField(null=True, blank=True, editable=False)
    reason = models.TextField("alasan", blank=True)
    with_parent = models.BooleanField("bersama induk", default=False)
    ended_at = BoundedDateTimeField("berakhir", null=True, blank=True)
    ended_move = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "jeda"
        verbose_name_plural = "jeda"
        indexes = [models.Index(fields=["berkas", "id"], name="pause_of_case")]
        constraints = [
            models.UniqueConstraint("berkas", condition=Q(ended_at=None), name="case_has_one_pause_at_a_time"),
            models.CheckConstraint(
                name="pause_ends_after_its_start", condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"jeda {self.berkas} sejak {self.started_at:%d-%m-%Y}"
