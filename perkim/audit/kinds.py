"""The kinds of entries: each dotted action is declared once, with its label and the names of its personal values.

An action that is not declared cannot be recorded: the log is never silent and never vague.
"""

from dataclasses import dataclass

from perkim.lib.registry import Registry


class UndeclaredActionError(LookupError):
    """Somebody tries to record what no module declared."""


@dataclass(frozen=True)
class LogKind:
    """One kind of entry. `personal` names the values that stand beside the entry and can be erased."""

    action: str
    label: str
    personal: frozenset[str] = frozenset()


_kinds: Registry[LogKind] = Registry("log action", UndeclaredActionError)


def declare(action: str, label: str, *, personal: tuple[str, ...] = ()) -> LogKind:
    """Make a kind known. Called at module level, beside the actions that record it."""
    return _kinds.add(action, LogKind(action, label, frozenset(personal)))


def kind(action: str) -> LogKind:
    """The declared kind; raises UndeclaredActionError."""
    return _kinds.get(action)


def kinds() -> tuple[LogKind, ...]:
    return _kinds.all()
