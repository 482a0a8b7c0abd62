"""What is written as an array comes back from PostgreSQL as it was, however hostile."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from perkim.lib.arrays import array_of

JAKARTA = timezone(timedelta(hours=7))
VALUES: dict[str, list[Any]] = {
    "text": [
        "", " ", "NULL", "null", None, '"', "\\", '\\"', "\\\\", "\\N", "{", "}", "{}", ",", "a,b", "'", "''", "%s",
        "  di tepi  ", "\n\t\r", "\x01", "\u00a0", "é😀", '{"a": "b\\n"}', "\\x41", ";--",
    ],
    "bytea": [b"", None, b"\x00", b"\\", b'"{},', b"NULL", bytes(range(256))],
    "date": [date(1, 1, 1), None, date(1967, 9, 27), date(9999, 12, 31)],
    "timestamptz": [datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, 6, 30, 5, 999_999, JAKARTA), None],
    "numeric": [Decimal("0.10"), Decimal("1E+3"), Decimal("-1E-20"), Decimal("99999999999999.99"), None],
    "boolean": [True, None, False],
    "bigint": [0, None, -1, 2**63 - 1, -(2**63)],
    "float8": [0.1, 1e300, -1e-300, None],
    "uuid": [UUID(int=0), None, UUID(int=2**128 - 1)],
}  # fmt: skip


class QuotedWord(StrEnum):
    QUOTED = 'a"b'


def back(values: Any, kind: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT unnest(%s::{kind}[])", [values])
        return [bytes(value) if isinstance(value, memoryview) else value for (value,) in cursor.fetchall()]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", VALUES)
def test_values_come_back_as_they_were(kind: str) -> None:
    written = array_of(VALUES[kind])
    assert isinstance(written, str)
    assert back(written, kind) == VALUES[kind]


@pytest.mark.django_db
def test_no_values_are_an_empty_array_and_choices_are_their_text() -> None:
    assert back(array_of([]), "bytea") == []
    assert back(array_of([QuotedWord.QUOTED, "", None]), "text") == ['a"b', "", None]
    assert back(array_of([memoryview(b"\\x00")]), "bytea") == [b"\\x00"]


@pytest.mark.parametrize("value", [["a"], timedelta(1), {"a": 1}], ids=str)
def test_what_is_not_written_here_is_left_to_the_driver(value: Any) -> None:
    assert array_of([None, value]) == [None, value]
