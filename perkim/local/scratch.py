"""Servers for tests, checks and benchmarks: empty, quick, apart from those of `make run`, gone at the end."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from perkim.local.embedded import Embedded, embedded
from perkim.local.logs import rotate
from perkim.local.place import CLONE, ServerFolders, place_for
from perkim.local.screen import LocalError
from perkim.local.supervisor import Supervisor

SLOTS = 20


@contextmanager
def scratch_servers(clone: Path = CLONE) -> Iterator[Embedded]:
    """Two runs at once in one clone get servers of their own; the next run takes over the data of an earlier one."""
    with _free_slot(clone) as place:
        rotate(place.logs)
        servers = embedded(place, os.environ)
        supervisor = Supervisor()
        try:
            _start(servers, supervisor)
            yield servers
        finally:
            supervisor.stop()


def _start(servers: Embedded, supervisor: Supervisor) -> None:
    try:
        servers.start(supervisor)
    except LocalError:
        if servers.postgres is None:
            raise
        # Written without fsync, a power cut may have broken it; there is nothing in it to keep.
        supervisor.stop()
        shutil.rmtree(servers.postgres.data, ignore_errors=True)
        servers.start(supervisor)


@contextmanager
def _free_slot(clone: Path) -> Iterator[ServerFolders]:
    for number in range(SLOTS):
        place = place_for(f"test-{number}", clone)
        with (place.local / f"test-{number}.lock").open("a") as lock:
            if _taken(lock):
                continue
            yield place
            return
    raise LocalError(f"Sudah {SLOTS} pengujian berjalan di folder ini. Tunggu salah satunya selesai.")


def _taken(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def settings_for(addresses: dict[str, str]) -> dict[str, str]:
    """What perkim/settings.py reads, whatever this machine's `.local/env` or its user's environment says."""
    return {
        **addresses,
        "ENV_FILE": os.devnull,
        "SECRET_KEY": "for-tests-only",
        "LOG_KEY": "log-key-for-tests-only",
        "LOG_DIGEST_FILE": "",
        "LOG_DIGEST_EMAILS": "",
        "PEOPLE_KEYS": "k1:people-key-for-tests-only",
        "PEOPLE_INDEX_KEY": "index-key-for-tests-only",
        "DEBUG": "False",
        "SITE_URL": "http://localhost",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
        "EMAIL_URL": "memorymail://",
        "DEMO_OFFICE": "False",
        "PROXY_COUNT": "0",
    }


def run_with_servers(command: Sequence[str]) -> int:
    """Runs a command with such servers: `python -m perkim.local servers COMMAND...`"""
    with scratch_servers() as servers:
        environment = {**os.environ, **settings_for(servers.addresses)}
        return subprocess.run(command, check=False, env=environment).returncode
