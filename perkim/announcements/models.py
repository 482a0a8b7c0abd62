"""What a case announced for some days, what was objected in that time, and the answers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from perkim.announcements.querysets import AnnouncementQuerySet, ObjectionQuerySet
from perkim.lib.history import keep_history
from perkim.lib.time_fields import BoundedDateField, BoundedDateTimeField
from perkim.parameters.models import Parameter
from perkim.sipoc.models import Berkas


def _who(label: str, *, later: bool = False) -> models.ForeignKey:
    """Which account did something; `later`: nobody yet."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=later, blank=later, related_name="+", verbose_name=label
    )


def _done_together(*names: str) -> Q:
    """All of these are filled, or none."""
    return Q(**{f"{name}__isnull": True for name in names}) | Q(**{f"{name}__isnull": False for name in names})


@keep_history()
class Announcement(models.Model):
    """What a case announces under a key, from one day until another; both count. Objections are taken until it is
    closed. One that was superseded announced something that does not stand any more."""

    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="announcements", verbose_name="berkas")
    key = models.CharField("yang diumumkan", max_length=40)
    starts = BoundedDateField("diumumkan mulai")
    until = BoundedDateField("diumumkan sampai")
    announced_by = _who("diumumkan oleh")
    length = models.ForeignKey(Parameter, models.PROTECT, related_name="+", verbose_name="lama masa pengumuman")
    closed_at = BoundedDateTimeField("masa sanggah ditutup pada", null=True)
    closed_by = _who("masa sanggah ditutup oleh", later=True)
    superseded_at = BoundedDateTimeField("diganti pada", null=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = "pengumuman"
        verbose_name_plural = "pengumuman"
        constraints = [
            models.UniqueConstraint("berkas", "key", condition=Q(superseded_at=None), name="announcement_stands_once"),
            models.CheckConstraint(name="announcement_ends_after_its_start", condition=Q(until__gte=F("starts"))),
            models.CheckConstraint(
                name="announcement_is_closed_by_somebody", condition=_done_together("closed_at", "closed_by")
            ),
        ]

    def __str__(self) -> str:
        return f"pengumuman {self.key} {self.berkas}"


@keep_history()
class Objection(models.Model):
    """What somebody objected to an announcement, and the answer; about one case that it names (`subject`), or all of
    it."""

    announcement = models.ForeignKey(Announcement, models.PROTECT, related_name="objections", verbose_name="pengumuman")
    subject = models.ForeignKey(
        Berkas, models.PROTECT, null=True, blank=True, related_name="objections", verbose_name="tentang"
    )
    received_on = BoundedDateField("diterima pada")
    objector = models.CharField("nama penyanggah", max_length=100)
    text = models.TextField("isi sanggahan")
    recorded_by = _who("dicatat oleh")
    recorded_at = BoundedDateTimeField("dicatat pada")
    answer = models.TextField("jawaban", blank=True)
    upheld = models.BooleanField("diterima", null=True)
    answered_by = _who("dijawab oleh", later=True)
    answered_at = BoundedDateTimeField("dijawab pada", null=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "sanggahan"
        verbose_name_plural = "sanggahan"
        constraints = [
            models.CheckConstraint(name="objection_says_something", condition=~Q(text="") & ~Q(objector="")),
            models.CheckConstraint(
                name="objection_is_answered_as_a_whole",
                condition=_done_together("upheld", "answered_by", "answered_at")
                & (Q(upheld=None, answer="") | (Q(upheld__isnull=False) & ~Q(answer=""))),
            ),
        ]

    def __str__(self) -> str:
        return f"sanggahan {self.pk}"
