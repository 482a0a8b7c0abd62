"""The rows of a visit to a house, and of the photos that were taken there."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Floor

from perkim.files.models import Upload
from perkim.lib.time_fields import BoundedDateTimeField
from perkim.people.models import CELLS_A_DEGREE
from perkim.sipoc.models import Berkas
from perkim.visits.querysets import PhotoQuerySet, VisitQuerySet
from perkim.visits.terms import PhotoState, PositionSource, VisitOutcome, WhyNotGps

_PLACED = Q(
    # Comparisons with NULL are not false, so both must be said to be there.
    latitude__isnull=False,
    longitude__isnull=False,
    latitude__range=(-90, 90),
    longitude__range=(-180, 180),
)
_NOWHERE = Q(latitude=None, longitude=None, accuracy_m=None)


class Visit(models.Model):
    """Somebody went to the house of a case: the outcome, the moment and the position.

    `key` names the declared requirement it answers. `inside` says whether the position lay in the case's region by the
    boundaries of that day; None if they leave it open. `client_key` comes with the form: sent twice, it counts once. A
    row never changes: a later visit takes its place.
    """

    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="kunjungan", verbose_name="berkas")
    key = models.CharField("syarat", max_length=40)
    visitor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="petugas")
    visited_at = BoundedDateTimeField("dikunjungi pada")
    received_at = BoundedDateTimeField("diterima pada")
    outcome = models.CharField("hasil", max_length=16, choices=VisitOutcome)
    latitude = models.DecimalField("lintang", max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True, blank=True)
    accuracy_m = models.PositiveIntegerField("akurasi (m)", null=True, blank=True)
    position_source = models.CharField("sumber posisi", max_length=6, choices=PositionSource)
    why_not_gps = models.CharField("sebab tanpa GPS", max_length=6, choices=WhyNotGps, blank=True)
    inside = models.BooleanField("di dalam wilayah", null=True, blank=True)
    note = models.TextField("catatan", blank=True)
    client_key = models.UUIDField(unique=True, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = "kunjungan"
        verbose_name_plural = "kunjungan"
        indexes = [
            models.Index("berkas", "key", F("id").desc(), name="visit_newest"),
            # By cells, as earlier aid is found by place (perkim.people.aid).
            models.Index(
                Floor(F("latitude") * CELLS_A_DEGREE),
                Floor(F("longitude") * CELLS_A_DEGREE),
                name="visit_by_cell",
                condition=Q(latitude__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="visit_position_fits_its_source",
                condition=Q(_PLACED, position_source=PositionSource.GPS, accuracy_m__isnull=False, why_not_gps="")
                | (Q(_PLACED, position_source=PositionSource.MANUAL, accuracy_m=None) & ~Q(why_not_gps=""))
                | (Q(_NOWHERE, position_source=PositionSource.NONE, inside=None) & ~Q(why_not_gps="")),
            ),
            models.CheckConstraint(name="visit_was_before_it_was_told", condition=Q(visited_at__lte=F("received_at"))),
            models.CheckConstraint(name="visit_has_a_known_outcome", condition=Q(outcome__in=VisitOutcome.values)),
            models.CheckConstraint(
                name="visit_without_survey_says_more", condition=Q(outcome=VisitOutcome.SURVEYED) | ~Q(note="")
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="visit_stays_as_it_was", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.berkas}"

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, for `perkim.regions.boundaries`."""
        if self.latitude is None or self.longitude is None:
            return None
        return float(self.latitude), float(self.longitude)


class Photo(models.Model):
    """One photo of a declared set, in its slot. What was sent back or replaced stays, with who did so and why."""

    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="foto", verbose_name="berkas")
    photo_set = models.CharField("rangkaian foto", max_length=40)
    slot = models.CharField("sisi", max_length=40)
    upload = models.OneToOneField(Upload, models.PROTECT, related_name="+", verbose_name="file")
    client_key = models.UUIDField(unique=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dikirim oleh"
    )
    added_at = BoundedDateTimeField("dikirim pada")
    state = models.CharField("keadaan", max_length=12, choices=PhotoState, default=PhotoState.NEW)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diperiksa oleh"
    )
    judged_at = BoundedDateTimeField("diperiksa pada", null=True, blank=True)
    returned_reason = models.TextField("alasan dikembalikan", blank=True)
    replaced_at = BoundedDateTimeField("diganti pada", null=True, blank=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = "foto"
        verbose_name_plural = "foto"
        indexes = [models.Index("berkas", "photo_set", "id", name="photo_of_case")]
        constraints = [
            models.UniqueConstraint(
                "berkas", "photo_set", "slot", condition=Q(replaced_at=None), name="photo_stands_once_in_its_slot"
            ),
            models.CheckConstraint(
                name="photo_is_judged_by_somebody_and_returned_for_a_reason",
                condition=Q(state=PhotoState.NEW, judged_by=None, judged_at=None, returned_reason="")
                | Q(state=PhotoState.ACCEPTED, judged_by__isnull=False, judged_at__isnull=False, returned_reason="")
                | (
                    Q(state=PhotoState.RETURNED, judged_by__isnull=False, judged_at__isnull=False)
                    & ~Q(returned_reason="")
                ),
            ),
            models.CheckConstraint(
                name="photo_is_not_judged_by_who_took_it",
                condition=Q(judged_by=None) | ~Q(judged_by=F("added_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} {self.berkas}"

    @property
    def taken_point(self) -> tuple[float, float] | None:
        """Where the photo itself says that it was taken."""
        if self.upload.latitude is None or self.upload.longitude is None:
            return None
        return float(self.upload.latitude), float(self.upload.longitude)
