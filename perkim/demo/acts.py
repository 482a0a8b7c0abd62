"""What the people of the demo office do, through the real actions, at moments that lie behind us."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from uuid import uuid4

from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.demo.drawing import house_photo, paper_scan
from perkim.demo.hands import Hands
from perkim.demo.office import OFFICE
from perkim.demo.providing import is_said, provide
from perkim.files.examination import ExaminedFile, examine
from perkim.files.kinds import HOUSE_PHOTO
from perkim.lib.calendar import OfficeCalendar
from perkim.sipoc.actions.moving import Decision, move_many
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.models import Berkas

OF_ROLE = {person.role: person.username for person in OFFICE}
# The office's part of a paper's number is invented; the village's letters have its own.
NUMBER = "600.2/{place:03}/427.55/{year}"
Tell = Callable[..., None]


@dataclass
class Acts:
    """The people by user name, and the clock: `now` is the moment at which the demo office opens.

    `own_words` tell some kinds of requirement with more colour than `provide` does: `(requirement, hands, case)`.
    """

    now: datetime
    calendar: OfficeCalendar
    own_words: dict[type[Requirement], Tell] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    numbers: int = 0

    def person(self, username: str) -> User:
        if username not in self.people:
            self.people[username] = User.objects.get(username=username)
        return self.people[username]

    def ago(self, days: int, minutes: int = 0) -> datetime:
        """Nine o'clock, and so many minutes, so many calendar days ago."""
        morning = timezone.localtime(self.now).replace(hour=9, minute=0, second=0, microsecond=0)
        return min(morning - timedelta(days=days) + timedelta(minutes=minutes), self.now)

    def working_days_ago(self, days: int) -> datetime:
        """Nine o'clock on the working day from which a deadline of so many working days ends today."""
        today = timezone.localdate(self.now)
        start = self.calendar.shift(self.calendar.day_zero(self.ago(0)), -days)
        return self.ago((today - start).days)

    def take(self, who: str, cases: Sequence[Berkas], way: str, at: datetime, reason: str = "") -> list[Berkas]:
        """One decision about cases that stand in one stage."""
        shown = list(Berkas.objects.filter(pk__in=[case.pk for case in cases]).order_by("id"))
        versions = {case.pk: case.lock_version for case in shown}
        decision = Decision(move=way, key=uuid4(), reason=reason)
        return move_many(actor=self.person(who), cases=shown, decision=decision, lock_versions=versions, now=at)

    def prepare(self, cases: Sequence[Berkas], at: datetime, only: Sequence[str] = (), operator: str = "") -> None:
        """Everybody provides what is missing of what the stage asks of him; a few minutes for each case. What other
        cases meet, or a page of its own, is told elsewhere.

        `only` names some requirements; `operator` is the village's own desk.
        """
        for place, case in enumerate(cases):
            case.refresh_from_db()
            hands = OfficeHands(self, min(at + timedelta(minutes=3 * place), self.now), operator)
            for each in case.declared_stage.requirements:
                wanted = is_said(each) and (not only or each.key in only)
                if wanted and each.missing(case.as_queryset()):
                    self.own_words.get(type(each), provide)(each, hands, case)


class OfficeHands(Hands):
    """The people of the demo office at one moment; `operator` is the village's own desk."""

    def __init__(self, acts: Acts, at: datetime, operator: str = "") -> None:
        self.acts, self.at, self.operator = acts, at, operator

    def holder(self, role: Role) -> User:
        return self.acts.person(self.operator if role is Role.OPERATOR_DESA and self.operator else OF_ROLE[role])

    def tick(self) -> datetime:
        return self.at

    def wait_until(self, day: date) -> None:
        days = (day - timezone.localdate(self.at)).days
        self.at = min(self.at + timedelta(days=max(0, days)), self.acts.now)

    def number(self, at: datetime) -> str:
        self.acts.numbers += 1
        return NUMBER.format(place=self.acts.numbers, year=at.year)

    def scan(self, title: str, number: str) -> ExaminedFile:
        return paper_scan(title, number)

    def photo(self, place: int, title: str) -> ExaminedFile:
        """All houses look alike: each side is drawn and examined once, which is what takes time."""
        content, examined = _drawn(title)
        return ExaminedFile(io.BytesIO(content), size=len(content), findings=examined.findings)


@cache
def _drawn(side: str) -> tuple[bytes, ExaminedFile]:
    examined = examine(house_photo(side), HOUSE_PHOTO)
    examined.seek(0)
    return examined.read(), examined
