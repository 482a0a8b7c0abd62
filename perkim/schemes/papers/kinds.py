"""The two kinds of paper: brought and shown, or issued with number and date; and the sheets that the portal writes."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from perkim.accounts.roles import Role
from perkim.documents.basis import Rests
from perkim.documents.drafting import Draft
from perkim.documents.papers import Paper
from perkim.schemes.applied import Applied

SHEETS = "documents/naskah"


def brought(key: str, title: str, hint: str, worked_by: Role | None = None, draft: Draft | None = None) -> Paper:
    """Something that is only shown to be there: a scan or a photo."""
    return Paper(key=key, title=title, numbered=False, worked_by=worked_by, hint=hint, draft=draft)


def issued(
    key: str,
    title: str,
    hint: str,
    worked_by: Role | None = None,
    rests_on: Rests | None = None,
    draft: Draft | None = None,
) -> Paper:
    """An official paper with number and date."""
    return Paper(key=key, title=title, numbered=True, worked_by=worked_by, hint=hint, rests_on=rests_on, draft=draft)


def written(sheet: str, title: str, context: Callable[..., Mapping[str, Any]], *given: object) -> Draft:
    """A sheet that the portal writes: `context` takes what is given, then the case and the day."""
    filled: Callable[[Any, date], Mapping[str, Any]] = Applied(context, given)
    return Draft(template=f"{SHEETS}/{sheet}.html", context=filled, title=title)
