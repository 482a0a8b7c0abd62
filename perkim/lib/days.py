"""Days as people write them: `27-09-1967`, `27 Sept 1967`, `Lumajang, 27/9/67`, `27091967`. Plain Python, no Django.

What can be read in several ways keeps all of them. By custom the day stands first; but with slashes the month may, as
Americans write it, and two digits of a year leave the century open. Who knows more, as a NIK does, tells what is meant.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from perkim.lib.nik import OLDEST
from perkim.lib.slips import is_one_slip
from perkim.lib.span import FIRST_YEAR, LAST_WRITTEN_YEAR, YEAR_WANTED
from perkim.lib.text import one_line

EARLIEST, LATEST = FIRST_YEAR, LAST_WRITTEN_YEAR
# Nobody writes more around a day; longer text is not looked at.
LONGEST = 120
# The day before spreadsheets begin to count.
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 3_000, 80_000
_MONTHS: tuple[tuple[str, ...], ...] = (
    ("januari", "january"),
    ("februari", "pebruari", "february"),
    ("maret", "march", "mrt"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "august", "agt", "ags", "agst"),
    ("september",),
    ("oktober", "october"),
    ("november", "nopember"),
    ("desember", "december"),
)
_BY_NAME = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"))
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_PLAINLY = re.compile(r"((?:[^\d/\\:()_-]*[ ,.])?)([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
_SEPARATORS = frozenset("-/.\\,_:' ")
_MOST_BETWEEN = 5
# Words before a day that are no place.
_FILLERS = frozenset(
    {"tgl", "tanggal", "pada", "lahir", "senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu", "ahad"}
)
_TIME = re.compile(
    r"(?<=[0-9])[ T]+([0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,6})?|\.[0-9]{2}(?= ?W)))"
    r" ?(Z|WIB|WITA|WIT|AM|PM)?$",
    re.IGNORECASE,
)
_MIDNIGHTS = frozenset("0:.")
# `(57 th)`, `umur 57 tahun`: what may follow a day.
_AGE = re.compile(r"[ ,/;(]*(?:umur|usia)? ?[0-9]{1,3} ?(?:th|thn|tahun)\.?\)?$", re.I)
_EDGES = " ,;/:-.\t"


class DayError(ValueError):
    """What is wrong with a written date, as a sentence; `mend` says what to do, where that sentence does not."""

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.mend = mend


class WrittenDay(NamedTuple):
    """A day as written: what stands before it, and its possible readings, the customary one first. `month_first`: no
    reading has the day first; `short_year`: the year has two digits."""

    place: str
    readings: tuple[date, ...]
    written: str
    month_first: bool = False
    short_year: bool = False

    def by_custom(self, today: date) -> tuple[date, ...]:
        """The readings with the customary order of day and month of which somebody can be born who is alive: in the
        past, and by two digits of a year not more than 110 years ago. Two are left only between two centuries."""
        first = self.readings[0]
        same = [each for each in self.readings if (each.day, each.month) == (first.day, first.month)]
        if not self.short_year:
            return (first,)
        return tuple(each for each in same if each <= today and today.year - each.year <= OLDEST)


def read_day(text: str) -> WrittenDay | None:
    """The day in a text; None if there is none. Raises DayError, with a sentence, for a day that does not exist and
    for text with two different days."""
    plain = _without_time(one_line(text, LONGEST).translate(_DASHES).rstrip(" .,;"))
    aged = _AGE.search(plain)
    plain = plain[: aged.start()].rstrip(" .,;(") if aged and aged.start() else plain
    if day := _plainly_written(plain):
        return day
    candidates = list(_days(plain))
    whole = [each for each in candidates if each[2] == 4] or candidates
    if not whole:
        return None
    readings = {day.readings for _, day, _ in whole}
    if len(readings) > 1:
        raise DayError("Isinya memuat lebih dari satu tanggal.", "Tulis satu tanggal saja.")
    (start, day, _) = whole[0]
    if not day.readings:
        raise _why_none(day.written)
    before, after = _place(plain[:start]), _place(plain[whole[-1][0] + len(whole[-1][1].written) :])
    return day._replace(place=before or after)


def _why_none(written: str) -> DayError:
    years = [int(part) for part in _TOKEN.findall(written) if part.isdecimal() and len(part) == 4]
    if any(year and not EARLIEST <= year <= LATEST for year in years):
        return DayError(f"{written}: {YEAR_WANTED}")
    return DayError(f"Tanggal {written} tidak ada.", "Periksa hari dan bulannya.")


def _plainly_written(plain: str) -> WrittenDay | None:
    """`27-09-1967`, at most with a place of letters before it: what most lists hold, read without searching further."""
    match = _PLAINLY.fullmatch(plain)
    if match is None:
        return None
    place, day, month, year = match.groups()
    written = _date(int(year), int(month), int(day))
    if written is None or not EARLIEST <= written.year <= LATEST:
        return None
    return WrittenDay(_place(place), (written,), plain[len(place) :])


def sure_day(text: str) -> date | None:
    """The day in a text that can be read in one way only, by the custom that the day stands first; None if it holds no
    day. Raises DayError with a sentence: no such day, a year of two digits, or the month first."""
    day = read_day(text)
    if day is None:
        return None
    if day.month_first:
        raise DayError(
            f"Pada {day.written} bulannya ditulis di depan: hari dan bulan tertukar. "
            f"Bila maksudnya {day.readings[0]:%d-%m-%Y}, tulis begitu."
        )
    if day.short_year:
        raise DayError(f"Tahun pada {day.written} tidak empat angka.", "Tulis tahunnya lengkap, misalnya 22-11-2026.")
    return day.readings[0]


def typed_day(text: str) -> date | None:
    """The day that a form asks for: as `sure_day`, but nothing may stand beside it, and no spreadsheet's number."""
    day = read_day(text)
    if day is None or day.place or text.strip().isdecimal():
        return None
    return sure_day(text)


def day_of_serial(serial: float) -> date | None:
    """The date of a spreadsheet's day number, whatever its time; None for a number that is none, such as a year.
    `27091967` as a number is a day without separators."""
    if _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        return _SERIAL_ZERO + timedelta(days=int(serial))
    digits = f"{serial:.0f}"
    return _packed(digits.zfill(8)) if float(serial).is_integer() and len(digits) in (7, 8) else None


def swapped(day: date) -> date | None:
    """The date with day and month exchanged; None if there is none such, or it is the same."""
    return None if day.day > 12 or day.day == day.month else day.replace(day=day.month, month=day.day)


def _without_time(plain: str) -> str:
    """Raises DayError for a time of another zone: in Jakarta it may be the next day already."""
    time = _TIME.search(plain)
    if not time:
        return plain
    if (time[2] or "").upper() == "Z" and set(time[1]) - _MIDNIGHTS:
        raise DayError(
            "Isinya memuat jam dari zona waktu lain, sehingga harinya tidak pasti.", "Tulis tanggalnya saja."
        )
    return plain[: time.start()]


def _days(plain: str) -> Iterator[tuple[int, WrittenDay, int]]:
    """Everything that looks like a day: where it begins, its readings, how many digits its year has."""
    tokens = [(match.start(), match.end(), match[0].lower()) for match in _TOKEN.finditer(plain)]
    for at, (start, end, word) in enumerate(tokens):
        three = tokens[at : at + 3]
        if len(three) == 3 and all(_parts(plain[a[1] : b[0]], a[2], b[2]) for a, b in pairwise(three)):
            read = _three([each[2] for each in three], plain[end : three[1][0]])
            if read is not None:
                written = plain[start : three[2][1]]
                yield start, WrittenDay("", read[0], written, read[1], read[2] < 4), read[2]
        if word.isdecimal() and len(word) == 8 and (day := _packed(word)):
            yield start, WrittenDay("", (day,), word), 4
    # A spreadsheet's day number, as text.
    if plain.isascii() and plain.isdecimal() and len(plain) == 5 and (day := day_of_serial(float(plain))):
        yield 0, WrittenDay("", (day,), plain), 4


def _parts(between: str, left: str, right: str) -> bool:
    """Whether this may stand between two parts of a day: `27SEPTEMBER1967` needs nothing."""
    if len(between) > _MOST_BETWEEN or set(between) - _SEPARATORS:
        return False
    return bool(between) or left.isdecimal() != right.isdecimal()


def _three(parts: list[str], between: str) -> tuple[tuple[date, ...], bool, int] | None:
    """Readings of three parts, whether the month stands first in all of them, and the digits of the year."""
    first, second, third = parts
    if not third.isdecimal() or len(third) not in (1, 2, 4) or (len(third) == 1 and len(first) != 4):
        return None
    if len(first) == 4 and first.isdecimal() and len(third) < 3:
        month = _month(second)
        return (_dates(third, month, first), False, 4) if month else None
    if len(third) == 1 or (first.isdecimal() and len(first) > 2):
        return None
    if first.isdecimal() and (month := _month(second)):
        readings = _dates(first, month, third)
        american = (
            _dates(second, int(first), third) if "/" in between and second.isdecimal() and int(first) <= 12 else ()
        )
        return tuple(dict.fromkeys(readings + american)), False, len(third)
    if second.isdecimal() and len(second) <= 2 and (month := _month(first)):
        # `09/27/1967` and `September 27, 1967`: of these the second is no slip.
        return _dates(second, month, third), first.isdecimal(), len(third)
    return ((), False, len(third)) if first.isdecimal() and second.isdecimal() and len(second) <= 2 else None


@lru_cache(maxsize=1024)
def _month(word: str) -> int:
    """The number of a month by number, name, beginning of a name, Roman numeral, or a name with a slip; 0 if none."""
    if word.isdecimal():
        return int(word) if len(word) <= 2 and 1 <= int(word) <= 12 else 0
    if word in _ROMAN:
        return _ROMAN.index(word) + 1
    if not 3 <= len(word) <= 11:
        return 0
    begun = {number for name, number in _BY_NAME.items() if name.startswith(word)}
    if begun:
        return begun.pop() if len(begun) == 1 else 0
    near = {number for name, number in _BY_NAME.items() if name[0] == word[0] and is_one_slip(word, name)}
    return near.pop() if len(near) == 1 else 0


def _dates(day: str, month: int, year: str) -> tuple[date, ...]:
    years = [int(year)] if len(year) == 4 else [1900 + int(year), 2000 + int(year)]
    return tuple(dated for each in years if EARLIEST <= each <= LATEST and (dated := _date(each, month, int(day))))


def _packed(digits: str) -> date | None:
    """`27091967` and `19670927`: never both, because no month is 19 or 20."""
    by_day = _date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    by_year = _date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return next((day for day in (by_day, by_year) if day and EARLIEST <= day.year <= LATEST), None)


def _place(text: str) -> str:
    words = text.strip(_EDGES + "()").split(" ")
    while words and words[-1].strip(".,:'").lower().replace("'", "") in _FILLERS:
        words.pop()
    return " ".join(words).strip(_EDGES)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
