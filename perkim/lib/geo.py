"""Coordinates as people write them: `-8,179503`, `8.17 LS`, `8° 10' 46,2" LS`, or both in one text. Plain Python.

Degrees of WGS 84. In Indonesia a latitude and a longitude can never be taken for each other: no latitude is beyond 11
degrees, no longitude below 95. So two numbers are a position in whichever order they stand.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from perkim.lib.text import one_line

# Nobody writes more; longer text is not looked at. A link to a map is longer.
LONGEST, LONGEST_LINK = 80, 300
FURTHEST_NORTH_OR_SOUTH = Decimal(11)
LONGITUDES = (Decimal(95), Decimal(142))
_PLACES = Decimal("0.000001")  # of a degree: about 10 cm
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d", "-"),
        **dict.fromkeys("º˚⁰ᵒ", "°"),
        **dict.fromkeys("′’‘´`ʹ", "'"),
        **dict.fromkeys("″”“ʺ", '"'),
    }
)
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|[^\sA-Za-z0-9]")
_IN_LINK = re.compile(r"(-?[0-9]{1,3}\.[0-9]{1,15})(?:,|%2C)\+?(-?[0-9]{1,3}\.[0-9]{1,15})")
_POSITIVE = frozenset({"lu", "n", "u", "utara", "north", "bt", "e", "t", "timur", "east"})
_NEGATIVE = frozenset({"ls", "s", "selatan", "south", "bb", "w", "barat", "west"})
_LABELS = frozenset({"lintang", "lat", "latitude", "y", "bujur", "lon", "long", "lng", "longitude", "x", "koordinat"})
_UNITS = frozenset({"d", "deg", "derajat", "o", "m", "menit", "min", "dt", "detik", "sec"})
_MARKS = frozenset("°'\":-=")
# Between two coordinates in one text; more of them than two coordinates can have mean something else.
_BETWEEN, _MOST_BETWEEN = frozenset(" ,;/|&"), 16


class Position(NamedTuple):
    """Decimal degrees, to a millionth; south is negative."""

    latitude: Decimal
    longitude: Decimal


def degrees(text: str) -> Decimal | None:
    """One coordinate as decimal degrees, south and west negative; None if it is none. What is no angle (beyond 180
    degrees) is returned as well, so that the caller can say what may have gone wrong."""
    return _degrees(_plain(text))


def position(text: str) -> Position | None:
    """Both coordinates out of one text, in either order; None if it does not hold two, or could be read in two ways."""
    if "http" in text[:10].lower():
        link = _IN_LINK.search(one_line(text, LONGEST_LINK))
        return placed(Decimal(link[1]), Decimal(link[2])) if link else None
    plain = _plain(text)
    alone = _degrees(plain)
    if alone is not None and (is_latitude(alone) or is_longitude(alone)):
        return None
    places = [at for at in range(1, len(plain)) if plain[at] in _BETWEEN or _ends_word(plain, at)]
    if len(places) > _MOST_BETWEEN:
        return None
    readings = {_both(plain[:at], plain[at:]) for at in places} - {None}
    return readings.pop() if len(readings) == 1 else None


def placed(first: Decimal, second: Decimal) -> Position | None:
    """Two coordinates as a position of Indonesia, whichever of them comes first; None if they are no such pair."""
    if is_latitude(first) and is_longitude(second):
        return Position(rounded(first), rounded(second))
    if is_latitude(second) and is_longitude(first):
        return Position(rounded(second), rounded(first))
    return None


def is_latitude(value: Decimal) -> bool:
    """Whether a number can be a latitude of Indonesia, with its sign or without."""
    return abs(value) <= FURTHEST_NORTH_OR_SOUTH


def is_longitude(value: Decimal) -> bool:
    """Whether a number can be a longitude of Indonesia."""
    return LONGITUDES[0] <= value <= LONGITUDES[1]


def rounded(value: Decimal) -> Decimal:
    """To a millionth of a degree."""
    return value.quantize(_PLACES, ROUND_HALF_UP)


def _plain(text: str) -> str:
    """Empty for what is too long to be a coordinate."""
    return one_line(text, LONGEST).translate(_SIGNS).replace("''", '"').strip(" ,;/|&()[]")


def _ends_word(plain: str, at: int) -> bool:
    """`S|E113`: a side of the world ends there, or begins."""
    return plain[at].isalpha() != plain[at - 1].isalpha()


def _both(first: str, second: str) -> Position | None:
    one, other = _degrees(first.strip(" ,;/|&")), _degrees(second.strip(" ,;/|&"))
    return None if one is None or other is None else placed(one, other)


def _degrees(plain: str) -> Decimal | None:
    numbers: list[str] = []
    signs: set[str] = set()
    # How many numbers stood before a word that belongs to the whole: it may not part them.
    parted_at: set[int] = set()
    for each in _TOKEN.findall(plain):
        word = each.lower()
        if word[0].isascii() and word[0].isdecimal():
            numbers.append(each)
        elif each in "+-" and not numbers:
            signs.add(each)
        elif word in _NEGATIVE or word in _POSITIVE:
            signs.add("-" if word in _NEGATIVE else "+")
            parted_at.add(len(numbers))
        elif word in _LABELS or each in ".,":
            parted_at.add(len(numbers))
        elif word not in _UNITS and each not in _MARKS:
            return None
    if len(signs) > 1 or parted_at - {0, len(numbers)}:
        return None
    value = _angle(numbers)
    return -value if value is not None and "-" in signs else value


def _angle(numbers: list[str]) -> Decimal | None:
    """Degrees, degrees and minutes, or degrees, minutes and seconds; only the last may have decimals."""
    if len(numbers) == 1:
        return _one_number(numbers[0].replace(",", ".").split("."))
    if not 1 < len(numbers) <= 3 or not all(number.isdecimal() for number in numbers[:-1]):
        return None
    if numbers[-1].replace(",", ".").count(".") > 1:
        return None
    whole, last = [Decimal(number) for number in numbers[:-1]], Decimal(numbers[-1].replace(",", "."))
    if whole[0] > 180 or max([*whole[1:], last]) >= 60:
        return None
    minutes, seconds = (whole[1], last) if len(whole) == 2 else (last, Decimal(0))
    return whole[0] + minutes / 60 + seconds / 3600


def _one_number(parts: list[str]) -> Decimal | None:
    """`8`, `8.179503`; `8.179.503` as spreadsheets group what lost its decimal mark; `08.10.46,2` with points."""
    if len(parts) <= 2:
        return Decimal(".".join(parts))
    if all(len(part) == 3 for part in parts[1:]):
        return Decimal(f"{parts[0]}.{''.join(parts[1:])}")
    if len(parts) <= 4 and len(parts[1]) == len(parts[2]) == 2 and len(parts[0]) <= 3:
        return _angle([parts[0], parts[1], ".".join(parts[2:])])
    return None
