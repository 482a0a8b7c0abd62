"""Against guessing codes: so many wrong ones from one line, then it waits. What is guessed at never suffers.

Each try first takes one of its places, so that a hundred guesses sent at once get no further than ten sent one by one;
a right code gives its place back. The places are rows of the cache's table and free themselves. Whoever fills them all
again and again waits twice as long each time, up to the longest wait; after a quiet day the count begins anew.
"""

from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache

ROUNDS_KEPT = 24 * 3600


@dataclass(frozen=True, kw_only=True)
class Guard:
    """`name` says what is guessed; `wrong` codes are answered within `window` seconds, which double to `longest`."""

    name: str
    wrong: int
    window: int
    longest: int

    def take_place(self, *parts: str) -> str:
        """The name of a place for one try of these (a line, a line and an account); empty if none is free."""
        base = self._base(parts)
        names = [f"{base}:{number}" for number in range(self.wrong)]
        taken = cache.get_many([*names, f"{base}:rounds"])
        rounds = taken.pop(f"{base}:rounds", 0)
        wait = self._wait(rounds)
        # Another request may be faster, so each free place is tried.
        place = next((name for name in names if name not in taken and cache.add(name, "", wait)), "")
        if place == names[-1]:
            # Places are filled in their order, so this was the last one: the next round is slower. Not `incr`, which
            # would keep the count for the cache's usual five minutes only.
            cache.set(f"{base}:rounds", rounds + 1, ROUNDS_KEPT)
        return place

    def wait_of(self, *parts: str) -> int:
        """How many seconds who found no place waits at most."""
        return self._wait(cache.get(f"{self._base(parts)}:rounds", 0) - 1)

    def _wait(self, rounds: int) -> int:
        return min(self.window * 2 ** min(max(rounds, 0), 20), self.longest)

    def _base(self, parts: tuple[str, ...]) -> str:
        """Without keeping the address or the name itself."""
        return f"{self.name}:{sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"


def give_back(place: str) -> None:
    """The code was right."""
    cache.delete(place)
