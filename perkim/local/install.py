"""Makes .venv and installs the pinned requirements into it: `python -m perkim.local.install local|dev`.

Runs under the system's Python before anything is installed, so it and what it imports use the standard library only.
An install that was cut off is never trusted: its mark makes the next start build .venv anew.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from perkim.local.packages import require_packages
from perkim.local.screen import LocalError, say

CLONE = Path(__file__).resolve().parents[2]
# What each need covers: whoever has the tools of development can also run the site.
COVERS = {"local": ["local"], "dev": ["dev", "local"]}
STEPS_SHOWN = 15


class Environment:
    """The .venv of one clone and what was installed into it."""

    def __init__(self, clone: Path) -> None:
        self.clone = clone
        self.folder = clone / ".venv"
        self.unfinished = self.folder / "unfinished"
        self.python = self.folder / "bin" / "python"

    def requirements(self, need: str) -> Path:
        return self.clone / "requirements" / f"{need}.txt"

    def _stamp(self, need: str) -> Path:
        return self.folder / f"installed-{need}"

    def _fingerprint(self, need: str) -> str:
        return hashlib.sha256(self.requirements(need).read_bytes()).hexdigest()

    def satisfies(self, need: str) -> bool:
        stamp = self._stamp(need)
        return self.usable() and stamp.is_file() and stamp.read_text() == self._fingerprint(need)

    def usable(self) -> bool:
        """Whether .venv is whole, runs, and is of the Python that was chosen."""
        settings = self.folder / "pyvenv.cfg"
        if self.unfinished.exists() or not os.access(self.python, os.X_OK) or not settings.is_file():
            return False
        wanted = f"{sys.version_info.major}.{sys.version_info.minor}."
        config = dict(line.split(" = ", 1) for line in settings.read_text().splitlines() if " = " in line)
        return config.get("version", "").startswith(wanted)

    def make(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        self.unfinished.touch()
        venv.create(self.folder, with_pip=True, symlinks=True)
        # Plain `pytest` finds `tests` and `perkim` too; relative, so that a clone may be moved.
        site_packages = next((self.folder / "lib").glob("python3*/site-packages"))
        (site_packages / "perkim.pth").write_text(os.path.relpath(self.clone, site_packages) + "\n")

    def record(self, need: str) -> None:
        for covered in COVERS[need]:
            self._stamp(covered).write_text(self._fingerprint(covered))
        self.unfinished.unlink()


def install(environment: Environment, need: str, log: Path) -> None:
    if not environment.usable():
        say("Menyiapkan lingkungan Python (.venv) …")
        environment.make()
    environment.unfinished.touch()
    say("Memasang pustaka Python; hanya sekali, biasanya kurang dari satu menit …")
    requirements = environment.requirements(need)
    # Nothing needs to be resolved: the file names all, with hashes.
    given = ["--require-hashes", "--no-deps", "-r", str(requirements)]
    command = [str(environment.python), "-m", "pip", "install", *given]
    with log.open("w") as transcript:
        pip = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=_pip_environment()
        )
        assert pip.stdout is not None
        for line in _with_progress(pip.stdout, requirements):
            transcript.write(line)
        status = pip.wait()
    if status:
        last = "".join(f"  {line}\n" for line in log.read_text().splitlines()[-8:])
        raise LocalError(
            f"Pustaka Python gagal dipasang:\n{last}"
            f"Periksa sambungan internet lalu ulangi. Catatan lengkap: {log.relative_to(environment.clone)}"
        )
    environment.record(need)
    say("Pustaka Python terpasang.")


def _with_progress(lines: Iterator[str], requirements: Path) -> Iterator[str]:
    """Passes pip's lines on, and says now and then how far it is."""
    total = sum("==" in line for line in requirements.read_text().splitlines())
    collected = 0
    for line in lines:
        if line.startswith("Collecting "):
            collected += 1
            if collected % STEPS_SHOWN == 0:
                say(f"  {collected} dari paling banyak {total} pustaka diambil …")
        elif line.startswith("Installing collected packages"):
            say(f"  {collected} pustaka diambil; sedang dipasang …")
        yield line


def _pip_environment() -> dict[str, str]:
    # A person's habit of installing elsewhere must not take the packages out of .venv.
    elsewhere = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONHOME", "PYTHONPATH"}
    kept = {name: value for name, value in os.environ.items() if name not in elsewhere}
    return kept | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PYTHONUNBUFFERED": "1"}


@contextmanager
def only_one(local: Path) -> Iterator[None]:
    """Lets two commands started together install one after the other."""
    with (local / "install.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Menunggu pemasangan lain di folder ini selesai …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main(need: str) -> None:
    environment = Environment(CLONE)
    local = CLONE / ".local"
    try:
        local.mkdir(mode=0o700, exist_ok=True)
        (local / "log").mkdir(mode=0o700, exist_ok=True)
        with only_one(local):
            require_packages(for_tests=need == "dev")
            if not environment.satisfies(need):
                install(environment, need, local / "log" / "pip.log")
    except PermissionError as error:
        raise LocalError(
            f"{error.filename} tidak dapat ditulis; mungkin dibuat oleh pengguna lain (root?).\n"
            f"Jalankan sebagai pengguna itu, atau jadikan milik Anda: sudo chown -R $(id -un) {CLONE}"
        ) from error


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except LocalError as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit("Pemasangan dihentikan; akan diulang pada start berikutnya.")
