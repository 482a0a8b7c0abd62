"""Recording the socialisation in a village, and mending what was recorded wrong."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from perkim.accounts.models import User
from perkim.audit.kinds import declare
from perkim.meetings.actions import MeetingDetails, check_meeting, lock_meeting, write_anew, write_down, written_before
from perkim.meetings.declarations import Occasion
from perkim.meetings.models import Meeting
from perkim.sipoc.actions.asking import settle
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import RefusedError
from perkim.sipoc.happened import sent
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.swadaya.socialisation.reaching import NOT_NOW, holds_refusal
from perkim.swadaya.socialisation.requirements import RecipientsReached, stages_of

HELD = declare("sosialisasi.dicatat", "Sosialisasi dicatat")
MENDED = declare("sosialisasi.diperbaiki", "Catatan sosialisasi diperbaiki")
SOCIALISATION = Occasion(noun="sosialisasi", invited="penerima", recorded=HELD, mended=MENDED)
STRANGER = (
    "Daftar penerima berubah sejak halaman ini dibuka: ada yang baru dicatat hadir oleh rekan Anda, atau bukan "
    "penerima lagi. Periksa daftarnya, lalu simpan lagi."
)


@transaction.atomic
def record_meeting(*, actor: User, usulan: Berkas, details: MeetingDetails, client_key: UUID, now: datetime) -> Meeting:
    """Record a meeting that was held. The same form sent again gives the meeting that was kept first.

    Raises RefusedError unless the actor may do this in this stage; SipocError for a day that has not come or lies
    before the proposal, a recipient who is none (any more), or one who is represented by nobody.
    """
    step = _step(actor, usulan, now)
    case = step.cases[0]
    if before := written_before(case, actor, client_key):
        return before
    _check(step, details, _recipients(case, actor))
    made = write_down(step, SOCIALISATION, details, client_key=client_key)
    _settle(step)
    return made


@transaction.atomic
def mend_meeting(*, actor: User, meeting: Meeting, details: MeetingDetails, seen: str, now: datetime) -> Meeting:
    """Correct what was recorded wrong; earlier states stay in the history. `seen` is the `fingerprint` that the page
    showed. The recipients of the meeting stay those who were listed; of those whom the actor may not see all stays.

    Raises as `record_meeting` does, and StaleError if a colleague mended it meanwhile.
    """
    step = _step(actor, meeting.berkas, now)
    row = lock_meeting(meeting, seen)
    listed = set(row.attendances.filter(berkas__in=_seen_in(meeting.berkas, actor)).values_list("berkas", flat=True))
    _check(step, details, listed)
    write_anew(step, SOCIALISATION, row, details, listed=listed)
    _settle(step)
    return row


def _settle(step: Step) -> None:
    if requirement := RecipientsReached.find(step.cases[0].declared):
        settle(step, requirement)


def _step(actor: User, usulan: Berkas, now: datetime) -> Step:
    step = step_on(actor, usulan, now)
    case = step.cases[0]
    requirement = RecipientsReached.find(case.declared)
    sentence = holds_refusal(actor, case, stages_of(case.declared, requirement)) if requirement else NOT_NOW
    if sentence:
        raise RefusedError({case.pk: [sentence]})
    return step


def _recipients(case: Berkas, actor: User) -> set[int]:
    """The recipients of the village whom the actor may see."""
    requirement = RecipientsReached.find(case.declared)
    if requirement is None:
        return set()
    below = requirement.receiving.below([case], case.declared_programme).visible_to(actor)
    return set(below.values_list("pk", flat=True))


def _seen_in(usulan: Berkas, actor: User) -> BerkasQuerySet:
    return Berkas.objects.filter(parent=usulan).visible_to(actor)


def _check(step: Step, details: MeetingDetails, known: set[int]) -> None:
    began = sent(step.cases[0], "usulan ini dikirim")
    check_meeting(step, SOCIALISATION, details, invited=known, strangers=STRANGER, began=began)
