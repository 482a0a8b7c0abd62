"""What a programme declares: its SIPOC sheets, its kinds of case, and for each the stages with all ways out of them.

Plain frozen data, no behaviour of any programme. SIPOC is the office's process sheet: who supplies, what must come in,
what is done, what goes out, who receives it. Source: `domain.md` §1.2, §15 and the office's sheets of 2019 (seed 000).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from perkim.accounts.roles import Role
from perkim.sipoc.base_requirement import Reads, Requirement
from perkim.sipoc.journeys import Journey, JourneyStep
from perkim.sipoc.promises import END_OF_CASE, Deadline
from perkim.sipoc.protocols import Policy, Printable
from perkim.sipoc.sheets import Box, Sheet
from perkim.sipoc.terms import Clock, Duty, MoveKind, Outcome

if TYPE_CHECKING:
    from perkim.sipoc.models import Berkas

# A programme's declaration takes all its words from here.
__all__ = [
    "END_OF_CASE",
    "INPUT_BOX",
    "Box",
    "Carry",
    "Deadline",
    "Journey",
    "JourneyStep",
    "Move",
    "Policy",
    "Process",
    "Programme",
    "Reads",
    "Requirement",
    "Sheet",
    "Stage",
]
# The boxes of a sheet are numbered from 1; what comes before and after the process column has these numbers.
INPUT_BOX = 0


@dataclass(frozen=True, kw_only=True)
class Carry:
    """Cases below that go along: those of this process that stand in this stage take this move of theirs."""

    process: str
    stage: str
    move: str


@dataclass(frozen=True, kw_only=True)
class Move:
    """One way out of a stage. `effect` is the sentence that tells, before the decision, what will happen.

    `reasons` are prepared texts; a move that sends back, refuses or refers always needs a reason. `submits` marks the
    move by which a draft is handed in: the case gets its number and receipt code. `refers_to` names the process
    (`programme.process`) in which a referred case goes on as a new one. `carries` names the cases below that go along,
    `requires` what this way asks for beside what every way forward does. `task` is what the worklist of whoever may
    take it says once nothing is missing; the title, if it is empty. One that is not `offered` is on no page: an action
    takes it that does more than the move (who is ended here goes on there).
    """

    key: str
    title: str
    effect: str
    by: tuple[Role, ...]
    to: str = ""
    kind: MoveKind = MoveKind.FORWARD
    outcome: Outcome | None = None
    reasons: tuple[str, ...] = ()
    clock: Clock = Clock.RUN
    submits: bool = False
    refers_to: str = ""
    carries: tuple[Carry, ...] = ()
    requires: tuple[Requirement, ...] = ()
    policies: tuple[Policy, ...] = ()
    task: str = ""
    offered: bool = True

    @property
    def needs_reason(self) -> bool:
        """Sending back and every end but a good one must be explained (`domain.md` §15.1)."""
        return not self.completes and self.kind is not MoveKind.FORWARD

    @property
    def loses(self) -> bool:
        """Whether the case ends without what it was opened for: such a way stands last, and is asked about twice."""
        ends = self.kind in (MoveKind.END, MoveKind.EXPIRE, MoveKind.REFER)
        return ends and self.outcome is not Outcome.SELESAI

    @property
    def completes(self) -> bool:
        """Whether the stage's inputs and outputs must be there: on the way forward and for a good end."""
        return self.kind is MoveKind.FORWARD or self.outcome is Outcome.SELESAI


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stop of a case. `task` is what must be done, as a verb; empty where the case only waits for another one.

    What others than the worker bring is asked of them on coming in; `begins` are things elsewhere (recipients below)
    that must be there before anybody is asked, `after` names for the key of an input the keys of those that come first.
    `printouts` are written for whoever wants them, and never waited for.
    """

    key: str
    title: str
    box: int
    activities: tuple[str, ...]
    worked_by: Role
    moves: tuple[Move, ...]
    task: str = ""
    duty: Duty = Duty.NONE
    inputs: tuple[Requirement, ...] = ()
    outputs: tuple[Requirement, ...] = ()
    printouts: tuple[Printable, ...] = ()
    supplier: tuple[str, ...] = ()
    customer: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    form: str = ""  # dotted path of the form that collects the data of this stage
    begins: tuple[Requirement, ...] = ()
    after: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        return self.inputs + self.outputs

    @cached_property
    def requested_later(self) -> tuple[Requirement, ...]:
        """Requirements that become a Tugas only when they can be met, not when the case enters the stage."""
        return tuple(each for each in self.requirements if each.worked_by and (self.begins or each.key in self.after))

    @cached_property
    def called(self) -> dict[Role, list[Move]]:
        """Roles that may take the case on but do not learn it from the stage's own Tugas, with their moves."""
        ways: dict[Role, list[Move]] = {}
        for move in self.moves:
            has_task = bool(self.task) and self.worked_by in move.by
            for role in move.by if move.completes and not has_task else ():
                ways.setdefault(role, []).append(move)
        return ways

    @property
    def ways(self) -> list[Move]:
        """The ways that somebody may take, as a page offers them: on, back, and what loses the case last."""
        offered = [move for move in self.moves if move.offered and move.kind is not MoveKind.EXPIRE]
        return sorted(offered, key=lambda move: 2 if move.loses else 0 if move.completes else 1)

    def move(self, key: str) -> Move:
        """The way out of this key; KeyError if there is none."""
        return _keyed(self.moves, key, self.key)


@dataclass(frozen=True, kw_only=True)
class Process:
    """One kind of case. The first stage is where it begins.

    `parent` is the key of the process whose cases hold these, `opened_in` the stages of the parent in which more may be
    opened (any, if empty), `opened_at` names a page of the programme's own where that is done, which takes the parent's
    public id. `seen_by` are the roles that see every case of their area; workers of a stage see them too.
    `handed_in_with_parent`: while the case it lies in is a draft, only who works that draft sees it. `own_roles` work
    only cases handed to them in person; the value says who hands them out. `seen_from_below` are such roles of the
    process below: they see a case once one in it was handed to them. `confidential_to` see confidential cases,
    `hidden_to` hidden participants. `title_example` is a title as people should type it. `worth` works out the `amount`
    (Rp, by id) wherever a move leaves a case; where people type it, `amount_fault` says why a case cannot be of that
    amount. `back_fault` says why ended cases cannot run again, where their last move would be corrected.
    """

    key: str
    title: str
    noun: str
    sheet: Sheet
    prefix: str
    stages: tuple[Stage, ...]
    opened_by: tuple[Role, ...]
    seen_by: tuple[Role, ...]
    version: int = 1
    parent: str = ""
    opened_in: tuple[str, ...] = ()
    opened_at: str = ""
    handed_in_with_parent: bool = False
    own_roles: Mapping[Role, Role] = field(default_factory=dict)
    seen_from_below: tuple[Role, ...] = ()
    confidential_to: tuple[Role, ...] = ()
    hidden_to: tuple[Role, ...] = ()
    detail_model: str = ""
    title_example: str = ""
    amount_title: str = "Nilai"
    worth: "Callable[[Sequence[Berkas]], Mapping[int, int]] | None" = None
    amount_fault: "Callable[[Berkas, int | None], str] | None" = None
    back_fault: "Callable[[Sequence[Berkas]], str] | None" = None

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """What its stages ask for, in their order: what several ask for stands there as often."""
        return tuple(each for stage in self.stages for each in stage.requirements)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        return tuple(deadline for stage in self.stages for deadline in stage.deadlines)

    def stage(self, key: str) -> Stage:
        """The stage of this key; KeyError if there is none."""
        return _keyed(self.stages, key, self.key)

    def stage_or_retired(self, key: str) -> Stage:
        """The stage of this key; for one that is no longer declared, in which ended cases still stand, a name only."""
        for stage in self.stages:
            if stage.key == key:
                return stage
        title = key.replace("_", " ").capitalize()
        return Stage(key=key, title=title, box=INPUT_BOX, activities=(), worked_by=self.first.worked_by, moves=())

    @property
    def first(self) -> Stage:
        return self.stages[0]

    @property
    def drafts(self) -> frozenset[str]:
        """Keys of the stages before submission: their cases have no number, and only who works them sees them, unless
        they are handed in with their parent."""
        if not any(move.submits for stage in self.stages for move in stage.moves):
            return frozenset()
        keys, ahead = set(), [self.first.key]
        while ahead:
            key = ahead.pop()
            if key and key not in keys:
                keys.add(key)
                ahead += [move.to for move in self.stage(key).moves if not move.submits]
        return frozenset(keys)

    def workers(self, stages: Sequence[Stage] | None = None) -> frozenset[Role]:
        """Every role that works these stages (all by default), provides one of their requirements, or takes a move."""
        roles: set[Role] = set()
        for stage in self.stages if stages is None else stages:
            roles |= {stage.worked_by, *(role for move in stage.moves for role in move.by)}
            roles |= {each.worked_by for each in stage.requirements if each.worked_by}
        return frozenset(roles)

    @property
    def boxes(self) -> tuple[int, ...]:
        """The boxes of the sheet through which cases of this kind pass, in order: the rail."""
        return tuple(sorted({stage.box for stage in self.stages}))


def _keyed(things: Sequence, key: str, owner: str):  # type: ignore[no-untyped-def]
    for thing in things:
        if thing.key == key:
            return thing
    raise KeyError(f"{owner} declares no {key!r}")


@dataclass(frozen=True, kw_only=True)
class Programme:
    """One service of the agency. `open=False`: known to the public, not yet served by this portal. `journey` is how one
    case of it travels, for the home page; None where that is not told there."""

    slug: str
    title: str
    service: str  # what a person asks for, as a verb: the name of the link on the services page
    summary: str
    for_whom: str
    icon: str
    legal_basis: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    open: bool
    processes: tuple[Process, ...] = ()
    journey: Journey | None = None

    def process(self, key: str) -> Process:
        """The process of this key; KeyError if there is none."""
        return _keyed(self.processes, key, self.slug)
