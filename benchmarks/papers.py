"""Sheets as a worker writes them: a page with its tags against the same page without any of our forms; a long annex
against a short one, so that rows must not cost more the more there are."""

from collections.abc import Iterator

from benchmarks.timing import ONE_LINE, Measurement, compare
from perkim.documents.rendering import sheet_pdf
from perkim.lib.pdf import render_pdf
from tests.samples.next_sheets import decree
from tests.samples.sheets import receipt

ANNEX, SHORT = 500, 50


def measure() -> Iterator[Measurement]:
    letter, annex, short = receipt(), decree(ANNEX), decree(SHORT)
    yield compare(
        "one page with kop and table as PDF",
        lambda: sheet_pdf(letter),
        reference="one line as PDF",
        against=lambda: render_pdf(ONE_LINE),
        goal=13,
        repeat=5,
    )
    yield compare(
        f"decree with an annex of {ANNEX} rows",
        lambda: sheet_pdf(annex),
        reference=f"with {SHORT} rows",
        against=lambda: sheet_pdf(short),
        goal=ANNEX / SHORT * 1.2,
        repeat=1,
    )
