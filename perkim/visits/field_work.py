"""What a facilitator has to do: the cases that wait for him in person, what each lacks, the nearest deadline first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse

from perkim.accounts.models import User
from perkim.sipoc.completeness import missing_by_requirement, requirements_of
from perkim.sipoc.declarations import Process, Requirement
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.registry import programmes
from perkim.visits.declarations import SOMEWHERE
from perkim.visits.requirements import place_of

# A facilitator works some forty cases; who has more finds the rest in the worklist.
MOST_SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class Need:
    """One requirement that a case does not meet yet, and the page on which this reader provides it (or empty)."""

    title: str
    sentences: Sequence[str]
    url: str


@dataclass(frozen=True, kw_only=True)
class FieldCase:
    """One case that waits for the reader in person."""

    case: Berkas
    tugas: Sequence[Tugas]
    needs: Sequence[Need]
    due: datetime | None
    late: bool


@dataclass(frozen=True, kw_only=True)
class FieldWork:
    """The page of a facilitator. `total` and `late` count all his cases, also those that are not shown. `place` is the
    word for what they are about, as their declarations say it; one for any place, where these differ."""

    cases: Sequence[FieldCase]
    place: str
    total: int
    late: int

    @property
    def ready(self) -> int:
        """Cases shown that lack nothing and wait for a decision only."""
        return sum(not case.needs for case in self.cases)


def field_work_of(user: User, now: datetime) -> FieldWork:
    """The queries grow with the number of stages, never with the number of cases."""
    mine = Tugas.objects.for_user(user).filter(person=user)
    counted = mine.aggregate(
        total=Count("berkas", distinct=True), late=Count("berkas", distinct=True, filter=Q(due_at__lt=now))
    )
    waiting = mine.select_related("berkas__region__parent").order_by("ranked_due", "id")[: 2 * MOST_SHOWN]
    by_case: dict[int, list[Tugas]] = defaultdict(list)
    for tugas in waiting:
        by_case[tugas.berkas_id].append(tugas)
    shown = [tugas[0].berkas for tugas in by_case.values()][:MOST_SHOWN]
    needs = _needs_of(shown)
    return FieldWork(
        cases=[_field_case(case, by_case[case.pk], needs, now) for case in shown],
        place=_place_of([case.declared for case in shown] or _worked_by(user)),
        **counted,
    )


def _worked_by(user: User) -> list[Process]:
    """The kinds of case that are handed in person to who holds a role of this account."""
    return [
        process
        for programme in programmes()
        for process in programme.processes
        if process.own_roles and user.has_role(*process.own_roles)
    ]


def _place_of(kinds: Iterable[Process]) -> str:
    words = {place_of(each) for each in kinds}
    return words.pop() if len(words) == 1 else SOMEWHERE.place


def _field_case(case: Berkas, tugas: Sequence[Tugas], needs: Mapping[int, Sequence[Need]], now: datetime) -> FieldCase:
    due = tugas[0].due_at
    return FieldCase(case=case, tugas=tugas, needs=needs.get(case.pk, ()), due=due, late=due is not None and due < now)


def _needs_of(cases: Sequence[Berkas]) -> Mapping[int, Sequence[Need]]:
    stages: dict[tuple[str, str, str], list[Berkas]] = defaultdict(list)
    for case in cases:
        stages[case.programme, case.process, case.stage].append(case)
    needs: dict[int, list[Need]] = defaultdict(list)
    for together in stages.values():
        missing = missing_by_requirement(together)
        for requirement in requirements_of(together[0].declared_stage):
            for case in together:
                if sentences := missing[requirement.key].get(case.pk):
                    needs[case.pk].append(_need(case, requirement, sentences))
    return needs


def _need(case: Berkas, requirement: Requirement, sentences: Sequence[str]) -> Need:
    """Somebody else's part leads nowhere from here."""
    own = requirement.worked_by in (None, case.declared_stage.worked_by)
    url = reverse(requirement.page, args=[case.public_id, requirement.key]) if requirement.page and own else ""
    return Need(title=requirement.title, sentences=sentences, url=url)
