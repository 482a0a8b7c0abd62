"""The system packages perkim needs: found by what they can do, installed by apt-get where that is allowed.

Standard library only; see install.py.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from perkim.local.screen import LocalError, say


def loads(*libraries: str) -> bool:
    """Whether all these shared libraries can be loaded, by the names WeasyPrint loads them."""
    try:
        for library in libraries:
            ctypes.CDLL(library)
    except OSError:
        return False
    return True


def answers(program: str) -> bool:
    """Whether the program is there and truly runs: Ubuntu's chromium is a stub that only advertises a snap."""
    if shutil.which(program) is None:
        return False
    outcome = subprocess.run([program, "--version"], check=False, capture_output=True, timeout=60)
    return outcome.returncode == 0


@dataclass(frozen=True)
class Package:
    name: str
    present: Callable[[], bool]
    for_tests: bool = False


PACKAGES = [
    Package(
        f"python3.{sys.version_info.minor}-venv",
        lambda: importlib.util.find_spec("ensurepip") is not None,
    ),
    Package("libpango-1.0-0", lambda: loads("libpango-1.0.so.0", "libgobject-2.0.so.0", "libharfbuzz.so.0")),
    Package("libpangoft2-1.0-0", lambda: loads("libpangoft2-1.0.so.0", "libfontconfig.so.1")),
    Package("libharfbuzz-subset0", lambda: loads("libharfbuzz-subset.so.0")),
    Package("fontconfig", lambda: shutil.which("fc-match") is not None),
    Package("poppler-utils", lambda: shutil.which("pdftoppm") is not None, for_tests=True),
    Package("chromium", lambda: answers("chromium"), for_tests=True),
]


def missing(for_tests: bool) -> list[str]:
    return [package.name for package in PACKAGES if (for_tests or not package.for_tests) and not package.present()]


def require_packages(for_tests: bool) -> None:
    names = missing(for_tests)
    if not names:
        return
    _refuse_snap(names)
    prefix = _root_prefix()
    if prefix is None or shutil.which("apt-get") is None:
        raise LocalError(_by_hand(names))
    say(f"Memasang paket sistem: {' '.join(names)} …")
    _apt_get(prefix, "update")
    _apt_get(prefix, "install", "-y", "--no-install-recommends", *names)
    if still := missing(for_tests):
        raise LocalError(f"Paket terpasang tetapi belum dapat dipakai: {' '.join(still)}.\n{_by_hand(still)}")


def _root_prefix() -> list[str] | None:
    """The words before apt-get that make it run as root, or None where this user cannot."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    if subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    if sys.stdin.isatty():
        say("Beberapa paket sistem belum ada; sudo mungkin menanyakan kata sandi Anda untuk memasangnya.")
        return ["sudo"]
    return None


def _apt_get(prefix: list[str], *words: str) -> None:
    # `env` rather than our own environment: sudo does not hand ours on.
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    outcome = subprocess.run(
        [*prefix, *quiet, *words], check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    # An update that reached only some mirrors may still do; the install tells.
    if outcome.returncode and words[0] == "install":
        raise LocalError(f"{outcome.stdout[-2000:]}\napt-get gagal. {_by_hand(list(words[3:]))}")


def _by_hand(names: list[str]) -> str:
    return (
        "Paket sistem berikut diperlukan. Jalankan sebagai root lalu ulangi:\n"
        f"  apt-get update && apt-get install -y --no-install-recommends {' '.join(names)}"
    )


def _refuse_snap(names: list[str]) -> None:
    release = Path("/etc/os-release")
    if "chromium" in names and release.is_file() and "ID=ubuntu" in release.read_text().splitlines():
        others = [name for name in names if name != "chromium"]
        raise LocalError(
            "Uji peramban memerlukan Chromium yang dapat dijalankan sebagai `chromium`. Di Ubuntu ia hanya ada sebagai "
            "snap.\nJalankan lalu ulangi: sudo snap install chromium" + (f"\n{_by_hand(others)}" if others else "")
        )
