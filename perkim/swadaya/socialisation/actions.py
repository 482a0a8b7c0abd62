"""Recording the socialisation in a village, and mending what was recorded wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.db import IntegrityError, transaction

from perkim.accounts.models import User
from perkim.audit.kinds import declare
from perkim.sipoc.actions.asking import settle
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.locking import after
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import AnswerError, RefusedError, SipocError, StaleError
from perkim.sipoc.happened import day_fault, sent
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.swadaya.models import Attendance, Meeting
from perkim.swadaya.socialisation.models import Presence
from perkim.swadaya.socialisation.reaching import NOT_NOW, holds_refusal
from perkim.swadaya.socialisation.requirements import RecipientsReached, stages_of

HELD = declare("sosialisasi.dicatat", "Sosialisasi dicatat")
MENDED = declare("sosialisasi.diperbaiki", "Catatan sosialisasi diperbaiki")
STRANGER = (
    "Daftar penerima berubah sejak halaman ini dibuka: ada yang baru dicatat hadir oleh rekan Anda, atau bukan "
    "penerima lagi. Periksa daftarnya, lalu simpan lagi."
)


@dataclass(frozen=True, kw_only=True)
class Attended:
    """How one recipient took part; `by_name` came in his place."""

    presence: Presence
    by_name: str = ""


@dataclass(frozen=True, kw_only=True)
class MeetingTold:
    """A meeting as its recorder tells of it; `attendance` by the id of the recipient's case."""

    held_on: date
    starts: time
    place: str
    topics: str
    agreement: str
    others: int = 0
    attendance: Mapping[int, Attended] = field(default_factory=dict)


@transaction.atomic
def record_meeting(*, actor: User, usulan: Berkas, told: MeetingTold, client_key: UUID, now: datetime) -> Meeting:
    """Record a meeting that was held. The same form sent again gives the meeting that was kept first.

    Raises RefusedError for who may not, or not in this stage; SipocError for a day that has not come or lies before the
    proposal, a recipient who is none (any more), or one who is represented by nobody.
    """
    step = _step(actor, usulan, now)
    case = step.cases[0]
    if before := Meeting.objects.filter(client_key=client_key, usulan=case, recorded_by=actor).first():
        return before
    _check(step, told, _recipients(case, actor))
    try:
        with transaction.atomic():
            made = Meeting.objects.create(
                usulan=case,
                **_words(told),
                client_key=client_key,
                recorded_by=actor,
                recorded_at=step.now,
                changed_at=step.now,
            )
    except IntegrityError as taken:
        raise SipocError("Kiriman ini sudah dipakai untuk catatan lain. Buka lagi halamannya.") from taken
    _seat(made, told)
    step.record(HELD, lambda _: _entry(made, told))
    step.save()
    _settle(step)
    return made


@transaction.atomic
def mend_meeting(*, actor: User, meeting: Meeting, told: MeetingTold, seen: str, now: datetime) -> Meeting:
    """Write what was recorded wrong anew; how it was stays in the history. `seen` is the `fingerprint` that the page
    showed. The recipients of the meeting stay those who were listed; of those whom the actor may not see all stays.

    Raises as `record_meeting` does, and StaleError if a colleague mended it meanwhile.
    """
    step = _step(actor, meeting.usulan, now)
    row = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    listed = set(row.attendances.filter(berkas__in=_seen_in(meeting.usulan, actor)).values_list("berkas", flat=True))
    if seen != fingerprint(row):
        raise StaleError
    _check(step, told, listed)
    for name, value in _words(told).items():
        setattr(row, name, value)
    row.changed_at = after(row.changed_at, step.now)
    row.save()
    row.attendances.filter(berkas__any_of=sorted(listed)).delete()
    _seat(row, told)
    step.record(MENDED, lambda _: _entry(row, told))
    step.save()
    _settle(step)
    return row


def _settle(step: Step) -> None:
    if asked := RecipientsReached.find(step.cases[0].declared):
        settle(step, asked)


def fingerprint(meeting: Meeting) -> str:
    """Tells whether a meeting is still as a page showed it."""
    return f"{meeting.changed_at.timestamp():.6f}"


def _step(actor: User, usulan: Berkas, now: datetime) -> Step:
    step = step_on(actor, usulan, now)
    case = step.cases[0]
    asked = RecipientsReached.find(case.declared)
    sentence = holds_refusal(actor, case, stages_of(case.declared, asked)) if asked else NOT_NOW
    if sentence:
        raise RefusedError({case.pk: [sentence]})
    return step


def _recipients(case: Berkas, actor: User) -> set[int]:
    """The recipients of the village whom the actor may see: he tells of nobody else."""
    asked = RecipientsReached.find(case.declared)
    if asked is None:
        return set()
    below = asked.receiving.below([case], case.declared_programme).visible_to(actor)
    return set(below.values_list("pk", flat=True))


def _seen_in(usulan: Berkas, actor: User) -> BerkasQuerySet:
    return Berkas.objects.filter(parent=usulan).visible_to(actor)


def _check(step: Step, told: MeetingTold, known: set[int]) -> None:
    case = step.cases[0]
    if told.held_on > step.today:
        raise AnswerError("held_on", "Tanggal sosialisasi belum tiba. Catat setelah pertemuannya berlangsung.")
    if fault := day_fault("Tanggal sosialisasi", told.held_on, sent(case, "usulan ini dikirim"), step.today):
        raise AnswerError("held_on", fault)
    if not (told.place.strip() and told.topics.strip() and told.agreement.strip()):
        raise SipocError("Isi tempat, materi, dan kesepakatan sosialisasi.")
    if set(told.attendance) - known:
        raise SipocError(STRANGER)
    for each in told.attendance.values():
        if (each.presence is Presence.REPRESENTED) != bool(each.by_name.strip()):
            raise SipocError("Tulis nama wakil hanya untuk penerima yang diwakili, dan untuk setiap yang diwakili.")


def _words(told: MeetingTold) -> dict[str, object]:
    return {
        "held_on": told.held_on,
        "starts": told.starts,
        "place": " ".join(told.place.split()),
        "topics": told.topics.strip(),
        "agreement": told.agreement.strip(),
        "others": told.others,
    }


def _seat(meeting: Meeting, told: MeetingTold) -> Sequence[Attendance]:
    return Attendance.objects.bulk_create(
        Attendance(meeting=meeting, berkas_id=pk, presence=each.presence, by_name=" ".join(each.by_name.split()))
        for pk, each in sorted(told.attendance.items())
    )


def _entry(meeting: Meeting, told: MeetingTold) -> dict[str, object]:
    """How many, never who: names of deputies are personal, and the history of the rows keeps them."""
    counted = [each.presence for each in told.attendance.values()]
    return {
        "sosialisasi": meeting.pk,
        "tanggal": meeting.held_on,
        "penerima": {presence.value: counted.count(presence) for presence in Presence},
        "peserta_lain": meeting.others,
    }
