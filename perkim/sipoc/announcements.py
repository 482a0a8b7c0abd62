"""Tells people that something waits for them: one message to each for one action, however many cases it moved."""

from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse

from perkim.accounts.models import Assignment
from perkim.notices.actions import Message, notify
from perkim.notices.kinds import Topic, declare
from perkim.sipoc.acting import Acting
from perkim.sipoc.models import Tugas
from perkim.sipoc.registry import process
from perkim.sipoc.scopes import part_counts, posts_of

NEW_TUGAS = declare("tugas.baru", "Tugas baru")
REMINDER = declare("tenggat.pengingat", "Pengingat tenggat")


def announce_tugas(step: Acting, opened: Sequence[Tugas], event: str) -> None:
    """Tell everybody whose worklist got longer, but not who made it so. Four statements at most."""
    for_whom: dict[int, list[Tugas]] = defaultdict(list)
    for tugas, holders in _holders(step, opened):
        for holder in holders:
            for_whom[holder].append(tugas)
    for_whom.pop(step.actor.pk, None)
    messages = [_message(event, recipient, tugas) for recipient, tugas in for_whom.items()]
    if messages:
        notify(messages, now=step.now)


def remind(step: Acting, waiting: Sequence[Tugas], what: str, topic: Topic = REMINDER) -> None:
    """Tell everybody who has a Tugas of these cases what they should know, as a rule that time is running out, but not
    who acts. Four statements at most."""
    messages = [
        Message(
            recipient_id=holder,
            topic=topic,
            text=f"{what}: {tugas.berkas.number or tugas.title}",
            url=tugas.berkas.get_absolute_url(),
        )
        for tugas, holders in _holders(step, waiting)
        for holder in holders
        if holder != step.actor.pk
    ]
    if messages:
        notify(messages, now=step.now)


def _message(event: str, recipient: int, tugas: Sequence[Tugas]) -> Message:
    cases = {each.berkas_id for each in tugas}
    first = tugas[0]
    if len(cases) == 1:
        # The title of a confidential case may say too much in an e-mail; its number does not.
        what = first.berkas.number if first.confidential else f"{first.berkas.title} {first.berkas.number}".strip()
        text, url = f"{first.title}: {what}", first.berkas.get_absolute_url()
    else:
        text, url = f"{first.title}: {len(cases)} berkas ({event.lower()})", reverse("portal:worklist")
    return Message(recipient_id=recipient, topic=NEW_TUGAS, text=text, url=url, count=len(cases))


def _holders(step: Acting, opened: Sequence[Tugas]) -> list[tuple[Tugas, list[int]]]:
    """Who waits for each Tugas: its person, if that one still holds a role for it, or whoever holds its role for its
    programme and area today. Two queries at most."""
    roles = {tugas.role for tugas in opened if tugas.person_id is None}
    held = list(Assignment.objects.in_force(step.today).filter(role__in=roles, user__is_active=True)) if roles else []
    posts = posts_of({tugas.person_id for tugas in opened if tugas.person_id}, step.today)
    queues: dict[tuple[str, str, str], list[int]] = {}
    holders = []
    for tugas in opened:
        if tugas.person_id:
            where = (tugas.programme, tugas.process, str(tugas.region_id))
            if part_counts(posts[tugas.person_id], where, tugas.role):
                holders.append((tugas, [tugas.person_id]))
            continue
        if tugas.confidential and tugas.role not in process(tugas.programme, tugas.process).confidential_to:
            continue
        queue = (tugas.role, tugas.programme, str(tugas.region_id))
        if queue not in queues:
            role, programme, region = queue
            serving = {each.user_id for each in held if each.role == role and each.serves(programme, region)}
            queues[queue] = sorted(serving)
        holders.append((tugas, queues[queue]))
    return holders
