"""Who keeps the heads of chains: each app with chained subjects registers a reader, for `manage.py verify_log`."""

from collections.abc import Callable, Mapping

Reader = Callable[[], Mapping[str, bytes]]
_readers: list[Reader] = []


def keeps_heads(reader: Reader) -> Reader:
    """Register a function that returns subject and head of every chain its app keeps."""
    _readers.append(reader)
    return reader


def kept_heads() -> list[Mapping[str, bytes]]:
    return [reader() for reader in _readers]
