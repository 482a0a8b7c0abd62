"""Arrays as PostgreSQL writes them. Its driver takes longer to write out an array of thousands of values, one after the
other, than the database needs to read it. Plain Python, no Django."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


def array_of(values: Collection[Any]) -> Any:
    """The array as text, `{1,2,NULL}`; the statement says its type. With a value that is not written here, the values
    as a list, for the driver."""
    writers = {kind: _WRITERS.get(str if issubclass(kind, str) else kind) for kind in set(map(type, values))}
    if None in writers.values():
        return list(values)
    if len(writers) == 1:
        (write,) = writers.values()
        return f"{{{','.join(map(write, values))}}}"  # type: ignore[arg-type]
    return f"{{{','.join(writers[type(value)](value) for value in values)}}}"  # type: ignore[misc]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _bytes(value: bytes | memoryview) -> str:
    return f'"\\\\x{value.hex()}"'


def _moment(value: date) -> str:
    return f'"{value.isoformat()}"'


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda value: "NULL",
    str: _quoted,
    bytes: _bytes,
    memoryview: _bytes,
    bool: str,
    int: repr,
    float: repr,
    Decimal: str,
    date: _moment,
    datetime: _moment,
    UUID: str,
}
