"""A Tugas that somebody should have, before it is opened."""

from typing import NamedTuple

from perkim.accounts.roles import Role


class Wanted(NamedTuple):
    """Which requirement (or decision) it is about, its words, and whose it is."""

    key: str
    title: str
    role: Role
