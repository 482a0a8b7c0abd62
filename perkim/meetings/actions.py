"""Writing a meeting down, and mending what was written wrong. Whoever calls says who may, who is invited, and what
follows; the case is locked, and the log entry and the case are written here."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from django.db import IntegrityError, transaction

from perkim.accounts.models import User
from perkim.audit.kinds import LogKind
from perkim.meetings.declarations import Occasion
from perkim.meetings.models import Attendance, Meeting, Presence
from perkim.sipoc.actions.locking import after
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import AnswerError, SipocError, StaleError
from perkim.sipoc.happened import Beginning, day_fault
from perkim.sipoc.models import Berkas


@dataclass(frozen=True, kw_only=True)
class Attended:
    """How one of the invited took part; `by_name` came instead."""

    presence: Presence
    by_name: str = ""


@dataclass(frozen=True, kw_only=True)
class MeetingDetails:
    """A meeting as its recorder describes it: `attendance` of cases by id, `parties` of others by name."""

    held_on: date
    starts: time
    place: str
    topics: str
    agreement: str
    others: int = 0
    attendance: Mapping[int, Attended] = field(default_factory=dict)
    parties: Mapping[str, Attended] = field(default_factory=dict)

    @property
    def everybody(self) -> list[Attended]:
        return [*self.attendance.values(), *self.parties.values()]


def written_before(case: Berkas, actor: User, client_key: UUID) -> Meeting | None:
    """The meeting that this very form has written already."""
    return Meeting.objects.filter(client_key=client_key, berkas=case, recorded_by=actor).first()


def write_down(step: Step, occasion: Occasion, details: MeetingDetails, *, client_key: UUID) -> Meeting:
    """Keep a meeting that was held. Raises SipocError for a form that kept another one."""
    try:
        with transaction.atomic():
            made = Meeting.objects.create(
                berkas=step.cases[0],
                **_words(details),
                client_key=client_key,
                recorded_by=step.actor,
                recorded_at=step.now,
                changed_at=step.now,
            )
    except IntegrityError as taken:
        raise SipocError("Kiriman ini sudah dipakai untuk catatan lain. Buka lagi halamannya.") from taken
    _seat(made, details)
    _log(step, occasion.recorded, occasion, made, details)
    return made


def lock_meeting(meeting: Meeting, seen: str) -> Meeting:
    """The row, locked. Raises StaleError where it is not as the page showed it (`fingerprint`) any more."""
    row = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    if seen != fingerprint(row):
        raise StaleError
    return row


def write_anew(
    step: Step, occasion: Occasion, row: Meeting, details: MeetingDetails, *, listed: Iterable[int]
) -> Meeting:
    """Replace what a locked meeting says, with the attendance of the `listed` cases and of all that were named; how it
    was stays in the history, and so does the attendance of cases that are not listed."""
    for name, value in _words(details).items():
        setattr(row, name, value)
    row.changed_at = after(row.changed_at, step.now)
    row.save()
    row.attendances.filter(berkas__any_of=sorted(listed)).delete()
    row.attendances.filter(berkas=None).delete()
    _seat(row, details)
    _log(step, occasion.mended, occasion, row, details)
    return row


def fingerprint(meeting: Meeting) -> str:
    """Tells whether a meeting is still as a page showed it."""
    return f"{meeting.changed_at.timestamp():.6f}"


def check_meeting(
    step: Step,
    occasion: Occasion,
    details: MeetingDetails,
    *,
    invited: Collection[int],
    strangers: str,
    began: Iterable[Beginning],
) -> None:
    """Raises SipocError for a day that has not come or lies before the work `began`, what was left empty, a case that
    is not among those `invited` (the sentence is `strangers`), or one that is represented by nobody."""
    what = f"Tanggal {occasion.noun}"
    if details.held_on > step.today:
        raise AnswerError("held_on", f"{what} belum tiba. Catat setelah pertemuannya berlangsung.")
    if fault := day_fault(what, details.held_on, began, step.today):
        raise AnswerError("held_on", fault)
    if not (details.place.strip() and details.topics.strip() and details.agreement.strip()):
        raise SipocError(f"Isi tempat, materi, dan kesepakatan {occasion.noun}.")
    if set(details.attendance) - set(invited):
        raise SipocError(strangers)
    if any((each.presence is Presence.REPRESENTED) != bool(each.by_name.strip()) for each in details.everybody):
        raise SipocError(
            f"Tulis nama wakil hanya untuk {occasion.invited} yang diwakili, dan untuk setiap yang diwakili."
        )


def _words(details: MeetingDetails) -> dict[str, object]:
    return {
        "held_on": details.held_on,
        "starts": details.starts,
        "place": " ".join(details.place.split()),
        "topics": details.topics.strip(),
        "agreement": details.agreement.strip(),
        "others": details.others,
    }


def _seat(meeting: Meeting, details: MeetingDetails) -> None:
    cases = [_attendance(meeting, each, berkas_id=pk) for pk, each in sorted(details.attendance.items())]
    parties = [_attendance(meeting, each, party=name) for name, each in sorted(details.parties.items())]
    Attendance.objects.bulk_create([*cases, *parties])


def _attendance(meeting: Meeting, attended: Attended, berkas_id: int | None = None, party: str = "") -> Attendance:
    by_name = " ".join(attended.by_name.split())
    return Attendance(meeting=meeting, berkas_id=berkas_id, party=party, presence=attended.presence, by_name=by_name)


def _log(step: Step, kind: LogKind, occasion: Occasion, meeting: Meeting, details: MeetingDetails) -> None:
    """How many, never who: names of deputies are personal, and the history of the rows keeps them."""
    counted = [each.presence for each in details.everybody]
    entry = {
        occasion.noun: meeting.pk,
        "tanggal": meeting.held_on,
        occasion.invited: {presence.value: counted.count(presence) for presence in Presence},
        "peserta_lain": meeting.others,
    }
    step.record(kind, lambda _: entry)
    step.save()
