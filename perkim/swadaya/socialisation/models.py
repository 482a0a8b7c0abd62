"""Socialisation in a village: the meeting as it was held, and who of the recipients was there. Source: `domain.md` §4.6
(format II-10)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from perkim.lib.history import keep_history
from perkim.lib.time_fields import BoundedDateField, BoundedDateTimeField
from perkim.sipoc.models import Berkas
from perkim.swadaya.socialisation.querysets import AttendanceQuerySet

MOST_OTHERS = 1000


class Presence(models.TextChoices):
    """How a recipient took part. Both present and represented count as reached."""

    PRESENT = "HADIR", "Hadir"
    REPRESENTED = "DIWAKILI", "Diwakili"
    ABSENT = "TIDAK", "Tidak hadir"


@keep_history()
class Meeting(models.Model):
    """One meeting of a village's proposal; who was absent is reached by a later one. `others` are those who attended
    without being recipients. The form's key makes a repeated sending count once."""

    usulan = models.ForeignKey(Berkas, models.PROTECT, related_name="meetings", verbose_name="usulan desa")
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
        verbose_name = "sosialisasi"
        verbose_name_plural = "sosialisasi"
        indexes = [models.Index(fields=["usulan", "held_on", "id"], name="meeting_of_usulan")]
        constraints = [
            models.CheckConstraint(
                name="meeting_says_where_and_what", condition=~Q(place="") & ~Q(topics="") & ~Q(agreement="")
            ),
            models.CheckConstraint(name="meeting_others_are_counted", condition=Q(others__range=(0, MOST_OTHERS))),
            models.CheckConstraint(name="meeting_is_changed_afterwards", condition=Q(changed_at__gte=F("recorded_at"))),
        ]

    def __str__(self) -> str:
        return f"sosialisasi {self.usulan}"


@keep_history()
class Attendance(models.Model):
    """One recipient at one meeting; `by_name` is who came in his place."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances", verbose_name="sosialisasi")
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="attendances", verbose_name="penerima")
    presence = models.CharField("kehadiran", max_length=8, choices=Presence)
    by_name = models.CharField("nama wakil", max_length=100, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "daftar hadir"
        verbose_name_plural = "daftar hadir"
        constraints = [
            models.UniqueConstraint("meeting", "berkas", name="attendance_of_a_recipient_is_told_once"),
            models.CheckConstraint(
                name="attendance_by_another_names_him",
                condition=(Q(presence=Presence.REPRESENTED) & ~Q(by_name=""))
                | (Q(presence__in=[Presence.PRESENT, Presence.ABSENT]) & Q(by_name="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.berkas}: {self.get_presence_display()}"
