"""The groups (KPB) of a village of the demo office."""

from datetime import datetime

from django.utils import timezone

from perkim.accounts.models import User
from perkim.sipoc.models import Berkas
from perkim.swadaya.kpb.actions import Seat, form_kpb
from perkim.swadaya.kpb.models import KpbOffice
from perkim.swadaya.socialisation.requirements import RecipientsReached

OFFICES = (KpbOffice.CHAIR, KpbOffice.SECRETARY, KpbOffice.TREASURER)


def form_groups(actor: User, usulan: Berkas, at: datetime) -> None:
    """Two groups of about the same size."""
    requirement = RecipientsReached.find(usulan.declared)
    recipients = list(requirement.receiving.at_work(usulan)) if requirement else []
    half = (len(recipients) + 1) // 2
    for name, members in (("KPB Krajan", recipients[:half]), ("KPB Kamarkajang", recipients[half:])):
        seats = [Seat(berkas=each, office=_office(place)) for place, each in enumerate(members)]
        form_kpb(actor=actor, usulan=usulan, name=name, formed_on=timezone.localdate(at), seats=seats, now=at)


def _office(place: int) -> KpbOffice:
    return OFFICES[place] if place < len(OFFICES) else KpbOffice.MEMBER
