"""What was sent when nobody was signed in any more: kept for the same person to send again after signing in.

It rests sealed in the new session for a day and is shown only to the account it belonged to. Its files are held for
that account (`perkim.files.held`); where one cannot be, the page says so.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from perkim.accounts.owners import FIELD
from perkim.accounts.sealing import InvalidToken, seal, unseal
from perkim.files.held import SUFFIX, keep_sent

SESSION_KEY = "draft"
MAX_BYTES = 200_000
KEPT_FOR = timedelta(days=1)
# Never kept: what proves who somebody is, and what belongs to one page view only.
SECRETS = {"password", "password1", "password2", "oldpassword", "code"}
DROPPED = {"csrfmiddlewaretoken", FIELD, *SECRETS}


class Files(StrEnum):
    """What became of the files of a form that came too late."""

    NONE, HELD, LOST = "", "held", "lost"


@dataclass(frozen=True)
class Draft:
    """The fields of one form that was sent too late."""

    user_id: int
    path: str
    fields: tuple[tuple[str, str], ...]
    files: Files
    kept_at: datetime


def fields_of(data: QueryDict) -> tuple[tuple[str, str], ...]:
    """Name and value of every field worth keeping, in order, repeated names repeated."""
    return tuple((name, str(value)) for name, values in data.lists() if name not in DROPPED for value in values)


def sent_by(request: HttpRequest, *, user_id: int | None) -> tuple[tuple[tuple[str, str], ...], Files]:
    """The posted fields, those that name a file included: what came with the form is held for this account, if there
    is one."""
    held, lost = keep_sent(request, owner_id=user_id, now=timezone.now()) if user_id else ({}, bool(request.FILES))
    fields = tuple((name, held.get(name, value)) for name, value in fields_of(request.POST))
    named = held or any(name.endswith(SUFFIX) and not value.endswith(":") for name, value in fields)
    return fields, Files.LOST if lost else Files.HELD if named else Files.NONE


def keep(request: HttpRequest, *, user_id: int) -> bool:
    """Keep the posted fields for this account; False if there is nothing to keep or it is too much."""
    fields, files = sent_by(request, user_id=user_id)
    draft = {
        "user_id": user_id,
        "path": request.get_full_path(),
        "fields": fields,
        "files": files,
        "kept_at": timezone.now().isoformat(),
    }
    text = json.dumps(draft)
    if not fields or len(text) > MAX_BYTES:
        return False
    request.session[SESSION_KEY] = seal(text, purpose="draft")
    return True


def kept_for(request: HttpRequest) -> Draft | None:
    """The draft of the signed-in account; a draft of somebody else is destroyed."""
    sealed = request.session.get(SESSION_KEY)
    if not sealed:
        return None
    try:
        draft: dict[str, Any] = json.loads(unseal(sealed, purpose="draft"))
    except InvalidToken:
        discard(request)
        return None
    kept_at = datetime.fromisoformat(draft["kept_at"])
    if draft["user_id"] != request.user.pk or timezone.now() - kept_at > KEPT_FOR:
        discard(request)
        return None
    fields = tuple((name, value) for name, value in draft["fields"])
    return Draft(draft["user_id"], draft["path"], fields, Files(draft.get("files", "")), kept_at)


def discard(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)
