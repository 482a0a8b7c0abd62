"""Numbers of neighbourhoods: RT and RW. Plain Python, no Django."""

import re

from perkim.lib.text import one_line

# Nobody writes more.
LONGEST = 20
_NUMBERED = re.compile(r"(?:rt|rw|r\.t|r\.w|no)?[ .:/-]*(?:0*([0-9]{1,3})|([ivx]{1,5}))\.?")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def neighbourhood(text: str) -> str | None:
    """The three digits of an RT or RW: `2`, `02`, `RT 2`, `RW.II` are `002`; empty for `000`, which the register
    of residents writes where there is none; None for what is no number."""
    match = _NUMBERED.fullmatch(one_line(text, LONGEST).casefold())
    if match is None:
        return None
    if match[2]:
        return f"{_ROMAN.index(match[2]) + 1:03}" if match[2] in _ROMAN else None
    return match[1].zfill(3) if int(match[1]) else ""
