"""The two accounts of each desa or kelurahan: operator and head, made for many villages at once."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from perkim.accounts.actions import assign, create_account
from perkim.accounts.models import Assignment, User
from perkim.accounts.querysets import AssignmentQuerySet
from perkim.accounts.roles import VILLAGE_ROLES, Role
from perkim.accounts.titles import desk_title
from perkim.regions.models import Region


def username(role: Role, village: Region, *, name_repeats: bool) -> str:
    """`operator.sumberwuluh`, `kades.sumberwuluh`, `lurah.tompokersan`; with the kecamatan where the name repeats."""
    desk = "operator"
    if role == Role.KADES:
        desk = "kades" if village.kind == Region.Kind.DESA else "lurah"
    parts = [desk, village.name]
    if name_repeats and village.parent:
        parts.append(village.parent.name)
    return ".".join(re.sub(r"[^a-z0-9]", "", part.lower()) for part in parts)


def desks_held(villages: Iterable[Region], today: date) -> AssignmentQuerySet:
    """Who holds the desks of these villages now, or will: a desk given from next month on is not given twice."""
    return Assignment.objects.of_roles(VILLAGE_ROLES).overlapping(today, None).filter(region__in=villages)


def open_village_accounts(*, actor: User | None, villages: Iterable[Region], today: date) -> list[User]:
    """Make the accounts that these villages lack, all or none; those they have stay as they are.

    Returns the new accounts. `villages` need their `parent` loaded.
    """
    wanted, by = list(villages), actor or User.objects.system()
    counts = Counter(Region.objects.villages().values_list("name", flat=True))
    with transaction.atomic():
        # Two admins opening the same kecamatan at once wait for each other at the kabupaten's row.
        list(Region.objects.select_for_update().filter(kind=Region.Kind.KABUPATEN))
        held = desks_held(wanted, today)
        present = set(held.values_list("region_id", "role"))
        missing = [
            (village, Role(role), username(Role(role), village, name_repeats=counts[village.name] > 1))
            for village in wanted
            for role in sorted(VILLAGE_ROLES)
            if (village.code, role) not in present
        ]
        # Locked before the first entry is written, as everywhere (perkim/audit/actions.py).
        there = User.objects.select_for_update(no_key=True).order_by("pk")
        known = {user.username: user for user in there.filter(username__in=[login for _, _, login in missing])}
        return [
            _open(by, village, role, known.get(login) or User(username=login), today)
            for village, role, login in missing
        ]


def _open(actor: User, village: Region, role: Role, user: User, today: date) -> User:
    """Give the desk to its account, which is made first if it is new."""
    if user.pk is None:
        user.name = desk_title(role, village)
        create_account(actor=actor, user=user)
    assign(actor=actor, assignment=Assignment(user=user, role=role, region=village, starts=today))
    return user
