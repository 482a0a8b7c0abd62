"""What a programme's own rules look like to the stage model: requirements, and policies about who may take a move."""

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from perkim.accounts.roles import Role

if TYPE_CHECKING:
    from perkim.accounts.models import User
    from perkim.sipoc.declarations import Process, Stage
    from perkim.sipoc.models import Berkas
    from perkim.sipoc.querysets import BerkasQuerySet


class Reads(IntEnum):
    """What of other cases can meet a requirement, or take it away again. Its class says so as `reads`, each class for
    itself: of one that does not say, all is supposed, whatever the class that it comes from says."""

    OWN = 0  # nothing: it looks at the case itself
    STANDING = 1  # where they stand
    ALL = 2  # also what lies in them


class Requirement(Protocol):
    """An input that must be there, or an output that must be issued, before a case may go forward.

    It answers for a set: one case is a set of one, and thousands cost the same number of queries.
    """

    @property
    def key(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def worked_by(self) -> Role | None:
        """Who provides it; None if that is who works the stage. A named worker gets a Tugas of his own."""

    @property
    def page(self) -> str:
        """The name of the address where it is provided, which takes the case's public id and this key; or empty."""

    def fact(self, case: "Berkas") -> str:
        """One line for the checklist about what is there: number and date of a paper, who reported when. Or empty."""

    def missing(self, cases: "BerkasQuerySet") -> Mapping[int, Sequence[str]]:
        """For each case that lacks something, the sentences that say what. A bounded number of queries."""

    def faults(self, process: "Process", stage: "Stage") -> Iterator[str]:
        """What is wrong with the declaration itself, for `manage.py check`."""


def reads(asked: Requirement) -> Reads:
    """What of other cases this requirement looks at. A class that comes from another may look at more than that one."""
    said: Reads = vars(type(asked)).get("reads", Reads.ALL)
    return said


@runtime_checkable
class Timed(Protocol):
    """A requirement that cannot be brought before its time, whatever else is there."""

    def too_early(self, cases: "BerkasQuerySet") -> set[int]:
        """The cases in which it is not time yet. A bounded number of queries."""


class Policy(Protocol):
    """A rule of a programme about who may take a move, beside the roles that the move names."""

    def refusals(self, user: "User", cases: Sequence["Berkas"]) -> Mapping[int, str]:
        """For each case that this user may not move, the sentence that says why."""
