"""How a paper is provided: its scan is recorded, with number and date where it has some."""

from django.utils import timezone

from perkim.demo.hands import Hands
from perkim.demo.providing import provide
from perkim.documents.actions.recording import SignedPaper, record_paper
from perkim.documents.papers import Paper
from perkim.sipoc.models import Berkas


@provide.register
def _(requirement: Paper, hands: Hands, case: Berkas) -> None:
    now = hands.tick()
    number = hands.number(now) if requirement.numbered else ""
    signed = SignedPaper(
        scan=hands.scan(requirement.title, number), number=number, dated=timezone.localdate(now) if number else None
    )
    actor = hands.provider(requirement, case)
    record_paper(actor=actor, case=case, key=requirement.key, signed=signed, now=now)
