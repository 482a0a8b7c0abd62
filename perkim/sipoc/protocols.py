"""What a programme's own policies look like to the stage model: rules about who may take a move."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from perkim.accounts.models import User
    from perkim.sipoc.models import Berkas


class Policy(Protocol):
    """A rule of a programme about who may take a move, beside the roles that the move names."""

    def refusals(self, user: "User", cases: Sequence["Berkas"]) -> Mapping[int, str]:
        """For each case that this user may not move, the sentence that says why."""
