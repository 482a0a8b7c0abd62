"""Dates as offices write them: `27-09-1967`, `27 September 1967`, `Lumajang, 27/9/1967`. Plain Python, no Django."""

import re
from datetime import date, timedelta

# The day before spreadsheets begin to count.
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 3_000, 80_000
_MONTHS = (
    ("jan",),
    ("feb", "peb"),
    ("mar", "mrt"),
    ("apr",),
    ("mei", "may"),
    ("jun",),
    ("jul",),
    ("agu", "agt", "ags", "aug"),
    ("sep",),
    ("okt", "oct"),
    ("nov", "nop"),
    ("des", "dec"),
)
_BY_NAME = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_TIME = r"(?:[ T]00:00(?::00)?(?:\.0+)?)?"
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})\s*[-/. ]\s*(?P<m>\d{1,2})\s*[-/. ]\s*(?P<y>\d{2,4})" + _TIME + r"\s*$")
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})" + _TIME + r"\s*$")
_NAMED = re.compile(r"(?P<d>\d{1,2})[\s.-]*(?P<m>[A-Za-z]{3,10})[\s.,-]*(?P<y>\d{2,4})\s*$")


class DayError(ValueError):
    """What is wrong with a written date, as a sentence."""


def place_and_day(text: str) -> tuple[str, date | None]:
    """What stands before a date, and the date at the end of the text; None if there is none. Raises DayError for a
    date that does not exist or whose year has two digits."""
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _NAMED):
        found = pattern.search(text)
        if found and not text[: found.start()][-1:].isdigit():
            day = _day(found["d"], found["m"], found["y"], found[0].strip())
            return text[: found.start()].strip(" ,;/:-\t"), day
    return text.strip(" ,;/:-\t"), None


def day_of_serial(serial: float) -> date | None:
    """The date of a spreadsheet's day number; None for a number that is none, such as a year."""
    if not serial.is_integer() or not _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        return None
    return _SERIAL_ZERO + timedelta(days=int(serial))


def _day(day: str, month: str, year: str, written: str) -> date:
    number = int(month) if month.isdigit() else _BY_NAME.get(month[:3].casefold(), 0)
    if len(year) != 4:
        raise DayError(f"Tahun pada {written} tidak empat angka.")
    try:
        return date(int(year), number, int(day))
    except ValueError:
        raise DayError(f"Tanggal {written} tidak ada.") from None
