"""What a programme's own policies look like to the stage model: rules about who may take a move."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from perkim.accounts.models import User
    from perkim.sipoc.declarations import Process, Stage
    from perkim.sipoc.models import Berkas


class Printable(Protocol):
    """A sheet that somebody may have written in a stage, and nobody must: no case waits for it."""

    @property
    def key(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def page(self) -> str:
        """The name of the address where it is made, which takes the case's public id and this key."""

    def fact(self, case: "Berkas") -> str:
        """One line for the checklist that says when it was made; or empty."""

    def faults(self, process: "Process", stage: "Stage") -> Iterator[str]:
        """What is wrong with the declaration itself, for `manage.py check`."""


class Policy(Protocol):
    """A rule of a programme about who may take a move, beside the roles that the move names."""

    def refusals(self, user: "User", cases: Sequence["Berkas"]) -> Mapping[int, str]:
        """For each case that this user may not move, the sentence that says why."""
