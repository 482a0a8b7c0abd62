"""What may be told to whom, and until when: the rules of instructions (disposisi)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localdate, make_aware

from perkim.accounts.models import User
from perkim.accounts.roles import VILLAGE_ROLES, Role
from perkim.regions.codes import lies_within
from perkim.sipoc.models import Berkas

# Nothing is asked of anybody for later than in a year; a year typed wrong is said to be wrong.
MOST_DAYS_AHEAD = 366
# Whom one instruction tells at once. Who wants to tell more tells a role.
MOST_INSTRUCTIONS = 25
AT_HOME = (
    "Desa hanya memberi disposisi kepada petugas desanya sendiri. Tulis pesan untuk dinas sebagai catatan pada berkas "
    "ini."
)
TOO_MANY = (
    f"Satu disposisi paling banyak untuk {MOST_INSTRUCTIONS} penerima. Kurangi penerimanya, atau pilih satu peran."
)


def last_day(today: date) -> date:
    """The last day that may be typed for something that is still to come."""
    return today + timedelta(days=MOST_DAYS_AHEAD)


def too_far(day: date, today: date) -> str:
    """What is wrong with a day to come that lies too far ahead; empty if it does not."""
    return "" if day <= last_day(today) else _far(today)


def moment_too_far(moment: datetime, now: datetime) -> str:
    """As `too_far`, of a moment: the whole of the last day may be used."""
    today = localdate(now)
    after = make_aware(datetime.combine(last_day(today) + timedelta(days=1), time()))
    return "" if moment < after else _far(today)


def _far(today: date) -> str:
    return f"Tanggal ini terlalu jauh, paling lama {date_format(last_day(today), 'j F Y')}. Periksa tahunnya."


def due_day_fault(day: date, today: date) -> str:
    """What is wrong with the day until which something is to be done; empty if nothing."""
    if day < today:
        return "Tenggat perintah sudah lewat. Pilih hari ini atau sesudahnya."
    return too_far(day, today)


def due_fault(due: datetime, now: datetime) -> str:
    """What is wrong with the moment until which something is to be done; empty if nothing."""
    if due <= now:
        return "Tenggat perintah sudah lewat. Pilih waktu yang akan datang."
    return moment_too_far(due, now)


def own_villages(user: User, programme: str) -> Sequence[str] | None:
    """The villages at whose desks this account sits, if it instructs as a village; None for the office.

    Whoever holds a role of the office in this programme instructs as the office, whatever else he is.
    """
    held = [each for each in user.assignments_today if each.programme in ("", programme)]
    if any(each.role not in VILLAGE_ROLES for each in held):
        return None
    return [str(each.region_id) for each in held]


def is_at_desk(user: User, villages: Sequence[str], programme: str) -> bool:
    """Whether this account sits at the desk of one of these villages."""
    return any(
        each.role in VILLAGE_ROLES and each.programme in ("", programme) and str(each.region_id) in villages
        for each in user.assignments_today
    )


def is_queue_of(role: Role, case: Berkas, villages: Sequence[str]) -> bool:
    """Whether what waits for a role in a case waits at the desk of one of these villages."""
    return role in VILLAGE_ROLES and any(lies_within(str(case.region_id), village) for village in villages)
