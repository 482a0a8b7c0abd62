"""The kinds of entries: each dotted action is declared once, with its label and the names of its personal values.

An action that is not declared cannot be recorded: the log is never silent and never vague.
"""

from dataclasses import dataclass

_kinds: dict[str, "Kind"] = {}


class UndeclaredActionError(LookupError):
    """Somebody tries to record what no module declared."""


@dataclass(frozen=True)
class Kind:
    """One kind of entry. `personal` names the values that stand beside the entry and can be erased."""

    action: str
    label: str
    personal: frozenset[str] = frozenset()


def declare(action: str, label: str, *, personal: tuple[str, ...] = ()) -> Kind:
    """Make a kind known. Called at module level, beside the actions that record it."""
    if action in _kinds:
        raise ValueError(f"log action {action!r} is declared twice")
    _kinds[action] = Kind(action, label, frozenset(personal))
    return _kinds[action]


def kind(action: str) -> Kind:
    """The declared kind; raises UndeclaredActionError."""
    try:
        return _kinds[action]
    except KeyError:
        raise UndeclaredActionError(action) from None


def kinds() -> tuple[Kind, ...]:
    return tuple(_kinds.values())
