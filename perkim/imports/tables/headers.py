"""Finds the heading of a table among title rows: one row, or two or three of which the upper ones span several columns.

A heading is told by its words, without case, marks, units in brackets, line breaks and the order of the words; usual
abbreviations are written out: "TGL.LAHIR", "Tanggal lahir" and "TGL_LHR" are one, and so are "PASANGAN" over "NAMA" and
"Nama pasangan". Nothing is guessed: a name that no column lists is unknown.

Where two columns of a file could be the same one, a visible one goes before a hidden one, one whose whole heading says
so before one told by its lowest row alone, a title before its aliases, and the left one before the right one.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from perkim.imports.declarations import Column

# Titles, addressees and logos stand above a heading; none needs more lines.
SEARCHED_LINES = 40
MOST_DEPTH = 3
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORDS = re.compile(r"[^\W_]+")
# What offices shorten in headings.
_LONG: Mapping[str, str] = {
    short: word
    for word, shorts in {
        "nomor": "no nomer nmr nmor",
        "jumlah": "jml jlh jmlh jum",
        "tanggal": "tgl tg tangal",
        "tempat": "tmpt tpt tmp tmpat",
        "lahir": "lhr lhir",
        "lengkap": "lgkp lngkp lkp",
        "kelamin": "klmin klm klamin",
        "jenis": "jns jen",
        "alamat": "almt alm",
        "dusun": "dsn",
        "kecamatan": "kec",
        "keterangan": "ket",
        "rekening": "rek",
        "tahun": "thn th",
        "penghasilan": "penghasil pengh",
        "kepala": "kpl",
        "keluarga": "klg klrg",
    }.items()
    for short in shorts.split()
}
_WITHOUT_MEANING = frozenset({"dan", "atau"})

Line = Sequence[str]


@dataclass(frozen=True)
class Heading:
    """Where the heading stands: indexes of its first line and of the first line below it, the place of each column
    that was found, and the names of the others as written. `doubles`: places of a second visible column of the very
    same name; `hidden`: names of hidden columns that were read, for want of a visible one, and `unread_hidden` of those
    that were not."""

    first: int
    below: int
    places: dict[str, int] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    doubles: Mapping[str, int] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    unread_hidden: tuple[str, ...] = ()
    # How many columns are named by all of their heading: a title above a heading spans it and names nothing.
    whole: int = 0

    @property
    def fit(self) -> tuple[int, int]:
        return len(self.places), self.whole


@lru_cache(maxsize=4_096)
def normal(name: str) -> str:
    """What words of cells are compared by. Kept, because most cells of a list say what others of it say."""
    return " ".join(_WORDS.findall(unicodedata.normalize("NFKC", name).casefold()))


def find_heading(
    lines: Sequence[Line], columns: Sequence[Column], hidden: frozenset[int] = frozenset()
) -> Heading | None:
    """The heading that names most of the columns; the upper one of two equals, and rather few rows than many. None if
    none names at least two, or all there are. `hidden`: places of columns that the file does not show."""
    known = _Known(columns)
    best: Heading | None = None
    for at in range(min(len(lines), SEARCHED_LINES)):
        for depth in range(1, MOST_DEPTH + 1):
            if at + depth > len(lines):
                break
            candidate = _heading(lines[at : at + depth], at, known, hidden)
            if candidate and (best is None or candidate.fit > best.fit):
                best = candidate
    if best is None or len(best.places) < min(2, len(columns)):
        return None
    return best


class _Known:
    """Which column a name means, and how well: its title best, then its other names in their order. The first column
    that claims a name has it."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._names: dict[str, tuple[str, int]] = {}
        for column in columns:
            for rank, name in enumerate((column.title, *column.names)):
                for spelled in _spellings(name):
                    self._names.setdefault(spelled, (column.key, rank))

    def meaning(self, name: str) -> tuple[str, int] | None:
        return next((self._names[spelled] for spelled in _spellings(name) if spelled in self._names), None)


def _spellings(name: str) -> Iterator[str]:
    """A name as it is compared, most telling first: its words, sorted; all of it as one word (`N I K`, `NOKK`)."""
    for written in (name, _BRACKETS.sub(" ", name)):
        words = [_LONG.get(word, word) for word in normal(written).split() if word not in _WITHOUT_MEANING]
        if words:
            yield " ".join(sorted(words))
            yield "".join(words)


@dataclass(frozen=True, order=True)
class _Claim:
    """A place that may hold a column; the least is the best."""

    hidden: bool
    part: int
    rank: int
    place: int


def _heading(lines: Sequence[Line], at: int, known: _Known, hidden: frozenset[int]) -> Heading | None:
    names = _joined(lines)
    claims: dict[str, list[_Claim]] = {}
    for place, spelled in enumerate(names):
        for part, name in enumerate(spelled):
            if meant := known.meaning(name):
                claims.setdefault(meant[0], []).append(_Claim(place in hidden, part, meant[1], place))
                break
    if not claims:
        return None
    best = {key: min(rivals) for key, rivals in claims.items()}
    taken = {each.place for each in best.values()}
    others = [place for place, spelled in enumerate(names) if spelled[0].strip() and place not in taken]
    return Heading(
        first=at,
        below=at + len(lines),
        places={key: claim.place for key, claim in best.items()},
        unknown=tuple(_said(names[place]) for place in others if place not in hidden),
        doubles=dict(_doubles(claims, best, names)),
        hidden=tuple(_said(names[place]) for place in sorted(taken & hidden)),
        unread_hidden=tuple(_said(names[place]) for place in others if place in hidden),
        whole=sum(claim.part == 0 for claim in best.values()),
    )


def _doubles(
    claims: Mapping[str, list[_Claim]], best: Mapping[str, _Claim], names: Sequence[tuple[str, ...]]
) -> Iterator[tuple[str, int]]:
    for key, rivals in claims.items():
        first = best[key]
        for each in sorted(rivals)[1:]:
            if each.hidden == first.hidden and normal(names[each.place][0]) == normal(names[first.place][0]):
                yield key, each.place
                break


def _said(names: tuple[str, ...]) -> str:
    return " ".join(names[0].split())


def _joined(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    """Names of merged rows, most telling first: "ALAMAT DUSUN", then "DUSUN"."""
    if len(lines) == 1:
        return [(name,) for name in lines[0]]
    upper, lower = lines[0], _joined(lines[1:])
    names: list[tuple[str, ...]] = []
    spanning = ""
    for place in range(max(len(upper), len(lower))):
        top = upper[place].strip() if place < len(upper) else ""
        bottom = lower[place] if place < len(lower) else ("",)
        # A merged cell holds its text in its first column only; a column with nothing below ends what it spans.
        spanning = top or (spanning if bottom[0].strip() else "")
        if spanning and bottom[0].strip():
            names.append((f"{spanning} {bottom[0].strip()}", *bottom))
        else:
            names.append((top or bottom[0],))
    return names
