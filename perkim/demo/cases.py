"""The cases of the demo office: each programme tells what happened to its own, so that every screen is alive.

All of it is done through the real actions, at moments counted back from now; nothing is written into tables.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from perkim.accounts.models import Assignment
from perkim.accounts.roles import Role
from perkim.demo.acts import OF_ROLE, Acts
from perkim.demo.office import NotTheDemoOfficeError
from perkim.demo.providing import discover
from perkim.lib.registry import Registry
from perkim.parameters.reading import office_calendar
from perkim.sipoc.models import Berkas

# So many days ago the first case was opened.
FIRST_DAY = 150
# By the programme's slug. Each tells its cases by the acts of the people of the office.
DEMO_CASES: Registry[Callable[[Acts], None]] = Registry("demo cases of", LookupError)


def open_demo_cases(now: datetime) -> int:
    """Make the cases if there are none yet; returns how many. An office whose people began later than its first case
    would have (it was opened by an earlier version) is left as it is."""
    if not settings.DEMO_OFFICE:
        raise NotTheDemoOfficeError("Set DEMO_OFFICE=True to open the demo office; never on a site with real data.")
    began = timezone.localdate(now) - timedelta(days=FIRST_DAY)
    staff = Assignment.objects.in_force(began).filter(user__username=OF_ROLE[Role.STAF])
    if Berkas.objects.exists() or not staff.exists():
        return 0
    discover()
    with transaction.atomic():
        # One office for all programmes: its numbers of papers go on.
        acts = Acts(now=now, calendar=office_calendar(timezone.localdate(now)))
        for play in DEMO_CASES.all():
            play(acts)
    return Berkas.objects.count()
