"""What an account may see, worked out from its assignments and the declarations: one branch for each queue.

A branch is a condition that one index answers in order; lists read branch by branch, single rows by any of them. The
same scopes answer for one loaded case, so that list and case cannot disagree.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from perkim.accounts.models import Assignment, User
from perkim.regions.codes import lies_within
from perkim.regions.models import CODE_LENGTHS
from perkim.sipoc.declarations import Process, Programme
from perkim.sipoc.models.parties import BerkasArea, Participant
from perkim.sipoc.registry import programmes


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
    found = {
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
    return [scope for scope in sorted(found, key=str) if not any(_exceeds(other, scope) for other in found)]


def sees_by_area(process: Process) -> frozenset[str]:
    """The roles that see every case of their area."""
    givers = set(process.own_roles.values())
    return frozenset((process.workers() | set(process.seen_by) | givers) - set(process.own_roles))


def draft_workers(programme: Programme, process: Process) -> frozenset[str]:
    """Who works the draft that a case of this process is or lies in: nobody else sees it before it is handed in."""
    while process.handed_in_with_parent:
        process = programme.process(process.parent)
    return process.workers([stage for stage in process.stages if stage.key in process.drafts])


def case_branches(user: User) -> list[Q]:
    """The branches of cases this account may see."""
    found = []
    for scope in scopes_of(user):
        found += [scope.kind & place for place in _places(scope.region)]
    return [*found, *_part_branches(user)]


def process_branches(user: User, programme: str, process: str) -> list[Q]:
    """The branches of one kind of case."""
    mine = [scope for scope in scopes_of(user) if (scope.programme, scope.process) == (programme, process)]
    kind = Q(programme=programme, process=process)
    found = [scope.kind & place for scope in mine for place in _places(scope.region)]
    return [*found, *(kind & branch for branch in _part_branches(user))]


def tugas_branches(user: User) -> list[Q]:
    """The branches of waiting Tugas: those of the person, and the queues of each role, programme and area."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for programme, process, assignment in _held(user):
        key = (assignment.role, programme.slug, assignment.region_id)
        found.setdefault(key, set())
        if assignment.role in process.confidential_to:
            found[key].add(process.key)
    branches = [Q(person=user)]
    for (role, slug, region), confidential in sorted(found.items(), key=str):
        queue = Q(person=None, role=role, programme=slug)
        branches.append(queue & _place(region) & (Q(confidential=False) | Q(process__in=sorted(confidential))))
    return [*branches, *_invited_tugas(user)]


def _invited_tugas(user: User) -> Iterator[Q]:
    """The queues of cases in which a role with its area takes part from elsewhere."""
    for assignment in user.assignments_today:
        invited = Participant.objects.live().filter(role=assignment.role, region__code__startswith=assignment.region_id)
        programme = Q(programme=assignment.programme) if assignment.programme else Q()
        yield programme & Q(person=None, role=assignment.role, berkas__in=invited.values("berkas"))


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


def _place(region: str) -> Q:
    """Rows whose own region lies in this one, by the column that an index leads with."""
    if len(region) == CODE_LENGTHS["KABUPATEN"]:
        return Q()
    return Q(kecamatan=region) if len(region) == CODE_LENGTHS["KECAMATAN"] else Q(region=region)


def _places(region: str) -> Iterable[Q]:
    """Cases in this region: those that lie in it whole, and those with several areas of which one does."""
    if len(region) == CODE_LENGTHS["KABUPATEN"]:
        return (Q(),)
    area = BerkasArea.objects.filter(_place(region), berkas=OuterRef("pk"))
    return (_place(region), Q(Exists(area), spans=True))


def _part_branches(user: User) -> list[Q]:
    """Cases in which the account takes part in person, or one of its roles does for its area: one branch for all."""
    part = Q(user=user)
    for assignment in user.assignments_today:
        role = Q(role=assignment.role, region__code__startswith=assignment.region_id)
        part |= role & Q(berkas__programme=assignment.programme) if assignment.programme else role
    return [Q(pk__in=Participant.objects.live().filter(part).values("berkas"))]
