"""Who must do what about a case: the Tugas of the reader, those of others, instructions with their reports, handing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse

from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import Role
from perkim.lib.names import by_name, name_order
from perkim.portal.case.desk import Desk
from perkim.portal.due import Due, due_of
from perkim.regions.models import CODE_LENGTHS
from perkim.sipoc.mending import MENDING
from perkim.sipoc.models import Participant, Tugas
from perkim.sipoc.policies import may_do
from perkim.sipoc.scopes import sees_some

# Instructions and Tugas of one case shown on its page; a case with more has its whole story in Riwayat.
MOST = 60


@dataclass(frozen=True, kw_only=True)
class WaitingTugas:
    """One waiting Tugas as the reader meets it."""

    tugas: Tugas
    mine: bool
    whom: str
    giver: str
    due: Due | None
    page: str
    parts_wait: bool

    @property
    def by_decision(self) -> bool:
        """Done by deciding, not by reporting."""
        return self.tugas.is_done_by_deciding

    @property
    def reportable(self) -> bool:
        done_elsewhere = self.page and not self.tugas.given_by_id
        return self.mine and not self.by_decision and not self.tugas.hands_out and not done_elsewhere


@dataclass(frozen=True, kw_only=True)
class InstructionLine:
    """One instruction (disposisi), with its parts below it."""

    tugas: Tugas
    whom: str
    giver: str
    reporter: str
    due: Due | None
    can_withdraw: bool
    parts: list["InstructionLine"] = field(default_factory=list)


def tugas_of(desk: Desk) -> list[Tugas]:
    """What waits, and every instruction whether it waits or not. One query."""
    of_case = Tugas.objects.filter(Q(done_at=None, dropped_at=None) | Q(given_by__isnull=False), berkas=desk.case)
    return list(of_case.select_related("person", "given_by", "done_by", "parent").order_by("-id")[:MOST])[::-1]


def work_of(desk: Desk, all_tugas: Sequence[Tugas]) -> list[WaitingTugas]:
    """The waiting ones, the reader's own first."""
    if not desk.can_change:
        return []
    waits_under = {tugas.parent_id for tugas in all_tugas if tugas.is_waiting}
    made = [
        WaitingTugas(
            tugas=tugas,
            mine=is_mine(desk, tugas),
            whom=whom(desk, tugas),
            giver=desk.name(tugas.given_by),
            due=_due(desk, tugas),
            page=_page(desk, tugas),
            parts_wait=tugas.pk in waits_under,
        )
        for tugas in all_tugas
        if tugas.is_waiting
    ]
    return sorted(made, key=lambda work: not work.mine)


def is_mine(desk: Desk, tugas: Tugas) -> bool:
    """The rule of `policies.may_do`, with what the desk has read already."""
    tugas.berkas = desk.case
    return may_do(desk.user, tugas, desk.parts)


def whom(desk: Desk, tugas: Tugas) -> str:
    """For whom a Tugas waits: a person, or a role."""
    return desk.name(tugas.person) if tugas.person else str(Role(tugas.role).label)


def instructions_of(desk: Desk, all_tugas: Sequence[Tugas]) -> list[InstructionLine]:
    """The instructions as a tree: each with its parts."""
    made: dict[int, InstructionLine] = {}
    top: list[InstructionLine] = []
    for tugas in all_tugas:
        if tugas.given_by_id is None:
            continue
        made[tugas.pk] = InstructionLine(
            tugas=tugas,
            whom=whom(desk, tugas),
            giver=desk.name(tugas.given_by),
            reporter=desk.name(tugas.done_by),
            due=_due(desk, tugas) if tugas.is_waiting else None,
            can_withdraw=tugas.is_waiting and tugas.given_by_id == desk.user.pk and desk.can_change,
        )
        above = made.get(tugas.parent_id) if tugas.parent_id else None
        (above.parts if above else top).append(made[tugas.pk])
    return top


def _due(desk: Desk, tugas: Tugas) -> Due | None:
    paused = desk.case.paused_at is not None and tugas.due_at is None
    return due_of(tugas.due_at, now=desk.now, calendar=desk.calendar, paused=paused)


def _page(desk: Desk, tugas: Tugas) -> str:
    """Where the requirement that a Tugas answers is provided; empty if reporting is all there is."""
    for requirement in desk.stage.requirements:
        if tugas.key and requirement.key == tugas.key.removeprefix(MENDING) and requirement.page:
            return reverse(requirement.page, args=[desk.case.public_id, requirement.key])
    return ""


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Somebody to whom the case may be handed, with how many open cases of this kind are in hand already."""

    user: User
    cases: int


@dataclass(frozen=True, kw_only=True)
class Handing:
    """A role that works only its own cases and is handed out by the reader: who holds this case, and who might."""

    role: Role
    holder: str
    since: datetime | None
    candidates: Sequence[Holder]


def handings_of(desk: Desk) -> list[Handing]:
    """Two queries for each role that the reader hands out here; none for everybody else."""
    if not desk.can_change:
        return []
    roles = [role for role, giver in desk.process.own_roles.items() if desk.works([giver])]
    return [_handing(desk, role) for role in roles]


def _handing(desk: Desk, role: Role) -> Handing:
    live = Participant.objects.live().filter(berkas=desk.case, capacity=role, user__isnull=False)
    held = live.select_related("user").order_by("-id").first()
    people = [each.user for each in serving(desk) if each.role == role]
    people = list({user.pk: user for user in people}.values())
    return Handing(
        role=role,
        holder=desk.name(held.user) if held else "",
        since=held.since if held else None,
        candidates=with_load(people, role, desk.case.programme),
    )


def with_load(people: Sequence[User], role: Role, programme: str) -> list[Holder]:
    """People with their open cases in a role, who has least first. One query."""
    open_cases = Participant.objects.live().filter(
        user__in=[user.pk for user in people], capacity=role, berkas__outcome="", berkas__programme=programme
    )
    count = dict(open_cases.order_by().values_list("user").annotate(Count("id")))
    made = [Holder(user=user, cases=count.get(user.pk, 0)) for user in people]
    return sorted(made, key=lambda each: (each.cases, name_order(each.user.name)))


def serving(desk: Desk) -> list[Assignment]:
    """The assignments in force today whose holders may receive an instruction about the case: in a role that sees
    such cases, for its programme and all of its region. One query."""
    code = str(desk.case.region_id)
    holding = [code[:length] for length in sorted(set(CODE_LENGTHS.values())) if length <= len(code)]
    assignments = Assignment.objects.in_force(desk.today).filter(
        programme__in=["", desk.case.programme], region__in=holding, user__is_active=True
    )
    of_roles = assignments.of_roles(sees_some(desk.process)).select_related("user")
    return list(of_roles.order_by(*by_name("user__name", "user_id", "pk")))
