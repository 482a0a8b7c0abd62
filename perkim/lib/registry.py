"""Things that are declared once, at import, and then asked for by their key."""

from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Registry(Generic[Thing]):
    """Declared things by key, in the order of declaration. Filled while modules are imported, then read only."""

    def __init__(self, what: str, undeclared: type[LookupError]) -> None:
        self._what, self._undeclared = what, undeclared
        self._things: dict[str, Thing] = {}

    def add(self, key: str, thing: Thing) -> Thing:
        """Make a thing known. Raises ValueError if its key is taken: two modules would mean different things by it."""
        if key in self._things:
            raise ValueError(f"{self._what} {key!r} is declared twice")
        self._things[key] = thing
        return thing

    def get(self, key: str) -> Thing:
        """The declared thing; raises the registry's own error for one that nobody declared."""
        try:
            return self._things[key]
        except KeyError:
            raise self._undeclared(f"{self._what} {key!r} is not declared") from None

    def all(self) -> tuple[Thing, ...]:
        return tuple(self._things.values())
