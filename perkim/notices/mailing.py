"""The e-mails of the portal's notices as they leave: text only, nothing personal beyond the notices themselves."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from perkim.notices.models import Notice

# No mail server answers an automatic mail with an absence notice.
AUTOMATIC = {"Auto-Submitted": "auto-generated"}


def send_digest(address: str, newest: Sequence[Notice], *, total: int) -> None:
    """One mail that shows the newest of `total` notices. Raises what the mail server's refusal raises.

    The same notices give the same Message-ID, by which many mailboxes drop a second copy.
    """
    context = {
        "notices": newest,
        "total": total,
        "rest": total - len(newest),
        "address": f"{settings.SITE_URL}{reverse('portal:notices')}",
    }
    first = newest[0]
    name = f"pemberitahuan.{first.recipient_id}.{first.pk}.{total}@{urlsplit(settings.SITE_URL).hostname}"
    mail = EmailMessage(
        subject=f"{total} pemberitahuan belum dibaca di {settings.OFFICE['brand']}",
        body=render_to_string("notices/digest.txt", context),
        to=[address],
        headers={**AUTOMATIC, "Message-ID": f"<{name}>"},
    )
    mail.send()


def send_letter(address: str, *, subject: str, text: str) -> None:
    """One mail to an address that is perhaps no account's any more. Raises what the mail server's refusal raises."""
    body = render_to_string("notices/letter.txt", {"text": text, "office": settings.OFFICE})
    EmailMessage(subject=subject, body=body, to=[address], headers=AUTOMATIC).send()
