"""How often a person wants a digest by e-mail, and from when on a notice is due in one."""

from datetime import datetime, time, timedelta

from django.db import models
from django.utils import timezone

# A digest waits this long after its first notice, so that the news of one busy hour comes in one mail.
QUIET = timedelta(minutes=15)
# Older news is left to the portal: neither a dead address nor one stated much later is sent what has gone stale.
MAILED_WITHIN = timedelta(days=14)
DELIVERY = time(7)
SATURDAY = 5


class Pace(models.TextChoices):
    """The choice of a person. Who never chose is told soon."""

    SOON = "SEGERA", "Segera: satu ringkasan, 15 menit setelah ada kabar"
    DAILY = "HARIAN", "Harian: satu ringkasan pada hari kerja pukul 07.00"
    NEVER = "TIDAK", "Tidak: cukup di portal"


def last_delivery(now: datetime) -> datetime:
    """The newest 07.00 of a Monday to Friday that is not after `now`.

    Holidays count as working days here: the calendar of the office lies above this layer.
    """
    local = timezone.localtime(now)
    moment = datetime.combine(local.date(), DELIVERY, tzinfo=local.tzinfo)
    if moment > local:
        moment -= timedelta(days=1)
    while moment.weekday() >= SATURDAY:
        moment -= timedelta(days=1)
    return moment
