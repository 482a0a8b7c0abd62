"""Who may do what to a case: the rule of one case, answered for a set. Where no rule says yes, the answer is no."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from perkim.accounts.models import User
from perkim.accounts.querysets import SYSTEM
from perkim.accounts.roles import VILLAGE_ROLES, Role
from perkim.regions.codes import lies_within
from perkim.sipoc.declarations import Move, Process, Stage
from perkim.sipoc.models import Berkas, BerkasArea, Participant, StageVisit, Tugas
from perkim.sipoc.scopes import part_counts, scopes_of, seen_above
from perkim.sipoc.terms import Duty, MoveKind


@dataclass(frozen=True)
class Parts:
    """What the participation of one account in some cases rests on, read once for all of them.

    `persons` are the capacities that count today, `above` the roles in which a case below was handed to it.
    """

    persons: dict[int, set[str]] = field(default_factory=dict)
    above: dict[int, set[str]] = field(default_factory=dict)
    roles: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    areas: dict[int, list[str]] = field(default_factory=dict)


def parts_of(user: User, cases: Sequence[Berkas]) -> Parts:
    """In which capacities the account, or a role with an area, takes part; and all areas. Two queries at most, three
    for who sees cases from those below."""
    parts, known = Parts(), {case.pk: case for case in cases}
    live = Participant.objects.live().filter(berkas__any_of=list(known))
    for part in live.filter(Q(user=user) | ~Q(role="")):
        if part.user_id:
            if _counts(user, known[part.berkas_id], part.capacity):
                parts.persons.setdefault(part.berkas_id, set()).add(part.capacity)
        else:
            parts.roles.setdefault(part.berkas_id, []).append((part.role, str(part.region_id)))
    spanning = [case.pk for case in cases if case.spans]
    areas = BerkasArea.objects.filter(berkas__any_of=spanning).values_list("berkas", "region") if spanning else ()
    for berkas, region in areas:
        parts.areas.setdefault(berkas, []).append(region)
    for parent, role in _handed_below(user, cases):
        parts.above.setdefault(parent, set()).add(role)
    return parts


def _handed_below(user: User, cases: Sequence[Berkas]) -> Iterator[tuple[int, str]]:
    """The cases that the account sees from one below, with the role in which it was handed that one. One query, or
    none."""
    ways = seen_above(user)
    kinds = {(programme.slug, process.parent) for programme, process, _, _ in ways}
    shown = [
        case.pk
        for case in cases
        if (case.programme, case.process) in kinds and case.handed_in and not case.confidential
    ]
    if not shown:
        return
    handed = Participant.objects.live().filter(user=user, berkas__parent__in=shown)
    columns = ("berkas__parent", "capacity", "berkas__programme", "berkas__process", "berkas__region")
    for parent, capacity, slug, key, region in handed.values_list(*columns):
        if any(
            (programme.slug, process.key, role) == (slug, key, capacity) and lies_within(region, area)
            for programme, process, role, area in ways
        ):
            yield parent, capacity


def _counts(user: User, case: Berkas, capacity: str) -> bool:
    return part_counts(user.assignments_today, (case.programme, case.process, str(case.region_id)), capacity)


def may_see(user: User, case: Berkas, parts: Parts | None = None) -> bool:
    """Whether this account may know that the case exists. The same answer as `Berkas.objects.visible_to`."""
    parts = parts_of(user, [case]) if parts is None else parts
    return bool(parts.above.get(case.pk)) or sees_whole(user, case, parts)


def sees_whole(user: User, case: Berkas, parts: Parts) -> bool:
    """Whether the account sees the case otherwise than for one below it. The same answer as
    `Berkas.objects.seen_whole_by`."""
    if parts.persons.get(case.pk) or _takes_part_by_role(user, case, parts):
        return True
    areas = [str(case.region_id), *parts.areas.get(case.pk, [])]
    return any(
        (scope.programme, scope.process) == (case.programme, case.process)
        and (scope.drafts or case.handed_in)
        and (scope.confidential or not case.confidential)
        and any(scope.holds(area) for area in areas)
        for scope in scopes_of(user)
    )


def works_as(user: User, case: Berkas, roles: Sequence[Role], parts: Parts) -> bool:
    """Whether the account works this case in one of the roles: its area holds all of it, or it was handed the case, or
    one below by which it sees this one.

    A role that works only its own cases never works one by its area.
    """
    by_area = set(roles) - {*case.declared.own_roles, *case.declared.seen_from_below}
    by_area |= {Role(role) for role in parts.above.get(case.pk, ())}
    if case.confidential:
        by_area &= set(case.declared.confidential_to)
    handed = parts.persons.get(case.pk, set()) & set(case.declared.own_roles)
    invited = parts.roles.get(case.pk, [])
    return any(
        (assignment.role in handed and assignment.serves(case.programme, str(case.region_id)))
        or (assignment.role in by_area and assignment.serves(case.programme, str(case.region_id)))
        or any(role == assignment.role and assignment.serves(case.programme, region) for role, region in invited)
        for assignment in user.assignments_today
        if assignment.role in roles
    )


def refusals(user: User, stage: Stage, move: Move, cases: Sequence[Berkas]) -> dict[int, str]:
    """For each case that this account may not take through the move, why not. A bounded number of queries."""
    if move.kind is MoveKind.EXPIRE:
        return {} if user.username == SYSTEM else dict.fromkeys(_ids(cases), "Jalan ini hanya ditempuh oleh sistem.")
    parts = parts_of(user, cases)
    allowed = ", ".join(str(role.label) for role in move.by)
    reasons: dict[int, str] = {}
    if move.completes:
        reasons |= dict.fromkeys(segregated(user, stage, cases), _SEGREGATED.get(stage.duty, ""))
    reasons |= {
        case.pk: f"“{move.title}” adalah wewenang {allowed} untuk wilayah berkas ini."
        for case in cases
        if not (works_as(user, case, move.by, parts) and may_see(user, case, parts))
    }
    for policy in move.policies:
        reasons |= policy.refusals(user, cases)
    return reasons


_SEGREGATED = {
    Duty.VERIFY: "Anda ikut mengisi atau menetapkan berkas ini, jadi pemeriksaannya harus oleh petugas lain.",
    Duty.SIGN: "Anda ikut mengisi atau memeriksa berkas ini, jadi penetapannya harus oleh pejabat lain.",
}


def segregated(user: User, stage: Stage, cases: Sequence[Berkas]) -> set[int]:
    """The cases in which this account did another duty than this stage's: who enters does not verify, who verifies does
    not sign. Source: `domain.md` §1.3. Two queries at most."""
    if stage.duty not in _SEGREGATED or not cases:
        return set()
    others = _stages_of_other_duty(cases[0].declared, stage)
    keys = [each.key for each in others]
    visits = StageVisit.objects.filter(berkas__any_of=_ids(cases), left_by=user, corrected=False, stage__in=keys)
    # A deed of somebody else within a stage (a bank check, a site visit) is not the stage's own duty.
    duty = Q(*(Q(visit__stage=each.key, role=each.worked_by) for each in others), _connector=Q.OR)
    tugas = Tugas.objects.filter(duty, berkas__any_of=_ids(cases), done_by=user) if others else Tugas.objects.none()
    return set(visits.values_list("berkas", flat=True)) | set(tugas.values_list("berkas", flat=True))


def may_do(user: User, tugas: Tugas, parts: Parts | None = None) -> bool:
    """Whether a waiting Tugas is this account's: given to it in person, in a part that counts today, or in the queue of
    a role that it works as."""
    case = tugas.berkas
    if tugas.person_id:
        return tugas.person_id == user.pk and _counts(user, case, tugas.role)
    return works_as(user, case, [Role(tugas.role)], parts_of(user, [case]) if parts is None else parts)


def may_be_instructed(user: User, case: Berkas) -> bool:
    """Whether an instruction about this case may be given to the account in person: it holds a role that sees such
    cases, for the case's programme and area. The query of its posts."""
    return user.is_active and _counts(user, case, "")


def shown_participants(user: User, case: Berkas) -> list[Participant]:
    """Who takes part, as this account may know it: hidden ones only for the roles that the process names."""
    shown = list(case.participants.live().select_related("user", "region").order_by("id"))
    return shown if sees_hidden(user, case) else [each for each in shown if not each.hidden or each.user_id == user.pk]


def keeps_time(user: User, case: Berkas, parts: Parts) -> bool:
    """Whether this account may change the deadlines of a case where it stands now: the office that works the stage, not
    the village that the promise was made to, nor who works only what was handed to him."""
    process = case.declared
    keepers = process.workers([case.declared_stage]) - VILLAGE_ROLES - set(process.own_roles)
    return works_as(user, case, sorted(keepers), parts)


def sees_hidden(user: User, case: Berkas) -> bool:
    """Whether a role of this account lets it know the hidden participants (`domain.md` §10.5)."""
    return any(
        assignment.role in case.declared.hidden_to and assignment.serves(case.programme, str(case.region_id))
        for assignment in user.assignments_today
    )


def _stages_of_other_duty(process: Process, stage: Stage) -> list[Stage]:
    return [each for each in process.stages if each.duty is not Duty.NONE and each.duty is not stage.duty]


def _takes_part_by_role(user: User, case: Berkas, parts: Parts) -> bool:
    return any(
        assignment.role == role and assignment.serves(case.programme, region)
        for role, region in parts.roles.get(case.pk, ())
        for assignment in user.assignments_today
    )


def _ids(cases: Sequence[Berkas]) -> list[int]:
    return [case.pk for case in cases]
