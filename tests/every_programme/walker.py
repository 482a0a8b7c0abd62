"""Walks cases of any programme through its stages by the declaration alone, with one account for each role.

One account for each role on purpose: an office with one treasurer must be able to finish a case.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from perkim.accounts.models import User
from perkim.accounts.roles import VILLAGE_ROLES, Role
from perkim.demo.hands import Hands
from perkim.documents.scans import examine_scan
from perkim.files.examination import ExaminedFile
from perkim.lib.calendar import JAKARTA
from perkim.parameters.seeding import load_first_values
from perkim.regions.models import Region
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.actions.moving import Decision, move
from perkim.sipoc.declarations import Move, Process, Programme
from perkim.sipoc.models import Berkas
from perkim.sipoc.terms import MoveKind, Outcome
from tests.cast import KABUPATEN, SUMBERWULUH, employ, give
from tests.every_programme.opening import opened
from tests.every_programme.providing import blank_page, provide
from tests.samples.field_work import examined, house_photo
from tests.worlds import kept

# A Monday without days off near.
MONDAY = datetime(2026, 6, 22, 9, 0, tzinfo=JAKARTA)


class Walker(Hands):
    """One office and its clock, which goes on by a minute with everything that is done."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.now = MONDAY
        self.papers = 0
        self._open_the_office()

    @kept
    def _open_the_office(self) -> None:
        load_first_values()
        since = MONDAY.date().replace(month=1)
        for role in Role:
            employ(role, username=f"satu.{role.lower()}", starts=since)

    def holder(self, role: Role) -> User:
        """The one account of a role, read anew as for each request."""
        return User.objects.get(username=f"satu.{role.lower()}")

    def tick(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def wait_until(self, day: date) -> None:
        self.now += timedelta(days=max(0, (day - self.now.date()).days))

    def number(self, at: datetime) -> str:
        self.papers += 1
        return f"{self.papers}/{at.year}"

    def scan(self, title: str, number: str) -> ExaminedFile:
        return examine_scan(SimpleUploadedFile("naskah.pdf", blank_page()))

    def photo(self, place: int, title: str) -> ExaminedFile:
        return examined(house_photo(place))

    def also(self, user: User, role: Role) -> None:
        """Give an account one role more."""
        give(user, role, starts=MONDAY.date().replace(month=1))

    def open(self, process: Process, parent: Berkas | None = None, *, handed: bool = True) -> Berkas:
        """A new case with all it stands below; `handed` to whoever works it in person."""
        if process.parent and parent is None:
            parent = self.open(self.programme.process(process.parent))
        if parent and process.opened_in:
            before = {stage.key for stage in parent.declared.stages} - set(process.opened_in)
            self.pass_by(parent, tuple(before))
        village = process.parent or VILLAGE_ROLES & set(process.opened_by)
        region = Region.objects.get(pk=SUMBERWULUH if village else KABUPATEN)
        case = opened(self, process, region, parent)
        for role, giver in process.own_roles.items() if handed else ():
            hand_over(actor=self.holder(giver), cases=[case], role=role, to=self.holder(role), now=self.tick())
        return Berkas.objects.get(pk=case.pk)

    def take(self, case: Berkas, way: Move) -> Berkas:
        """Take a way, as the first role that may; time itself takes the expiring one."""
        actor = User.objects.system() if way.kind is MoveKind.EXPIRE else self.holder(way.by[0])
        shown = Berkas.objects.get(pk=case.pk)
        decision = Decision(move=way.key, key=uuid4(), reason=way.reasons[0] if way.reasons else "Alasan contoh.")
        return move(actor=actor, case=shown, decision=decision, lock_version=shown.lock_version, now=self.tick())

    def fulfil(self, case: Berkas, way: Move) -> None:
        """Provide all that this way asks for."""
        here = Berkas.objects.get(pk=case.pk)
        for requirement in (*(here.declared_stage.requirements if way.completes else ()), *way.requires):
            if requirement.missing(case.as_queryset()):
                provide(requirement, self, Berkas.objects.get(pk=case.pk))
        if way.outcome is Outcome.SELESAI:
            for child in case.children.filter(outcome=""):
                self.end(child)

    def go(self, case: Berkas, way: Move) -> Berkas:
        """Take the way with all it asks for; what is provided above may have taken the case along already."""
        before = Berkas.objects.get(pk=case.pk).stage
        self.fulfil(case, way)
        here = Berkas.objects.get(pk=case.pk)
        return self.take(case, way) if here.stage == before else here

    def pass_by(self, case: Berkas, stages: tuple[str, ...]) -> None:
        """Take a case forward, or to its good end, until it stands in none of these stages."""
        while (here := Berkas.objects.get(pk=case.pk)).is_open and here.stage in stages:
            self.go(here, next(way for way in here.declared_stage.moves if way.completes))

    def end(self, case: Berkas) -> None:
        """End a case by the nearest end that somebody may take."""
        for way in _ways_to_an_end(case.declared, Berkas.objects.get(pk=case.pk).stage):
            self.go(case, way)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _ways_to_an_end(process: Process, start: str) -> list[Move]:
    """The fewest moves to an end, found breadth first; an end that asks for nothing before one that does."""
    ahead: deque[tuple[str, list[Move]]] = deque([(start, [])])
    seen = {start}
    while ahead:
        key, taken = ahead.popleft()
        moves = [way for way in process.stage(key).moves if way.by]
        ends = sorted((way for way in moves if way.outcome), key=lambda way: way.completes)
        if ends:
            return [*taken, ends[0]]
        for way in moves:
            if way.to not in seen:
                seen.add(way.to)
                ahead.append((way.to, [*taken, way]))
    raise AssertionError(f"no end can be reached from {process.key}.{start}")
