"""How one case of a programme travels, in a few steps as the public is told them on the home page."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class JourneyStep:
    """`what` happens, as a sentence, and `who` answers for it."""

    title: str
    what: str
    who: str


@dataclass(frozen=True, kw_only=True)
class Journey:
    """The steps in their order; `summary` is the sentence before them."""

    title: str
    summary: str
    steps: tuple[JourneyStep, ...]
