"""Sends the newest seal's digest out of this machine once a day: into a file elsewhere, and by mail.

Who rewrites or empties the log together with its seals and heads is given away by what lies outside.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from perkim.audit.models import Seal
from perkim.audit.outside import OutsideDigest, append, digest_of
from perkim.notices.mailing import send_letter
from perkim.outbox.actions import WorkOrder
from perkim.outbox.jobs import ask_and_wake
from perkim.outbox.kinds import does
from perkim.outbox.models import Work

MAIL, FILE = "catatan.sidik-surel", "catatan.sidik-berkas"
LONGEST_KEY = Work._meta.get_field("key").max_length

logger = logging.getLogger(__name__)


def send_out(*, now: datetime) -> None:
    """Send today's digest where it has not gone yet. One way that fails is logged and does not stop the other."""
    seal = Seal.objects.order_by("-number").first()
    if seal is None:
        return
    digest = digest_of(seal, timezone.localdate(now))
    for send in (_write, _order_mails):
        _try(send, digest)


def _try(send: Callable[[OutsideDigest], None], digest: OutsideDigest) -> None:
    try:
        send(digest)
    except Exception as error:
        logger.error("the log's digest of %s did not get out: %s", digest.day, type(error).__name__)


def _write(digest: OutsideDigest) -> None:
    """At once; a file that cannot be written now is tried again by the outbox, whose figures tell of it."""
    if not settings.LOG_DIGEST_FILE:
        return
    try:
        append(Path(settings.LOG_DIGEST_FILE), digest)
    except OSError:
        ask_and_wake(WorkOrder(kind=FILE, key=f"{FILE}:{digest.day}", payload=_payload(digest)))
        raise


def _order_mails(digest: OutsideDigest) -> None:
    ask_and_wake(
        *(
            WorkOrder(
                kind=MAIL,
                key=f"{MAIL}:{digest.day}:{address}"[:LONGEST_KEY],
                payload={**_payload(digest), "kepada": address},
            )
            for address in settings.LOG_DIGEST_EMAILS
        )
    )


def _payload(digest: OutsideDigest) -> dict[str, Any]:
    return {"hari": digest.day.isoformat(), "segel": digest.number}


def _outside_digest(payload: dict[str, Any]) -> OutsideDigest:
    """Read anew, not from the payload: what goes out is what stands in the log."""
    return digest_of(Seal.objects.get(pk=payload["segel"]), date.fromisoformat(payload["hari"]))


@does(FILE)
def _write_later(payload: dict[str, Any]) -> None:
    if settings.LOG_DIGEST_FILE:
        append(Path(settings.LOG_DIGEST_FILE), _outside_digest(payload))


@does(MAIL)
def _mail(payload: dict[str, Any]) -> None:
    digest = _outside_digest(payload)
    send_letter(
        payload["kepada"],
        subject=f"Sidik catatan {settings.OFFICE['brand']}, {digest.day.isoformat()}",
        text=render_to_string("audit/digest.txt", {"digest": digest, "site": settings.SITE_URL}).strip(),
    )
