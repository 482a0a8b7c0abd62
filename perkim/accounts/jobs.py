"""Mails about accounts: they leave by a worker, and rest sealed until then, for they open accounts."""

import json
import uuid
from typing import Any

from django.core.mail import EmailMessage

from perkim.accounts.sealing import seal, unseal
from perkim.outbox.actions import Order
from perkim.outbox.jobs import ask_and_wake
from perkim.outbox.kinds import does

MAIL = "akun.surel"
# No mail server answers an automatic mail with an absence notice.
AUTOMATIC = {"Auto-Submitted": "auto-generated"}


def post(address: str, *, subject: str, text: str) -> None:
    """Mail one text, if and when the transaction commits. A mail server that is away is tried again for some hours."""
    sealed = seal(json.dumps({"to": address, "subject": subject, "text": text}), purpose=MAIL)
    ask_and_wake(Order(kind=MAIL, key=f"{MAIL}:{uuid.uuid4()}", payload={"surel": sealed}))


@does(MAIL)
def _send(payload: dict[str, Any]) -> None:
    mail = json.loads(unseal(payload["surel"], purpose=MAIL))
    EmailMessage(subject=mail["subject"], body=mail["text"], to=[mail["to"]], headers=AUTOMATIC).send()
