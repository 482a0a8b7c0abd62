"""The rows of messages to people, and how often each person wants them by e-mail."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from perkim.lib.time_fields import BoundedDateTimeField
from perkim.notices.cursor import Cursor
from perkim.notices.kinds import UndeclaredTopicError, topic
from perkim.notices.pace import Pace
from perkim.notices.querysets import MailChoiceQuerySet, NoticeQuerySet

LONGEST_TEXT = LONGEST_URL = 300
# A path of this site. Neither `//host` nor `/\host`, nor blanks, which browsers drop before they read an address.
SITE_PATH = r"\A/([^/\\\s]\S*)?\Z"


class Notice(models.Model):
    """One message to one person. `count` is how many cases it stands for; `url` is where to act, or empty."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False, verbose_name="kepada"
    )
    topic = models.CharField("perihal", max_length=60)
    text = models.CharField("isi", max_length=LONGEST_TEXT)
    url = models.CharField("alamat", max_length=LONGEST_URL, blank=True)
    count = models.PositiveIntegerField("banyaknya berkas", default=1)
    made_at = BoundedDateTimeField("dibuat")
    read_at = BoundedDateTimeField("dibaca", null=True)
    mailed_at = BoundedDateTimeField("dikirim lewat surel", null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        indexes = [
            models.Index(fields=["recipient", "-made_at", "-id"], name="notice_list"),
            models.Index(fields=["recipient"], name="notice_unread", condition=Q(read_at=None)),
            models.Index(fields=["made_at"], name="notice_to_mail", condition=Q(read_at=None, mailed_at=None)),
        ]
        constraints = [
            models.CheckConstraint(name="notice_says_something", condition=~Q(topic="") & ~Q(text="")),
            models.CheckConstraint(name="notice_stays_on_this_site", condition=Q(url="") | Q(url__regex=SITE_PATH)),
            models.CheckConstraint(name="notice_stands_for_something", condition=Q(count__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.pk}"

    @property
    def title(self) -> str:
        """The title of its topic; a topic that is no longer declared keeps its key."""
        try:
            return topic(self.topic).title
        except UndeclaredTopicError:
            return self.topic

    @property
    def cursor(self) -> Cursor:
        return Cursor(self.made_at, self.pk)


class MailChoice(models.Model):
    """How often a person wants the digest. Its row is also the lock under which the digest is sent."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="mail_choice", verbose_name="akun"
    )
    pace = models.CharField("surel", max_length=6, choices=Pace, default=Pace.SOON)

    objects = MailChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "pilihan surel"
        verbose_name_plural = "pilihan surel"
        constraints = [models.CheckConstraint(name="mail_choice_is_known", condition=Q(pace__in=Pace.values))]

    def __str__(self) -> str:
        return f"{self.get_pace_display()}"
