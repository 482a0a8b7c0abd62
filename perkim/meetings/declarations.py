"""What a programme declares of a kind of meeting: how sentences and the log call it."""

from dataclasses import dataclass

from perkim.audit.kinds import LogKind


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """One kind of meeting. `noun` is what it is called, `invited` who is invited to it, both as one word;
    sentences and the log use both. `recorded` and `mended` are what the log calls the two actions."""

    noun: str
    invited: str
    recorded: LogKind
    mended: LogKind
