"""What a stage asks for: the base of everything that must be there, or be issued, before a case may go forward."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self

from perkim.accounts.roles import Role

if TYPE_CHECKING:
    from perkim.sipoc.declarations import Process, Stage
    from perkim.sipoc.models import Berkas
    from perkim.sipoc.querysets import BerkasQuerySet

# The key of a Tugas holds no more.
LONGEST_KEY = 40


class Reads(IntEnum):
    """What of other cases can meet a requirement, or take it away again."""

    OWN = 0  # nothing: it looks at the case itself
    STAGE = 1  # where they stand
    ALL = 2  # also what lies in them


@dataclass(frozen=True, kw_only=True)
class Requirement(ABC):
    """An input that must be there, or an output that must be issued.

    It answers for a set of cases: one case is a set of one, and thousands cost the same number of queries. `worked_by`
    provides it, or who works the stage if nobody is named; a named worker gets a Tugas of his own. `page` is the name
    of the address where that is done, which takes the case's public id and the key; empty where there is none. It leads
    `also_by` there too: who brings what the worker answers for.
    """

    # Each class says for itself what it reads: one that does not is supposed to read all, whatever its base says.
    reads: ClassVar[Reads] = Reads.ALL
    # Met by what happens in other cases, so that nobody brings it here.
    comes_by_itself: ClassVar[bool] = False

    key: str
    title: str
    worked_by: Role | None = None
    page: str = ""
    also_by: tuple[Role, ...] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.reads = vars(cls).get("reads", Reads.ALL)

    @classmethod
    def all_in(cls, declared: "Process | Stage") -> list[Self]:
        """Those of this kind that a process or a stage asks for, in the order of its stages, each once."""
        return list(dict.fromkeys(each for each in declared.requirements if isinstance(each, cls)))

    @classmethod
    def find(cls, declared: "Process | Stage", key: str | None = None) -> Self | None:
        """The first of this kind (and of this key, if one is named) that a process or a stage asks for."""
        kind = (each for each in declared.requirements if isinstance(each, cls))
        return next((each for each in kind if key in (None, each.key)), None)

    def fact(self, case: "Berkas") -> str:
        """One line for the checklist about what is there: number and date of a paper, who reported when. Empty where
        nothing is there: then no tick is shown, whether something lacks or not."""
        return ""

    def unneeded(self, case: "Berkas") -> str:
        """Why nothing lacks although nothing is there, in a sentence. Or empty."""
        return ""

    @abstractmethod
    def missing(self, cases: "BerkasQuerySet") -> Mapping[int, Sequence[str]]:
        """For each case that lacks something, the sentences that say what. A bounded number of queries."""

    def too_early(self, cases: "BerkasQuerySet") -> set[int]:
        """The cases in which it cannot be brought yet, whatever else is there. A bounded number of queries."""
        return set()

    def faults(self, process: "Process", stage: "Stage") -> Iterator[str]:
        """What is wrong with the declaration of this kind in particular."""
        return iter(())

    def all_faults(self, process: "Process", stage: "Stage") -> Iterator[str]:
        """What is wrong with the declaration, for `manage.py check`."""
        if not self.title or len(self.key) > LONGEST_KEY:
            yield f"has no title, or its key is longer than {LONGEST_KEY}"
        if self.worked_by is Role.ADMIN:
            yield "is provided by the admin, who works no case"
        yield from self.faults(process, stage)
