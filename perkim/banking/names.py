"""Whether two spellings mean one person's name: without case, accents, titles and marks. Plain Python, no Django.

Nothing is guessed: what differs by more than that is another name, until somebody says why it is not.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_WORDS = re.compile(r"[^\W_]+")
# Written before a name, and behind it; never a name by themselves.
_BEFORE = frozenset({
    "H", "HJ", "HAJI", "HAJAH", "HAJJAH", "KH", "KYAI", "DR", "DRS", "DRA", "DRG", "IR", "PROF", "BPK", "BAPAK",
    "PAK", "IBU", "BU", "SDR", "SDRI", "TN", "NY", "NN", "ALM", "ALMH",
})  # fmt: skip
_BEHIND = frozenset({
    "SPD", "SPDI", "SE", "SH", "ST", "SAG", "SSOS", "SKM", "SKOM", "SIP", "SP", "AMD", "AMDKEB", "MPD", "MPDI",
    "MM", "MSI", "MH", "MAG", "ALM", "ALMH",
})  # fmt: skip
_LONGEST_DEGREE = 3
# Banks print names in fields of 20 to 30 letters; a space at the end of the field is lost.
CUT_FROM, CUT_TO = 18, 32
_ALIKE = 0.72


def plain(name: str) -> str:
    """`Hj. Siti Aminah, S.Pd.` is `SITI AMINAH`."""
    letters = unicodedata.normalize("NFKD", re.sub(r"['’`]", "", name.partition(",")[0])).upper()
    words = _WORDS.findall("".join(each for each in letters if not unicodedata.combining(each)))
    while len(words) > 1 and words[0] in _BEFORE:
        words = words[1:]
    while (size := _degree(words)) and len(words) > size:
        words = words[:-size]
    return " ".join(words)


def packed(name: str) -> str:
    """What names are compared by: banks also put spaces where there are none."""
    return plain(name).replace(" ", "")


def same_name(one: str, other: str) -> bool:
    """Whether both are one name in two spellings; nothing is the same as no name."""
    return bool(packed(one)) and packed(one) == packed(other)


def cut_off(printed: str, whole: str) -> bool:
    """Whether what a bank prints is the beginning of a longer name, about as long as the fields of banks."""
    short, full = packed(printed), packed(whole)
    return may_be_cut(printed) and len(short) < len(full) and full.startswith(short)


def may_be_cut(printed: str) -> bool:
    """Whether a name is as long as the field of a bank."""
    return CUT_FROM <= len(plain(printed)) <= CUT_TO


def closest(name: str, others: Iterable[str], most: int = 3) -> list[str]:
    """The names most like this one, the nearest first; none if none is much like it."""
    known = {packed(each): each for each in others}
    return [known[each] for each in get_close_matches(packed(name), known, n=most, cutoff=_ALIKE)]


def _degree(words: list[str]) -> int:
    """How many of the last words are an academic degree, also one that was written apart: `S PD`."""
    sizes = range(min(_LONGEST_DEGREE, len(words)), 0, -1)
    return next((size for size in sizes if "".join(words[-size:]) in _BEHIND), 0)
