"""The kinds of entries: each dotted action is declared once, with its label and the names of its personal values.

An action that is not declared cannot be recorded: the log is never silent and never vague.
"""

from dataclasses import dataclass

from perkim.lib.registry import Registry


class UndeclaredActionError(LookupError):
    """Somebody tries to record what no module declared."""


@dataclass(frozen=True)
class Kind:
    """One kind of entry. `personal` names the values that stand beside the entry and can be erased."""

    action: str
    label: str
    personal: frozenset[str] = frozenset()


_kinds: Registry[Kind] = Registry("log action", UndeclaredActionError)


def declare(action: str, label: str, *, personal: tuple[str, ...] = ()) -> Kind:
    """Make a kind known. Called at module level, beside the actions that record it."""
    return _kinds.add(action, Kind(action, label, frozenset(personal)))


def kind(action: str) -> Kind:
    """The declared kind; raises UndeclaredActionError."""
    return _kinds.get(action)


def kinds() -> tuple[Kind, ...]:
    return _kinds.all()
