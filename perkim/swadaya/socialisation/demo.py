"""How a socialisation is provided: everybody comes; in the demo office all but one, who is visited afterwards."""

from datetime import datetime, time
from uuid import uuid4

from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.demo.hands import Hands
from perkim.demo.providing import provide
from perkim.meetings.actions import Attended, MeetingDetails
from perkim.meetings.models import Presence
from perkim.sipoc.models import Berkas
from perkim.swadaya.socialisation.actions import record_meeting
from perkim.swadaya.socialisation.requirements import RecipientsReached

TOPICS = (
    "Hak dan kewajiban penerima bantuan.",
    "Pencairan dua tahap dan laporan penggunaan dana (LPD).",
    "Larangan memungut dan saluran pengaduan.",
)
AGREED = (
    "Rumah dikerjakan bergiliran dengan gotong royong setiap Minggu.",
    "KPB memilih toko setelah membandingkan tiga harga.",
)


@provide.register
def _(requirement: RecipientsReached, hands: Hands, case: Berkas) -> None:
    """Everybody who was not reached yet comes."""
    unreached = requirement.receiving.unreached([case], case.declared_programme)
    seen = {each.pk: Attended(presence=Presence.PRESENT) for each in unreached}
    _record(hands.holder(Role.KORFAS), case, seen, "Balai desa", 23, time(9), hands.tick())


def meet_and_follow_up(requirement: RecipientsReached, hands: Hands, usulan: Berkas) -> None:
    """Everybody of the village comes but for two; one of them sends his wife, the other is visited afterwards."""
    recipients = list(requirement.receiving.unreached([usulan], usulan.declared_programme))
    if not recipients:
        return
    actor, at = hands.holder(Role.KORFAS), hands.tick()
    seen = {each.pk: Attended(presence=Presence.PRESENT) for each in recipients}
    first, last = recipients[0], recipients[-1]
    seen[first.pk] = Attended(presence=Presence.REPRESENTED, by_name="Ibu Siti Aminah")
    seen[last.pk] = Attended(presence=Presence.ABSENT)
    _record(actor, usulan, seen, "Balai desa", 23, time(9), at)
    _record(actor, usulan, {last.pk: Attended(presence=Presence.PRESENT)}, f"Rumah {last.title}", 1, time(14), at)


def _record(
    actor: User, usulan: Berkas, seen: dict[int, Attended], place: str, others: int, starts: time, at: datetime
) -> None:
    details = MeetingDetails(
        held_on=timezone.localdate(at),
        starts=starts,
        place=place,
        topics="\n".join(TOPICS),
        agreement="\n".join(AGREED),
        others=others,
        attendance=seen,
    )
    record_meeting(actor=actor, usulan=usulan, details=details, client_key=uuid4(), now=at)
