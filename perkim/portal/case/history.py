"""What happened to a case, newest first: its log and the notes of colleagues, as sentences a person can read.

Personal values of the log stay where they are: this page never reads them. Names of hidden participants are not told to
who may not know them, not even as those of actors.
"""

import heapq
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.utils import timezone

from perkim.accounts.models import Assignment, User
from perkim.accounts.querysets import SYSTEM
from perkim.accounts.roles import Role
from perkim.accounts.titles import with_post
from perkim.audit.kinds import kind
from perkim.audit.models import Entry
from perkim.documents.papers import Paper
from perkim.portal.case.desk import Desk
from perkim.portal.case.sentences import Telling, sentence
from perkim.sipoc import log
from perkim.sipoc.models import Note

PAGE = 50
# On the case's own page, which a phone must not scroll for ever.
NEWEST = 12
# Eighteen digits stay below PostgreSQL's bigint.
_PLACE = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")


@dataclass(frozen=True, kw_only=True)
class HistoryEvent:
    """One line of the history. `note` is set for a note of a colleague; `corrected` marks a move taken back later."""

    at: datetime
    title: str
    text: str
    who: str
    icon: str
    note: Note | None = None
    corrected: bool = False
    mine: bool = False


@dataclass(frozen=True, kw_only=True)
class History:
    """One page of events; `older` is the cursor of the page after it, empty on the last."""

    events: Sequence[HistoryEvent]
    older: str


@dataclass(frozen=True)
class HistoryCursor:
    """Where a page begins: entries and notes with ids below these. 0 stands for the newest."""

    entry: int = 0
    note: int = 0

    @classmethod
    def parse(cls, text: str) -> "HistoryCursor":
        """From an address; anything else than two numbers is the beginning."""
        match = _PLACE.fullmatch(text)
        return cls(int(match[1]), int(match[2])) if match else cls()

    def __str__(self) -> str:
        return f"{self.entry}.{self.note}"


def history_of(desk: Desk, place: HistoryCursor, size: int = PAGE) -> History:
    """Both sources are read by their own ids, so that nothing is passed over and nothing shown twice."""
    entries = Entry.objects.filter(subject=desk.case.subject).select_related("actor").order_by("-id")
    notes = Note.objects.filter(berkas=desk.case, withdrawn_at=None).select_related("by").order_by("-id")
    if place.entry:
        entries = entries.filter(id__lt=place.entry)
    if place.note:
        notes = notes.filter(id__lt=place.note)
    newest = heapq.merge(_timed(entries[: size + 1]), _timed(notes[: size + 1]), key=lambda row: row[0], reverse=True)
    rows = [row for _, row in newest]
    shown = rows[:size]
    telling = _telling(desk, shown)
    undone = _undone(desk)
    events = [
        _event(desk, telling, row, corrected=row.pk in undone) if isinstance(row, Entry) else _noted(desk, telling, row)
        for row in shown
    ]
    return History(events=_folded(events), older=str(_next(place, shown)) if len(rows) > size else "")


def _folded(events: Sequence[HistoryEvent]) -> list[HistoryEvent]:
    """One line for what somebody did several times in a row with nothing to say about it: five photos, eight pages."""
    folded: list[HistoryEvent] = []
    for (title, _, text, note, _), group in groupby(events, attrgetter("title", "who", "text", "note", "corrected")):
        same = list(group)
        if len(same) > 1 and not (text or note):
            folded.append(replace(same[0], title=f"{title} ({len(same)} kali)"))
        else:
            folded += same
    return folded


def _timed(rows: Iterable[Entry | Note]) -> Iterator[tuple[datetime, Entry | Note]]:
    return ((row.at, row) for row in rows)


def _next(place: HistoryCursor, shown: Sequence[Entry | Note]) -> HistoryCursor:
    entries = [row.pk for row in shown if isinstance(row, Entry)]
    notes = [row.pk for row in shown if isinstance(row, Note)]
    # A source of which nothing was shown yet is read from its beginning again.
    return HistoryCursor(min(entries, default=place.entry), min(notes, default=place.note))


def _event(desk: Desk, telling: Telling, entry: Entry, *, corrected: bool) -> HistoryEvent:
    said = sentence(telling, entry)
    return HistoryEvent(
        at=entry.at,
        title=said.title or kind(entry.action).label,
        text=said.text,
        who=telling.who(entry.actor, entry.at),
        icon=said.icon,
        corrected=corrected,
    )


def _noted(desk: Desk, telling: Telling, note: Note) -> HistoryEvent:
    return HistoryEvent(
        at=note.at,
        title="Catatan",
        text=note.text,
        who=telling.who(note.by, note.at),
        icon="message-circle",
        note=note,
        mine=note.by_id == desk.user.pk,
    )


def _undone(desk: Desk) -> set[int]:
    """The entries of moves that were taken back: each correction takes back the move before it. One query."""
    steps = Entry.objects.filter(subject=desk.case.subject, action__in=[log.MOVED.action, log.CORRECTED.action])
    undone, open_corrections = set(), 0
    for pk, action in steps.order_by("-id").values_list("id", "action"):
        if action == log.CORRECTED.action:
            open_corrections += 1
        elif open_corrections:
            open_corrections -= 1
            undone.add(pk)
    return undone


def _telling(desk: Desk, rows: Sequence[Entry | Note]) -> Telling:
    """The people that these rows name, and the posts they held. Two queries, however many rows."""
    actors = {row.actor_id if isinstance(row, Entry) else row.by_id for row in rows}
    named = {pk for row in rows if isinstance(row, Entry) for pk in _persons(row.data)}
    people = User.objects.in_bulk(named) if named else {}
    posts: dict[int, list[Assignment]] = {}
    for post in Assignment.objects.filter(user__in=actors).order_by("pk") if actors else ():
        posts.setdefault(post.user_id, []).append(post)
    return _CaseTelling(desk, people, posts)


def _persons(data: Mapping[str, Any]) -> list[int]:
    """Ids of accounts in an entry: who received an instruction or a case."""
    ids = [data.get("kepada")] + [each.get("kepada") for each in data.get("perintah", ()) if isinstance(each, dict)]
    return [each for each in ids if isinstance(each, int)]


@dataclass(frozen=True)
class _CaseTelling:
    desk: Desk
    people: Mapping[int, User]
    posts: Mapping[int, Sequence[Assignment]]

    def stage(self, key: str) -> str:
        """The title of a stage; the key of one that the declaration no longer has."""
        return next((each.title for each in self.desk.process.stages if each.key == key), key)

    def move(self, stage: str, key: str) -> str:
        for each in self.desk.process.stages:
            for move in each.moves:
                if each.key == stage and move.key == key:
                    return move.title
        return ""

    def deadline(self, key: str) -> str:
        deadlines = (each for stage in self.desk.process.stages for each in stage.deadlines if each.key == key)
        return next((each.title for each in deadlines), key)

    def paper(self, key: str) -> str:
        """The title of a paper; the key of one that the declaration no longer has."""
        return next((each.title for each in Paper.all_in(self.desk.process) if each.key == key), key)

    def person(self, who: Any) -> str:
        """An account by its id, or a role by its code."""
        if isinstance(who, int):
            return self.desk.name(self.people.get(who)) or "akun yang sudah tidak ada"
        return str(Role(who).label) if who in Role.values else ""

    def who(self, actor: User, at: datetime) -> str:
        """`Rahayu Wulandari, Staf bidang`: the post held on that day for this programme."""
        if actor.username == SYSTEM:
            return "Sistem"
        name = self.desk.name(actor)
        if name != actor.name:
            return name
        return with_post(name, self._post(actor.pk, at))

    def _post(self, actor: int, at: datetime) -> str:
        day, workers = timezone.localdate(at), self.desk.process.workers()
        held = [
            post
            for post in self.posts.get(actor, ())
            if post.starts <= day and (post.ends is None or post.ends >= day)
            if post.serves(self.desk.case.programme, str(self.desk.case.region_id))
        ]
        # Who holds several posts acted in the one that works cases of this kind.
        best = sorted(held, key=lambda post: post.role not in workers)
        return best[0].label if best else ""
