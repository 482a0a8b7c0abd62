"""Words that people write for one of a few choices, whatever their spelling. Plain Python, no Django."""

import re
import unicodedata
from collections.abc import Mapping

from perkim.lib.slips import is_one_slip
from perkim.lib.text import one_line

# Longer text names no choice.
LONGEST = 80
_WORDS = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"[/,;()+&=]|\b(?:atau|dan)\b")
# `SHM No. 1234`: what follows is not looked at.
_NUMBERED = re.compile(r"[ .,:-]*(?:\b(?:no|nomor|nmr|persil)\b|[0-9]).*$")
# Shorter names differ by one letter from names that mean something else.
_SHORTEST_WITH_A_SLIP = 6


class Ambiguous(ValueError):
    """More than one choice is named."""


class Names:
    """The choices by what they are called: each value by itself and by its other names."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self._known = {squeezed(name): value for value, others in names.items() for name in (value, *others)}

    def meant(self, text: str) -> str | None:
        """The value that a text names: as a whole, in all of its parts, without a number behind it, or with one slip
        of the hand; None if it names none. Raises Ambiguous if it names two."""
        plain = one_line(text, LONGEST).casefold()
        for reading in (plain, _NUMBERED.sub("", plain)):
            if value := self._known.get(squeezed(reading)) or self._in_parts(reading):
                return value
        return self._nearly(squeezed(plain))

    def _in_parts(self, plain: str) -> str | None:
        named = [self._known.get(squeezed(part)) for part in _PARTS.split(plain) if squeezed(part)]
        values = set(named)
        if len(values - {None}) > 1:
            raise Ambiguous
        return named[0] if named and None not in values else None

    def _nearly(self, plain: str) -> str | None:
        if len(plain) < _SHORTEST_WITH_A_SLIP:
            return None
        long = ((name, value) for name, value in self._known.items() if len(name) >= _SHORTEST_WITH_A_SLIP)
        near = {value for name, value in long if is_one_slip(plain, name)}
        return near.pop() if len(near) == 1 else None


def squeezed(text: str) -> str:
    """Letters and digits alone, without case and blanks: what names are compared by."""
    return "".join(_WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))
