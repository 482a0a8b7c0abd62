"""Against guessing receipt codes: so many wrong ones from one address in a quarter of an hour, then none is answered.

Each lookup first takes one of the address's places, so that a hundred guesses sent at once get no further than ten sent
one by one; a right code gives its place back. The places are rows of the cache's table and free themselves. A code that
its check symbol already disproves takes no place: it finds nothing, and an honest slip must not lock a village out.
"""

import ipaddress
from hashlib import sha256

from django.core.cache import cache

WRONG_CODES = 10
WINDOW_SECONDS = 15 * 60


def take_place(address: str) -> str:
    """The name of a place for one lookup from this address; empty if none is free."""
    names = [f"lacak:{_origin(address)}:{number}" for number in range(WRONG_CODES)]
    taken = cache.get_many(names)
    # Another request may be faster, so each free place is tried.
    return next((name for name in names if name not in taken and cache.add(name, "", WINDOW_SECONDS)), "")


def give_back(place: str) -> None:
    """The code was right."""
    cache.delete(place)


def _origin(address: str) -> str:
    """One name for all addresses that one line has (with IPv6 a whole /64), without keeping the address itself."""
    found = ipaddress.ip_address(address)
    net = found if found.version == 4 else ipaddress.ip_network(f"{found}/64", strict=False)
    return sha256(str(net).encode()).hexdigest()[:32]
