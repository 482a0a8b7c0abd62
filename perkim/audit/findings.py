"""What a verification says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LogFault:
    """One thing that is not as it was written."""

    where: str
    what: str
