"""People with e-mail and news for them, for the tests of notices."""

from datetime import datetime, timedelta

from django.utils import timezone

from perkim.accounts.models import User
from perkim.notices.actions import Message, notify, order_digests
from perkim.notices.kinds import declare
from perkim.notices.models import Notice
from perkim.outbox.jobs import do_what_waits

# Long enough ago that a digest is due, whatever the hour of the test run.
NOW = timezone.now()
HALF_AN_HOUR_AGO = NOW - timedelta(minutes=30)
TOPIC = declare("uji.kabar", "Kabar uji")
EMAIL = "budi@lumajang.example"


def person(username: str = "budi", email: str = EMAIL) -> User:
    return User.objects.create_user(username, "Budi Santoso", email=email)


def tell(user: User, *texts: str, at: datetime = HALF_AN_HOUR_AGO, url: str = "") -> list[Notice]:
    """Notices of these texts, oldest first, a second apart."""
    for number, text in enumerate(texts or ["Ada kabar"]):
        moment = at + timedelta(seconds=number)
        notify([Message(recipient_id=user.pk, topic=TOPIC, text=text, url=url)], now=moment)
    return list(Notice.objects.of(user).order_by("made_at", "pk"))


def deliver() -> int:
    """What the schedule and a worker do; returns how many pieces of work were done."""
    order_digests(now=timezone.now())
    return do_what_waits()
