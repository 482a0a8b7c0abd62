"""The village of the demo office before the work begins: socialisation with one follow-up, and its groups (KPB)."""

from datetime import datetime, time
from uuid import uuid4

from django.utils import timezone

from perkim.accounts.models import User
from perkim.sipoc.models import Berkas
from perkim.swadaya.kpb.actions import Seat, form_kpb
from perkim.swadaya.kpb.models import Office
from perkim.swadaya.socialisation.actions import Attended, MeetingTold, record_meeting
from perkim.swadaya.socialisation.models import Presence
from perkim.swadaya.socialisation.requirements import RecipientsReached

OFFICES = (Office.CHAIR, Office.SECRETARY, Office.TREASURER)
TOPICS = (
    "Hak dan kewajiban penerima bantuan.",
    "Pencairan dua tahap dan laporan penggunaan dana (LPD).",
    "Larangan memungut dan saluran pengaduan.",
)
AGREED = (
    "Rumah dikerjakan bergiliran dengan gotong royong setiap Minggu.",
    "KPB memilih toko setelah membandingkan tiga harga.",
)


def hold_meeting(asked: RecipientsReached, actor: User, usulan: Berkas, at: datetime) -> None:
    """Everybody of the village comes but for two; one of them sends his wife, the other is visited afterwards."""
    recipients = list(asked.receiving.unreached([usulan], usulan.declared_programme))
    if not recipients:
        return
    seen = {each.pk: Attended(presence=Presence.PRESENT) for each in recipients}
    first, last = recipients[0], recipients[-1]
    seen[first.pk] = Attended(presence=Presence.REPRESENTED, by_name="Ibu Siti Aminah")
    seen[last.pk] = Attended(presence=Presence.ABSENT)
    _record(actor, usulan, seen, "Balai desa", 23, time(9), at)
    _record(actor, usulan, {last.pk: Attended(presence=Presence.PRESENT)}, f"Rumah {last.title}", 1, time(14), at)


def form_groups(actor: User, usulan: Berkas, at: datetime) -> None:
    """Two groups of about the same size."""
    asked = RecipientsReached.find(usulan.declared)
    recipients = list(asked.receiving.at_work(usulan)) if asked else []
    half = (len(recipients) + 1) // 2
    for name, members in (("KPB Krajan", recipients[:half]), ("KPB Kamarkajang", recipients[half:])):
        seats = [Seat(berkas=each, office=_office(place)) for place, each in enumerate(members)]
        form_kpb(actor=actor, usulan=usulan, name=name, formed_on=timezone.localdate(at), seats=seats, now=at)


def _office(place: int) -> Office:
    return OFFICES[place] if place < len(OFFICES) else Office.MEMBER


def _record(
    actor: User, usulan: Berkas, seen: dict[int, Attended], place: str, others: int, starts: time, at: datetime
) -> None:
    told = MeetingTold(
        held_on=timezone.localdate(at),
        starts=starts,
        place=place,
        topics="\n".join(TOPICS),
        agreement="\n".join(AGREED),
        others=others,
        attendance=seen,
    )
    record_meeting(actor=actor, usulan=usulan, told=told, client_key=uuid4(), now=at)
