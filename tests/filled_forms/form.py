"""What people type, choose and press for each kind of requirement: one table for browser tests and chaos script.

Each of them has one way to fill a form in: the browser by what stands on the page, the script by the form's fields.
What differs from case to case (numbers, amounts, files) comes from the `Marks` of whoever types.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import singledispatch
from typing import Protocol

from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Requirement, Stage

# Its name, its media type, its bytes.
FileSent = tuple[str, str, bytes]


class Marks(Protocol):
    """By what one case differs from the others."""

    def number(self, key: str) -> str:
        """Of a paper or a booking, never the same twice."""

    def account(self) -> str:
        """The number of the household's account."""

    def receipts(self, term: int) -> int:
        """What the shop asks for in a term (Rp)."""

    def paper(self, key: str) -> bytes:
        """The scan of a paper, as a PDF."""

    def photo(self, number: int) -> bytes:
        """One of the photos of a set, as a JPEG."""


@dataclass(frozen=True, kw_only=True)
class FilledForm:
    """One form as somebody sends it.

    `action` is a pattern of the address that it is sent to, `button` of the words by which, `answer` of what the page
    then says. Without a button it is sent by choosing the file, and the next one stands on the same page. `typed` and
    `ticked` are the fields by name; `sometimes` those that not every page has, `each` those whose name only begins like
    that; `files` have a name, a media type and bytes. It stands on the page of the requirement, or on that of the case
    where it is `opened_by` these words; in a part of the page that is called `part`. `link` is the words of the link to
    it, `linked` its address below the case, where it stands on a page of its own. `there` is a pattern of the page on
    which it was sent already. `step` names what was done, `detail` by what it can be met again. `keeps`: what was saved
    stands on the same page, which is worth a look then.
    """

    who: Role
    step: str
    action: str
    button: str
    answer: str
    typed: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, FileSent] = field(default_factory=dict)
    opened_by: str = ""
    part: str = ""
    there: str = ""
    sometimes: Mapping[str, str] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    each: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    linked: str = ""
    detail: str = ""
    keeps: bool = False
    phone: bool = False


@singledispatch
def filled(requirement: Requirement, stage: Stage, marks: Marks) -> tuple[FilledForm, ...]:
    """The forms by which this requirement is met, one after the other; none where the order of things meets it."""
    return ()


def provider(requirement: Requirement, stage: Stage) -> Role:
    return requirement.worked_by or stage.worked_by


def today() -> str:
    return timezone.localdate().isoformat()
