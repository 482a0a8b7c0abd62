"""The only writer of notices: tell, mark as read, mail as digests, forget.

A notice is written in the transaction of what it tells. Mailing goes through the outbox, one piece of work for each
person whose digest is due; the schedule asks for it (`order_digests`), since a digest waits for more news first.
"""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.text import Truncator

from perkim.notices import mailing
from perkim.notices.kinds import Topic
from perkim.notices.models import LONGEST_TEXT, LONGEST_URL, SITE_PATH, MailChoice, Notice
from perkim.notices.pace import Pace
from perkim.notices.querysets import NoticeQuerySet
from perkim.notices.sight import withheld
from perkim.outbox.actions import WorkOrder
from perkim.outbox.jobs import ask_and_wake
from perkim.outbox.kinds import does

SHOWN_IN_DIGEST = 20
READ_KEPT = timedelta(days=90)
UNREAD_KEPT = timedelta(days=365)
DIGEST, LETTER = "pemberitahuan.ringkasan", "pemberitahuan.surat"


@dataclass(frozen=True, kw_only=True)
class Message:
    """What one person is to be told. The text is one sentence without a NIK; `url` is a path of this site or empty."""

    recipient_id: int
    topic: Topic
    text: str
    url: str = ""
    count: int = 1


def notify(messages: Sequence[Message], *, now: datetime) -> None:
    """Tell people, in the caller's transaction and with one statement however many they are.

    A text that is too long is cut with an ellipsis, so that what it tells of is not refused for it. Raises ValueError
    for a url that leads away from this site.
    """
    if not messages:
        return
    Notice.objects.bulk_create(
        [
            Notice(
                recipient_id=message.recipient_id,
                topic=message.topic.key,
                text=_one_line(message.text),
                url=_on_this_site(message.url),
                count=message.count,
                made_at=now,
            )
            for message in messages
        ]
    )


def _one_line(text: str) -> str:
    """Lines of a digest are notices: none may hold a line break of its own."""
    return Truncator(" ".join(text.split())).chars(LONGEST_TEXT)


def _on_this_site(url: str) -> str:
    if url and (len(url) > LONGEST_URL or not re.search(SITE_PATH, url)):
        raise ValueError(f"a notice leads to a path of this site, not to {url!r}")
    return url


@transaction.atomic
def mark_read(*, actor: AbstractBaseUser, notices: NoticeQuerySet, now: datetime) -> int:
    """Mark the actor's own among these as read; returns how many were unread."""
    return _stamp(notices.of(actor).unread(), read_at=now)


def _stamp(notices: NoticeQuerySet, **moment: datetime) -> int:
    """Locks in one order first: reading and mailing the same notices at once must not wait for each other in turn."""
    held = notices.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True)
    return Notice.objects.filter(pk__in=list(held)).update(**moment)


def choose_pace(*, actor: AbstractBaseUser, pace: Pace) -> None:
    """Set how often the actor gets a digest."""
    MailChoice.objects.update_or_create(pk=actor.pk, defaults={"pace": pace})


@transaction.atomic
def order_digests(*, now: datetime) -> int:
    """Ask the outbox for each digest that is due, with two statements; returns how many are due.

    The day in the key lets a digest that was given up (mail server away, address refused) be tried again tomorrow.
    """
    due = Notice.objects.due_to_mail(now).values("recipient_id").annotate(first=Min("pk")).order_by("recipient_id")
    day = timezone.localdate(now).isoformat()
    orders = [
        WorkOrder(
            kind=DIGEST,
            key=f"{DIGEST}:{waiting['recipient_id']}:{waiting['first']}:{day}",
            payload={"akun": waiting["recipient_id"]},
        )
        for waiting in due
    ]
    if orders:
        ask_and_wake(*orders)
    return len(orders)


@does(DIGEST)
def _mail_digest(payload: dict[str, Any]) -> None:
    mail_digest(recipient_id=payload["akun"], now=timezone.now())


@transaction.atomic
def mail_digest(*, recipient_id: int, now: datetime) -> int:
    """Send what this person was neither mailed nor has read, as one mail; returns how many notices it stands for.

    The row of the choice is locked while sending, so two workers send one mail, and the person may read meanwhile. If
    the worker dies after the mail server took the mail and before the commit, it is sent twice; none is ever lost.
    """
    recipient = get_user_model().objects.filter(pk=recipient_id, is_active=True).exclude(email="").first()
    if recipient is None:
        return 0
    MailChoice.objects.bulk_create([MailChoice(pk=recipient_id)], ignore_conflicts=True)
    MailChoice.objects.select_for_update(no_key=True).get(pk=recipient_id)
    mine = Notice.objects.of(recipient)
    # Read first and asked about afterwards: the person may be reading them at this very moment.
    waiting = list(mine.to_mail(now).newest_first().values_list("pk", flat=True))
    if not mine.filter(pk__in=waiting).due_to_mail(now).exists():
        return 0
    # What is not for this person any more is not mailed, today or later.
    kept = list(mine.filter(pk__in=waiting).newest_first())
    away = withheld(recipient, kept)
    mailed = [notice for notice in kept if notice.pk not in away]
    if mailed:
        mailing.send_digest(recipient.email, mailed[:SHOWN_IN_DIGEST], total=len(mailed))
    _stamp(mine.filter(pk__in=waiting), mailed_at=now)
    return len(mailed)


def write_to(address: str, *, subject: str, text: str) -> None:
    """Mail one letter beside all notices, perhaps to an address that no longer belongs to an account, if and when the
    transaction commits.

    A worker that dies right after the mail server took it sends it twice.
    """
    payload = {"kepada": address, "perihal": _one_line(subject), "isi": text}
    ask_and_wake(WorkOrder(kind=LETTER, key=f"{LETTER}:{uuid.uuid4()}", payload=payload))


@does(LETTER)
def _mail_letter(payload: dict[str, Any]) -> None:
    mailing.send_letter(payload["kepada"], subject=payload["perihal"], text=payload["isi"])


def sweep_old(*, now: datetime) -> int:
    """Remove what was read 90 days ago, and what nobody read for a year; returns how many."""
    removed, _ = Notice.objects.outlived(read_before=now - READ_KEPT, made_before=now - UNREAD_KEPT).delete()
    return removed
