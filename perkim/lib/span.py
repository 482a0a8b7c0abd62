"""The days and moments with which the project deals. Plain Python, no Django.

Python counts years from 1 to 9999 and fails at both ends as soon as a zone or a day is added; PostgreSQL counts further
than that. A single row beyond makes every page fail that shows it. So what lies outside the span is not known here at
all: the database refuses it in every column (`perkim/lib/time_fields.py`), and each door says so first.
"""

from datetime import UTC, date, datetime, timedelta

# People who are alive and papers that still count were made after it.
FIRST_YEAR = 1900
# What people may write. A slip of the hand lies further away than any plan of an office.
LAST_WRITTEN_YEAR = 2100
# What is counted on from what was written, such as the last day of an announcement, still has its place.
LAST_YEAR = 2199
FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
# A day begins and ends elsewhere up to a day earlier or later than in Greenwich.
FIRST_MOMENT = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC) - timedelta(days=1)
LAST_MOMENT = datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC) + timedelta(days=1)
YEAR_WANTED = f"Tahunnya harus antara {FIRST_YEAR} dan {LAST_WRITTEN_YEAR}. Periksa tahunnya."


def within_span(day: date) -> bool:
    """Whether a day, or a moment with its zone, is one that the database takes. A moment without a zone is none."""
    if isinstance(day, datetime):
        return day.tzinfo is not None and FIRST_MOMENT <= day <= LAST_MOMENT
    return FIRST_DAY <= day <= LAST_DAY


def may_be_written(day: date) -> bool:
    """Whether people may write a day of this year."""
    return FIRST_YEAR <= day.year <= LAST_WRITTEN_YEAR


def day_of_iso(text: object) -> date | None:
    """The day of a text such as `2026-11-22`; None for anything that names no day of the span. For stored payloads,
    whose values no column has bounded."""
    if not isinstance(text, str):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if within_span(day) else None


def moment_of_iso(text: object) -> datetime | None:
    """The moment of a text such as `2026-11-22T09:15:00+07:00`; None for anything that names no moment of the span."""
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if within_span(moment) else None
