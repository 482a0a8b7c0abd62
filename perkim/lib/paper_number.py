"""Numbers of official papers as people type them: which ones read the same. Source: `domain.md` §2.5."""

import re
import unicodedata

# What stands before the number on the sheet and is typed along with it: `Nomor :`, `No.`, `NO:`.
_WORD = re.compile(r"^(?:nomor|no)\b[ .:]*", re.IGNORECASE)
# Blanks are single where it is asked.
_AROUND = re.compile(r" ?([/.\-]) ?")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | {"\u2215": "/", "\u2044": "/"})


def tidy_number(typed: str) -> str:
    """`Nomor : 600.2 / 38 / 427.55 / 2026.` is `600.2/38/427.55/2026`: without the word before it, blanks around marks,
    and marks at its end. Its letters stay as they were typed."""
    text = " ".join(unicodedata.normalize("NFKC", typed).translate(_DASHES).split())
    text = _WORD.sub("", text)
    return _AROUND.sub(r"\1", text).strip(" .,;:")


def number_key(typed: str) -> str:
    """The same for all numbers that read the same, whatever their blanks and letters; empty for none."""
    return tidy_number(typed).replace(" ", "").upper()
