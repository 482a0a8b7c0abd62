"""What the people of the demo office do, through the real actions, at moments that lie behind us."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.documents.actions import SignedPaper, record_paper
from perkim.documents.papers import Paper
from perkim.documents.scans import examine_scan
from perkim.lib.calendar import OfficeCalendar
from perkim.local.demo import OFFICE
from perkim.local.demo_field import fill_in, go_there, photograph
from perkim.local.demo_money import settle_money
from perkim.local.demo_scans import house_photo, paper_scan
from perkim.local.demo_village import hold_meeting
from perkim.sipoc.actions.assigning import report
from perkim.sipoc.actions.moving import Decision, move_many
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.requirements import Deed
from perkim.swadaya.socialisation.requirements import RecipientsReached
from perkim.swadaya.survey.requirements import SurveyComplete
from perkim.visits.requirements import PhotosTaken, VisitRecorded

OF_ROLE = {person.role: person.username for person in OFFICE}
# The office's part of a paper's number is invented; the village's letters have its own.
NUMBER = "600.2/{place:03}/427.55/{year}"


@dataclass
class Acts:
    """The people by user name, and the clock: `now` is the moment at which the demo office opens."""

    now: datetime
    calendar: OfficeCalendar
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
        """Everybody provides what the stage asks of him: papers recorded, tasks reported; a few minutes for each case.

        `only` names some requirements; `operator` is the village's own desk.
        """
        for place, case in enumerate(cases):
            moment = min(at + timedelta(minutes=3 * place), self.now)
            case.refresh_from_db()
            for each in case.declared_stage.requirements:
                if only and each.key not in only:
                    continue
                role = each.worked_by or case.declared_stage.worked_by
                who = operator if role is Role.OPERATOR_DESA and operator else OF_ROLE[role]
                if isinstance(each, Paper) and each.signed:
                    self._record(who, case, each, moment)
                elif isinstance(each, VisitRecorded):
                    go_there(self.person(who), case, each.key, moment)
                elif isinstance(each, PhotosTaken):
                    photograph(self.person(who), case, each, moment)
                elif isinstance(each, SurveyComplete):
                    fill_in(self.person(who), case, moment)
                elif isinstance(each, RecipientsReached):
                    hold_meeting(each, self.person(who), case, moment)
                elif isinstance(each, Deed):
                    self.report(who, case, each.key, "Sudah dikerjakan, hasilnya sesuai.", moment)
                else:
                    settle_money(each, self.person(who), case, moment)

    def report(self, who: str, case: Berkas, key: str, text: str, at: datetime) -> None:
        tugas = Tugas.objects.waiting().select_related("berkas").get(berkas=case, key=key)
        report(actor=self.person(who), tugas=tugas, text=text, now=at)

    def _record(self, who: str, case: Berkas, paper: Paper, at: datetime) -> None:
        signed = SignedPaper(scan=paper_scan(paper.title))
        if paper.key.startswith("foto_"):
            signed = SignedPaper(scan=examine_scan(house_photo(paper.title)))
        elif paper.numbered:
            self.numbers += 1
            number = NUMBER.format(place=self.numbers, year=at.year)
            dated = timezone.localdate(at)
            signed = SignedPaper(scan=paper_scan(paper.title, number), number=number, dated=dated)
        record_paper(actor=self.person(who), case=case, key=paper.key, signed=signed, now=at)
