"""How notices are asked for. The clock is an argument."""

from datetime import datetime
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q

from perkim.notices.cursor import Cursor
from perkim.notices.pace import MAILED_WITHIN, QUIET, Pace, last_delivery


class NoticeQuerySet(models.QuerySet):
    def of(self, recipient: AbstractBaseUser) -> Self:
        """The own ones: nobody sees another's."""
        return self.filter(recipient_id=recipient.pk)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-made_at", "-pk")

    def older_than(self, place: Cursor) -> Self:
        return self.filter(made_at__lte=place.made_at).exclude(made_at=place.made_at, pk__gte=place.pk)

    def up_to(self, place: Cursor) -> Self:
        """This one and the older ones."""
        return self.filter(made_at__lte=place.made_at).exclude(made_at=place.made_at, pk__gt=place.pk)

    def to_mail(self, now: datetime) -> Self:
        """What a digest would hold: not mailed, not read, not stale, its recipient reachable and willing."""
        fresh = self.filter(read_at=None, mailed_at=None, made_at__gt=now - MAILED_WITHIN)
        reachable = fresh.filter(recipient__is_active=True).exclude(recipient__email="")
        return reachable.exclude(recipient__mail_choice__pace=Pace.NEVER)

    def due_to_mail(self, now: datetime) -> Self:
        """What makes a digest go out now: it waited for the quiet period, or for the hour of daily readers."""
        daily = Q(recipient__mail_choice__pace=Pace.DAILY)
        soon = Q(recipient__mail_choice=None) | Q(recipient__mail_choice__pace=Pace.SOON)
        return self.to_mail(now).filter(
            (soon & Q(made_at__lte=now - QUIET)) | (daily & Q(made_at__lt=last_delivery(now)))
        )

    def outlived(self, *, read_before: datetime, made_before: datetime) -> Self:
        """Read long ago, or never read for very long."""
        return self.filter(Q(read_at__lt=read_before) | Q(read_at=None, made_at__lt=made_before))


class MailChoiceQuerySet(models.QuerySet):
    def pace_of(self, user: AbstractBaseUser) -> Pace:
        chosen = self.filter(pk=user.pk).values_list("pace", flat=True).first()
        return Pace(chosen) if chosen else Pace.SOON
