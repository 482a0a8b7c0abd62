"""What stands in the way of deciding many cases at once, each with its sentences, and who may be handed cases."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import Role
from perkim.lib.names import by_name
from perkim.portal.bulk.selections import Selection
from perkim.sipoc.completeness import blockers
from perkim.sipoc.declarations import Move, Programme, Stage
from perkim.sipoc.levels import paths_up
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.policies import refusals
from perkim.sipoc.terms import Outcome

CHANGED = "Berkas ini sudah berubah sejak dipilih. Baca keadaan terbarunya dahulu."
FROZEN = "Berkas induknya sedang dikembalikan, jadi berkas ini menunggu."
# A page of obstacles is read by a person; the spreadsheet of the list has the rest.
MOST_SHOWN = 100
# How many of the cases that are lost are named before it happens.
FEW = 10


@dataclass(frozen=True)
class Obstacle:
    """A case that cannot go, and why."""

    case: Berkas
    sentences: Sequence[str]


def chosen_cases(user: User, selection: Selection) -> list[Berkas]:
    """The cases of a selection that the account still sees, in the order of their deadlines. One query."""
    rows = Berkas.objects.of(selection.programme, selection.process).filter(pk__any_of=list(selection.taken))
    return list(rows.visible_to(user).select_related("region__parent").order_by("ranked_due", "id"))


def obstacles(user: User, stage: Stage, move: Move | None, cases: Sequence[Berkas], shown: Mapping[int, int]) -> list:
    """Why cases cannot go this way, or be handed over where there is no move. A bounded number of queries."""
    reasons: dict[int, list[str]] = defaultdict(list)
    for case in cases:
        if case.lock_version != shown.get(case.pk) or case.stage != stage.key or not case.is_open:
            reasons[case.pk].append(CHANGED)
        elif case.frozen:
            reasons[case.pk].append(FROZEN)
    fresh = [case for case in cases if case.pk not in reasons]
    if move and fresh:
        for pk, sentence in refusals(user, stage, move, fresh).items():
            reasons[pk].append(sentence)
        fresh = [case for case in fresh if case.pk not in reasons]
        for pk, sentences in (blockers(fresh, move) if fresh else {}).items():
            reasons[pk] += sentences
    return [Obstacle(case, reasons[case.pk]) for case in cases if case.pk in reasons]


@dataclass(frozen=True)
class Loss:
    """What an end of many cases takes along, counted before it happens."""

    outcome: str
    cases: Sequence[Berkas]
    count: int
    amount: int
    below: int
    tugas: int


def loss_of(move: Move, cases: Sequence[Berkas]) -> Loss:
    """One query for each level below, and one for the Tugas of others that drop."""
    ids = [case.pk for case in cases]
    below = 0
    for path in paths_up():
        at_level = Berkas.objects.open().filter(**{f"{path}__in": ids}).count()
        if not at_level:
            break
        below += at_level
    waiting = Tugas.objects.filter(berkas__any_of=ids, done_at=None, dropped_at=None)
    return Loss(
        outcome=str(Outcome(move.outcome).label) if move.outcome else "",
        cases=cases[:FEW],
        count=len(cases),
        amount=sum(case.amount or 0 for case in cases),
        below=below,
        tugas=sum(not each.is_done_by_deciding for each in waiting),
    )


def not_handed(cases: Sequence[Berkas], refused: Iterable[int], sentence: str) -> list[Obstacle]:
    """The cases that the engine refused to hand over."""
    wanted = set(refused)
    return [Obstacle(case, [sentence]) for case in cases if case.pk in wanted]


def holders(programme: Programme, roles: Sequence[Role], today: date) -> list[Assignment]:
    """Who holds one of the roles for this programme today, by name, each person once in a role. One query."""
    rows = Assignment.objects.in_force(today).filter(role__in=roles, user__is_active=True)
    serving = rows.filter(programme__in=("", programme.slug)).select_related("user", "region__parent")
    return list({(each.role, each.user_id): each for each in serving.order_by(*by_name("user__name", "pk"))}.values())
