"""What was sent when nobody was signed in any more: kept for the same person to send again after signing in.

It rests sealed in the browser's session for a day, through whoever else signs in and out there meanwhile, and is shown
only to the account it belonged to. Its files are held for that account (`perkim.files.held`); where one cannot be, the
page says so.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from perkim.accounts.owners import FIELD
from perkim.accounts.sealing import InvalidToken, seal, unseal
from perkim.files.held import SUFFIX, keep_sent

SESSION_KEY, PURPOSE = "late_forms", "draft"
# Of one form, and of all in one session: several tabs, several people on one computer.
MAX_BYTES, MOST_FORMS = 200_000, 5
KEPT_FOR = timedelta(days=1)
# Names the late form that is sent again.
AGAIN = "isian_tersimpan"
# Never kept: what proves who somebody is, and what belongs to one page view only.
SECRETS = {"password", "password1", "password2", "oldpassword", "code"}
DROPPED = {"csrfmiddlewaretoken", FIELD, AGAIN, *SECRETS}


class FilesOfForm(StrEnum):
    """What became of the files of a form that came too late."""

    NONE, HELD, LOST = "", "held", "lost"


@dataclass(frozen=True)
class LateForm:
    """The fields, and where they were to go."""

    key: str
    user_id: int
    path: str
    fields: tuple[tuple[str, str], ...]
    files: FilesOfForm
    kept_at: datetime


def fields_of(data: QueryDict) -> tuple[tuple[str, str], ...]:
    """What was typed, without tokens and passwords."""
    return tuple((name, str(value)) for name, values in data.lists() if name not in DROPPED for value in values)


def sent_by(request: HttpRequest, *, user_id: int | None) -> tuple[tuple[tuple[str, str], ...], FilesOfForm]:
    """The posted fields, those that name a file included: what came with the form is held for this account, if there
    is one."""
    held, lost = keep_sent(request, owner_id=user_id, now=timezone.now()) if user_id else ({}, bool(request.FILES))
    fields = tuple((name, held.get(name, value)) for name, value in fields_of(request.POST))
    named = held or any(name.endswith(SUFFIX) and not value.endswith(":") for name, value in fields)
    return fields, FilesOfForm.LOST if lost else FilesOfForm.HELD if named else FilesOfForm.NONE


def keep(request: HttpRequest, *, user_id: int) -> bool:
    """Keep the posted fields for this account, in the place of what the same page sent before; False if there is
    nothing to keep or it is too much."""
    fields, files = sent_by(request, user_id=user_id)
    form = {
        "key": uuid4().hex,
        "user_id": user_id,
        "path": request.get_full_path(),
        "fields": fields,
        "files": files,
        "kept_at": timezone.now().isoformat(),
    }
    text = json.dumps(form)
    if not fields or len(text) > MAX_BYTES:
        return False
    others = [sealed for sealed, each in _kept_forms(request) if (each.user_id, each.path) != (user_id, form["path"])]
    request.session[SESSION_KEY] = [*others[1 - MOST_FORMS :], seal(text, purpose=PURPOSE)]
    return True


def kept_for(request: HttpRequest) -> list[LateForm]:
    """Those of the signed-in account, the newest first."""
    return [each for _, each in reversed(_kept_forms(request)) if each.user_id == request.user.pk]


def sent_again(request: HttpRequest) -> int | None:
    """Let go of the late form that is being sent: its view has it now. How many others wait for the account; None if
    this is none of them."""
    key, mine = request.POST.get(AGAIN), kept_for(request)
    if not key or key not in {each.key for each in mine}:
        return None
    _discard(request, {key})
    return len(mine) - 1


def discard(request: HttpRequest) -> None:
    """Throw away those of the signed-in account, and what nobody can open any more."""
    _discard(request, {each.key for each in kept_for(request)})


@contextmanager
def kept_through(request: HttpRequest) -> Iterator[None]:
    """For signing out, which empties the session: what waits there, sealed, is not for who leaves alone."""
    kept = request.session.get(SESSION_KEY)
    yield
    if kept:
        request.session[SESSION_KEY] = kept


def _discard(request: HttpRequest, keys: set[str]) -> None:
    left = [sealed for sealed, each in _kept_forms(request) if each.key not in keys]
    if left:
        request.session[SESSION_KEY] = left
    else:
        request.session.pop(SESSION_KEY, None)


def _kept_forms(request: HttpRequest) -> list[tuple[str, LateForm]]:
    """The late forms of this browser, oldest first, each with its sealed text; not those of yesterday."""
    kept = []
    for sealed in request.session.get(SESSION_KEY, ()):
        try:
            each = _opened(sealed)
        except InvalidToken:
            continue
        if timezone.now() - each.kept_at <= KEPT_FOR:
            kept.append((sealed, each))
    return kept


def _opened(sealed: str) -> LateForm:
    data: dict[str, Any] = json.loads(unseal(sealed, purpose=PURPOSE))
    return LateForm(
        key=data["key"],
        user_id=data["user_id"],
        path=data["path"],
        fields=tuple((name, value) for name, value in data["fields"]),
        files=FilesOfForm(data["files"]),
        kept_at=datetime.fromisoformat(data["kept_at"]),
    )
