"""The folder of one backup: what lies in it, and whether it is still as it was written. Standard library only.

`manifest.sha256` names every file as `sha256sum -c` reads it; `manifest.mac` is an HMAC of it by LOG_KEY, so that who
can write to the disk of backups cannot change one unseen.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATABASE, KEYS, ABOUT, UPLOADS = "database.dump", "keys.sealed", "about.json", "uploads"
# What the site had in the place of an upload that was damaged.
DAMAGED = "damaged"
MANIFEST, MAC = "manifest.sha256", "manifest.mac"
NAME_FORMAT = "perkim-%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"perkim-\d{8}T\d{6}Z")
_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")
UNFINISHED = ".unfinished-"
PIECE = 1024 * 1024
STRANGE = "does not belong to this backup"

Progress = Callable[[str], None]


class BackupError(Exception):
    """A backup cannot be made or used; says why in a sentence."""


def whole_backups(into: Path) -> list[Path]:
    """In the order in which they were made. What was cut off has another name."""
    folders = (path for path in into.glob("perkim-*") if _NAME.fullmatch(path.name) and path.is_dir())
    return sorted(folders, key=lambda path: (number_of(path), path.name))


def number_of(folder: Path) -> int:
    """Each backup counts on from the one before: names tell the clock's time, and clocks go wrong. 0 for one that tells
    none, as those of earlier versions."""
    try:
        number = read_about(folder).get("number")
    except BackupError:
        return 0
    return number if isinstance(number, int) else 0


def sha256_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def write_manifest(folder: Path, hashes: Mapping[str, str], log_key: str) -> None:
    """`hashes` by path relative to the folder; those of uploads are known from copying."""
    content = "".join(f"{digest}  {path}\n" for path, digest in sorted(hashes.items())).encode()
    (folder / MANIFEST).write_bytes(content)
    (folder / MAC).write_text(_mac(content, log_key))


def read_manifest(folder: Path) -> dict[str, str]:
    """Hash of each file by its path; raises BackupError for what cannot be a manifest of ours."""
    try:
        lines = (folder / MANIFEST).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BackupError(f"{folder} is not a whole backup: it has no {MANIFEST}.") from error
    matches = [_LINE.fullmatch(line) for line in lines]
    hashes = {match[2]: match[1] for match in matches if match}
    if len(hashes) < len(lines) or any(".." in path.split("/") or path.startswith("/") for path in hashes):
        raise BackupError(f"{folder / MANIFEST} is damaged.")
    if missing := {DATABASE, KEYS, ABOUT} - hashes.keys():
        raise BackupError(f"{folder / MANIFEST} does not name {', '.join(sorted(missing))}.")
    return hashes


def read_about(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / ABOUT).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise BackupError(f"{folder / ABOUT} cannot be read.") from error


def require_ours(folder: Path, log_key: str) -> None:
    """The manifest was written with this LOG_KEY and not changed since."""
    try:
        mac, content = (folder / MAC).read_text().strip(), (folder / MANIFEST).read_bytes()
    except OSError as error:
        raise BackupError(f"{folder} is not a whole backup: it has no {MAC} or no {MANIFEST}.") from error
    if not hmac.compare_digest(mac.encode(), _mac(content, log_key).encode()):
        raise BackupError("The manifest was changed, or LOG_KEY is not that of the site that made this backup.")


@dataclass(frozen=True)
class Damage:
    """A file of a backup that is not as it was written."""

    path: str
    finding: str

    def __str__(self) -> str:
        return f"{self.path} {self.finding}"

    @property
    def is_upload(self) -> bool:
        """Whether all the rest can be used without it. What nobody knows is none: it may be somebody's."""
        return self.path.startswith((f"{UPLOADS}/", f"{DAMAGED}/")) and self.finding != STRANGE

    @property
    def upload(self) -> str:
        """The path by which its row knows it; empty for what was laid aside, which nobody waits for."""
        return self.path.removeprefix(f"{UPLOADS}/") if self.path.startswith(f"{UPLOADS}/") else ""


def damages(folder: Path, progress: Progress) -> Iterator[Damage]:
    """Reads every file and names those that are missing or not as they were written, and those nobody knows."""
    hashes = read_manifest(folder)
    for number, (path, digest) in enumerate(sorted(hashes.items()), start=1):
        if finding := _finding(folder / path, digest):
            yield Damage(path, finding)
        if number % 5_000 == 0:
            progress(f"{number} of {len(hashes)} files read")
    present = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    for path in sorted(present - hashes.keys() - {MANIFEST, MAC}):
        yield Damage(path, STRANGE)


def _finding(file: Path, digest: str) -> str:
    try:
        return "" if sha256_of(file) == digest else "is damaged"
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({error.strerror})"


def _mac(content: bytes, log_key: str) -> str:
    return hmac.digest(log_key.encode(), b"perkim backup\n" + content, hashlib.sha256).hex()
