"""Who provides what a stage asks for, when, and on which paper: the people of the demo office, or of a test."""

from abc import ABC, abstractmethod
from datetime import date, datetime

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.files.examination import ExaminedFile
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.models import Berkas


class Hands(ABC):
    """The people of one office, their clock, and what they hold in hand."""

    @abstractmethod
    def holder(self, role: Role) -> User:
        """The account that works as this role."""

    @abstractmethod
    def tick(self) -> datetime:
        """The moment of what is done next."""

    @abstractmethod
    def wait_until(self, day: date) -> None:
        """Let the days before this one pass."""

    @abstractmethod
    def number(self, at: datetime) -> str:
        """A number for a paper, which no other has."""

    @abstractmethod
    def scan(self, title: str, number: str) -> ExaminedFile:
        """The scan of a paper, which is that of no other."""

    @abstractmethod
    def photo(self, place: int, title: str) -> ExaminedFile:
        """What a phone takes of one side of a house."""

    def provider(self, requirement: Requirement, case: Berkas) -> User:
        return self.holder(requirement.worked_by or case.declared_stage.worked_by)
