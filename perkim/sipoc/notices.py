"""Which notices about cases their recipient may still read: those of cases that he still sees."""

import re
from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from perkim.accounts.models import User
from perkim.notices.models import Notice
from perkim.notices.sight import register_sight
from perkim.sipoc.models import Berkas

_NOBODY = UUID(int=0)
LENGTH = len(str(_NOBODY))
_CASE = re.compile(r"[0-9a-f-]+")


def _case_in(address: str, before: str, after: str) -> str:
    """What of an address names a case, as it stands between these two; empty where none does."""
    case, rest = address[len(before) :][:LENGTH], address[len(before) + LENGTH :]
    named = address.startswith(before) and rest.startswith(after) and _CASE.fullmatch(case)
    return case if named else ""


def unseen_cases(recipient: AbstractBaseUser, notices: Sequence[Notice]) -> set[int]:
    """Those that lead to a case, or to a page of one, that the account does not see now. Three queries."""
    account = User.objects.filter(pk=recipient.pk).first()
    before, after = reverse("portal:case", args=[_NOBODY]).split(str(_NOBODY))
    named = {each.pk: case for each in notices if (case := _case_in(each.url, before, after))}
    if account is None or not named:
        return set(named)
    cases = Berkas.objects.filter(public_id__in=set(named.values()))
    seen = {str(each) for each in cases.visible_to(account).values_list("public_id", flat=True)}
    return {pk for pk, case in named.items() if case not in seen}


register_sight("berkas", unseen_cases)
