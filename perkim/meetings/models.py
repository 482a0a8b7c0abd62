"""A meeting of a case as it was held, and who of the invited was there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from perkim.lib.history import keep_history
from perkim.lib.time_fields import BoundedDateField, BoundedDateTimeField
from perkim.meetings.querysets import AttendanceQuerySet
from perkim.sipoc.models import Berkas

MOST_OTHERS = 1000


class Presence(models.TextChoices):
    """How somebody who was invited took part."""

    PRESENT = "HADIR", "Hadir"
    REPRESENTED = "DIWAKILI", "Diwakili"
    ABSENT = "TIDAK", "Tidak hadir"


@keep_history()
class Meeting(models.Model):
    """One meeting about a case; who was absent comes to a later one. `others` are those who attended without being
    invited. The form's key makes a repeated sending count once."""

    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="meetings", verbose_name="berkas")
    held_on = BoundedDateField("tanggal")
    starts = models.TimeField("pukul")
    place = models.CharField("tempat", max_length=120)
    topics = models.TextField("materi")
    agreement = models.TextField("kesepakatan")
    others = models.PositiveSmallIntegerField("peserta lain", default=0)
    client_key = models.UUIDField("kunci kiriman", unique=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dicatat oleh"
    )
    recorded_at = BoundedDateTimeField("dicatat pada")
    changed_at = BoundedDateTimeField("diubah pada")

    class Meta:
        verbose_name = "pertemuan"
        verbose_name_plural = "pertemuan"
        indexes = [models.Index(fields=["berkas", "held_on", "id"], name="meeting_of_case")]
        constraints = [
            models.CheckConstraint(
                name="meeting_says_where_and_what", condition=~Q(place="") & ~Q(topics="") & ~Q(agreement="")
            ),
            models.CheckConstraint(name="meeting_others_are_counted", condition=Q(others__range=(0, MOST_OTHERS))),
            models.CheckConstraint(name="meeting_is_changed_afterwards", condition=Q(changed_at__gte=F("recorded_at"))),
        ]

    def __str__(self) -> str:
        return f"pertemuan {self.berkas}"


@keep_history()
class Attendance(models.Model):
    """One of the invited at one meeting: the case of somebody (`berkas`), or a person or agency by name (`party`).
    `by_name` is who came instead."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances", verbose_name="pertemuan")
    berkas = models.ForeignKey(
        Berkas, models.PROTECT, null=True, blank=True, related_name="attendances", verbose_name="berkas yang diundang"
    )
    party = models.CharField("nama yang diundang", max_length=120, blank=True)
    presence = models.CharField("kehadiran", max_length=8, choices=Presence)
    by_name = models.CharField("nama wakil", max_length=100, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "daftar hadir"
        verbose_name_plural = "daftar hadir"
        constraints = [
            models.UniqueConstraint("meeting", "berkas", name="attendance_of_a_case_is_told_once"),
            models.UniqueConstraint(
                "meeting", "party", condition=~Q(party=""), name="attendance_of_a_party_is_told_once"
            ),
            models.CheckConstraint(
                name="attendance_is_of_a_case_or_a_party",
                condition=Q(berkas__isnull=False, party="") | (Q(berkas=None) & ~Q(party="")),
            ),
            models.CheckConstraint(
                name="attendance_by_another_names_him",
                condition=(Q(presence=Presence.REPRESENTED) & ~Q(by_name=""))
                | (Q(presence__in=[Presence.PRESENT, Presence.ABSENT]) & Q(by_name="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_presence_display()}"

    @property
    def name(self) -> str:
        """Who was invited."""
        return self.berkas.title if self.berkas else self.party
