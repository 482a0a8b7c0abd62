"""Backups of a site, and files that are no more as they were written. Nothing here asserts."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from perkim.operations.backup import Made, make_backup

NOW = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)
FAULTS: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda _content: None,
    "cut short": lambda content: content[:-1],
    "empty": lambda _content: b"",
    "one bit": lambda content: content[:90] + bytes([content[90] ^ 1]) + content[91:],
}


def quiet(_line: str) -> None:
    pass


def made(into: Path, *, days: int = 0, keep: int = 0) -> Made:
    return make_backup(into, now=NOW + timedelta(days=days), keep=keep, progress=quiet)


def spoil(file: Path, fault: str) -> None:
    """Another file under the same name, so that what is linked to the old one stays."""
    content = FAULTS[fault](file.read_bytes())
    file.unlink()
    if content is not None:
        file.write_bytes(content)
