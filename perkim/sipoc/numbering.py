"""The numbers of cases, which follow each other, and their receipt codes, which nobody can guess."""

from collections.abc import Sequence

from django.db import connection

from perkim.lib.codes import receipt_code
from perkim.sipoc.models import Berkas


def give_numbers(cases: Sequence[Berkas], prefix: str, year: int) -> None:
    """Number the cases in their order (`RTLH-2026-0147`) and give each a receipt code. One statement.

    The counter's row stays locked until the transaction ends, so a number is never given twice and none is left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sipoc_counter AS c (prefix, year, last) VALUES (%s, %s, %s) "
            "ON CONFLICT (prefix, year) DO UPDATE SET last = c.last + excluded.last RETURNING last",
            [prefix, year, len(cases)],
        )
        last = cursor.fetchone()[0]
    for number, case in enumerate(cases, start=last - len(cases) + 1):
        case.number = f"{prefix}-{year}-{number:04d}"
        case.receipt = receipt_code(prefix.replace("-", ""))
