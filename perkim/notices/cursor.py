"""A place in a list of notices, newest first, as it is written into an address."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# So many digits stay below year 9999 and below PostgreSQL's bigint.
_SHAPE = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")


class BadCursorError(ValueError):
    """The text names no place; addresses are typed and cut off by people."""


@dataclass(frozen=True)
class Cursor:
    made_at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.made_at - EPOCH) // MICROSECOND}-{self.pk}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The place of a text that `str` made; raises BadCursorError."""
        match = _SHAPE.fullmatch(text)
        if match is None:
            raise BadCursorError(text[:40])
        return cls(EPOCH + int(match[1]) * MICROSECOND, int(match[2]))
