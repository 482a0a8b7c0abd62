"""What an account may see, worked out from its assignments and the declarations: one branch for each queue.

A branch is a condition that one index answers in order; lists read branch by branch, single rows by any of them. The
same scopes answer for one loaded case, so that list and case cannot disagree.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import Role
from perkim.regions.codes import lies_within
from perkim.regions.models import CODE_LENGTHS
from perkim.sipoc.declarations import Process, Programme
from perkim.sipoc.models.parties import INSTRUCTED, BerkasArea, Participant, ParticipantQuerySet
from perkim.sipoc.registry import process as process_of
from perkim.sipoc.registry import programmes

# What a part, or a Tugas, of somebody who was told something says in place of a role.
_INSTRUCTED = ("", INSTRUCTED)


@dataclass(frozen=True)
class Scope:
    """One kind of case in one area, as a role of the account sees it."""

    programme: str
    process: str
    region: str
    drafts: bool
    confidential: bool

    def holds(self, code: str) -> bool:
        """Whether a region lies in this scope."""
        return lies_within(code, self.region)

    @property
    def kind(self) -> Q:
        """Cases of this kind that this scope shows, wherever they are."""
        shown = Q(programme=self.programme, process=self.process)
        if not self.drafts:
            shown &= Q(handed_in=True)
        return shown if self.confidential else shown & Q(confidential=False)


def scopes_of(user: User) -> list[Scope]:
    """All scopes of an account today; those that another one holds anyway are left out."""
    scopes = {
        Scope(
            programme.slug,
            process.key,
            assignment.region_id,
            drafts=assignment.role in draft_workers(programme, process),
            confidential=assignment.role in process.confidential_to,
        )
        for programme, process, assignment in _held(user)
        if assignment.role in sees_by_area(process)
    }
    return [scope for scope in sorted(scopes, key=str) if not any(_exceeds(other, scope) for other in scopes)]


def sees_by_area(process: Process) -> frozenset[str]:
    """The roles that see every case of their area."""
    givers = set(process.own_roles.values())
    return frozenset((process.workers() | set(process.seen_by) | givers) - _handed_only(process))


def sees_some(process: Process) -> frozenset[Role]:
    """The roles that see cases of this kind at all: every one of their area, or those that concern them."""
    return frozenset(Role(role) for role in {*sees_by_area(process), *_handed_only(process)})


def _handed_only(process: Process) -> frozenset[Role]:
    return frozenset({*process.own_roles, *process.seen_from_below})


def part_counts(posts: Iterable[Assignment], where: tuple[str, str, str], capacity: str) -> bool:
    """Whether a part that somebody was given in person still counts, by the posts that he holds today: work in a role
    (a case that was handed to him) in that role, an instruction in a role that sees such cases. A part of one's own, as
    of an applicant or a reporter, is no work and needs no post. `where` is programme, process and region of the case.
    """
    programme, process, region = where
    if capacity in Role.values:
        roles = {capacity}
    elif capacity in _INSTRUCTED:
        roles = _seers(programme, process)
    else:
        return True
    return any(post.role in roles and post.serves(programme, region) for post in posts)


def _seers(programme: str, process: str) -> set[str]:
    try:
        return set(sees_some(process_of(programme, process)))
    except KeyError:
        # A kind of case that is declared no more.
        return set()


def draft_workers(programme: Programme, process: Process) -> frozenset[str]:
    """Who works the draft that a case of this process is or lies in: nobody else sees it before it is handed in."""
    while process.handed_in_with_parent:
        process = programme.process(process.parent)
    return process.workers([stage for stage in process.stages if stage.key in process.drafts])


def posts_of(persons: Collection[int], on: date) -> Mapping[int, list[Assignment]]:
    """The posts that these accounts hold on a day, as far as they may sign in. One query, or none."""
    posts: dict[int, list[Assignment]] = defaultdict(list)
    held = Assignment.objects.in_force(on).filter(user__in=persons, user__is_active=True) if persons else ()
    for post in held:
        posts[post.user_id].append(post)
    return posts


def case_branches(user: User, *, above: bool = True) -> list[Q]:
    """The branches of cases this account may see; without those that it sees only from below, if not `above`."""
    branches = []
    for scope in scopes_of(user):
        branches += [scope.kind & place for place in _places(scope.region)]
    return [*branches, *_part_branches(user), *(_branches_above(user) if above else ())]


def process_branches(user: User, programme: str, process: str) -> list[Q]:
    """The branches of one kind of case."""
    mine = [scope for scope in scopes_of(user) if (scope.programme, scope.process) == (programme, process)]
    kind = Q(programme=programme, process=process)
    branches = [scope.kind & place for scope in mine for place in _places(scope.region)]
    return [*branches, *(kind & branch for branch in (*_part_branches(user), *_branches_above(user)))]


def tugas_branches(user: User) -> list[Q]:
    """The branches of waiting Tugas: those of the person, and the queues of each role, programme and area."""
    queues: dict[tuple[str, str, str], set[str]] = {}
    for programme, process, assignment in _held(user):
        key = (assignment.role, programme.slug, assignment.region_id)
        queues.setdefault(key, set())
        if assignment.role in process.confidential_to:
            queues[key].add(process.key)
    own = [Q(role__in=roles) & where for roles, where in _parts_in_force(user)]
    branches = [Q(person=user) & (Q(*own, _connector=Q.OR) if own else Q(pk__in=()))]
    for (role, slug, region), confidential in sorted(queues.items(), key=str):
        queue = Q(person=None, role=role, programme=slug)
        branches.append(queue & _place(region) & (Q(confidential=False) | Q(process__in=sorted(confidential))))
    return [*branches, *_invited_tugas(user)]


def _invited_tugas(user: User) -> Iterator[Q]:
    """The queues of cases in which a role with its area takes part from elsewhere."""
    for assignment in user.assignments_today:
        invited = Participant.objects.live().filter(role=assignment.role, region__code__startswith=assignment.region_id)
        yield _programme(assignment) & Q(person=None, role=assignment.role, berkas__in=invited.values("berkas"))


def _held(user: User) -> Iterator[tuple[Programme, Process, Assignment]]:
    for assignment in user.assignments_today:
        for programme in programmes():
            if assignment.programme in ("", programme.slug):
                for process in programme.processes:
                    yield programme, process, assignment


def _exceeds(other: Scope, scope: Scope) -> bool:
    """Whether the other scope shows at least as much and is not the same."""
    return (
        other != scope
        and (other.programme, other.process) == (scope.programme, scope.process)
        and other.holds(scope.region)
        and other.drafts >= scope.drafts
        and other.confidential >= scope.confidential
    )


def _place(region: str, path: str = "") -> Q:
    """Rows whose own region lies in this one, by the column that an index leads with."""
    if len(region) == CODE_LENGTHS["KABUPATEN"]:
        return Q()
    return Q(**{f"{path}kecamatan" if len(region) == CODE_LENGTHS["KECAMATAN"] else f"{path}region": region})


def _places(region: str) -> Iterable[Q]:
    """Cases in this region: those that lie in it whole, and those with several areas of which one does."""
    if len(region) == CODE_LENGTHS["KABUPATEN"]:
        return (Q(),)
    area = BerkasArea.objects.filter(_place(region), berkas=OuterRef("pk"))
    return (_place(region), Q(Exists(area), spans=True))


def _part_branches(user: User) -> list[Q]:
    """Cases in which the account takes part in person, or one of its roles does for its area."""
    mine = Participant.objects.live().filter(user=user)
    branches = [_has(mine.exclude(capacity__in=[*Role.values, *_INSTRUCTED]))]
    branches += [where & _has(mine.filter(capacity__in=roles)) for roles, where in _parts_in_force(user)]
    for assignment in user.assignments_today:
        invited = Participant.objects.live().filter(role=assignment.role, region__code__startswith=assignment.region_id)
        branches.append(_programme(assignment) & _has(invited))
    return branches


def _parts_in_force(user: User) -> list[tuple[Collection[str], Q]]:
    """`part_counts` for rows, as far as they are work: in which roles, and the columns that a case or Tugas has itself.
    Asked of the row that is there anyway, not of the cases of all parts, so that one row costs the same among many.
    """
    keys_of: dict[tuple[str, str], set[str]] = {}
    for programme, process, assignment in _held(user):
        if assignment.role in sees_some(process):
            keys_of.setdefault((programme.slug, str(assignment.region_id)), set()).add(process.key)
    kinds = [
        Q(programme=slug, process__in=sorted(keys)) & _place(region) for (slug, region), keys in sorted(keys_of.items())
    ]
    parts: list[tuple[Collection[str], Q]] = [(_INSTRUCTED, Q(*kinds, _connector=Q.OR))] if kinds else []
    for assignment in user.assignments_today:
        parts.append(((assignment.role,), _programme(assignment) & _place(str(assignment.region_id))))
    return parts


def _branches_above(user: User) -> list[Q]:
    """Cases that are seen from those below them: one branch for each way."""
    return [
        Q(programme=programme.slug, process=process.parent, handed_in=True, confidential=False)
        & _has(
            Participant.objects.live().filter(
                _place(region, "berkas__"), user=user, capacity=role, berkas__process=process.key
            ),
            "berkas__parent",
        )
        for programme, process, role, region in seen_above(user)
    ]


def _programme(assignment: Assignment) -> Q:
    return Q(programme=assignment.programme) if assignment.programme else Q()


def _has(parts: ParticipantQuerySet, path: str = "berkas") -> Q:
    """Cases to which `path` leads from one of these parts, looked up from the case."""
    return Q(Exists(parts.filter(**{path: OuterRef("pk")})))


def seen_above(user: User) -> list[tuple[Programme, Process, Role, str]]:
    """The kinds of case that let an account see the case above, once they were handed to it in a role: with that role
    and its area."""
    kinds = {}
    for programme, process, assignment in _held(user):
        if process.parent and assignment.role in programme.process(process.parent).seen_from_below:
            key = (programme.slug, process.key, assignment.role, str(assignment.region_id))
            kinds[key] = (programme, process, Role(assignment.role), str(assignment.region_id))
    return list(kinds.values())
