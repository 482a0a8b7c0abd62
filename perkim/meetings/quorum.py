"""When enough of the invited came: what a programme declares, and one function that answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from perkim.meetings.models import Attendance, Presence


class Quorum(Protocol):
    """Who must have come before a meeting can decide."""

    def lacking(self, attendances: Sequence[Attendance]) -> str:
        """Says what the attendance lacks, as the end of a sentence; empty if it is enough."""


@dataclass(frozen=True, kw_only=True)
class EachParty:
    """Each of these persons or agencies came or sent somebody."""

    parties: tuple[str, ...]

    def lacking(self, attendances: Sequence[Attendance]) -> str:
        """Names those of whom nobody came."""
        came = {each.party for each in attendances if each.presence != Presence.ABSENT}
        absent = [each for each in self.parties if each not in came]
        return f"belum ada wakil {', '.join(absent)}" if absent else ""


@dataclass(frozen=True, kw_only=True)
class PercentOfInvited:
    """At least so many of a hundred that were invited came or sent somebody."""

    percent: int

    def lacking(self, attendances: Sequence[Attendance]) -> str:
        """Says how many came, and how many must."""
        came = sum(each.presence != Presence.ABSENT for each in attendances)
        wanted = -(-len(attendances) * self.percent // 100)
        return "" if attendances and came >= wanted else f"hadir {came} dari paling sedikit {max(wanted, 1)} undangan"
