"""The log files of one place: put aside at a start when they have grown big."""

from pathlib import Path

BIG_BYTES = 10 * 1024 * 1024


def rotate(folder: Path) -> None:
    for log in folder.glob("*.log"):
        if log.stat().st_size > BIG_BYTES:
            log.replace(log.with_suffix(".log.1"))


def last_lines(log: Path, count: int = 8) -> str:
    if not log.is_file():
        return ""
    return "".join(f"  {line}\n" for line in log.read_text(errors="replace").splitlines()[-count:])
