"""The processes of production on this machine: the commands and values of docker-compose.yml, other addresses."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from perkim.operations.keys import new_keys
from tests.production.compose import ROOT, command_of, environment_of, example_values

HOST = "perkim.example.go.id"
PATIENCE = 90


@dataclass
class Production:
    """`addresses` stand in for those of the containers; values are those of the example with keys made anew.
    `static`: where its static files are collected already."""

    folder: Path
    addresses: dict[str, str]
    values: dict[str, str] = field(default_factory=lambda: {**example_values(), **new_keys()})
    static: Path | None = None

    def environment(self, service: str) -> dict[str, str]:
        image = {
            "ENV_FILE": os.devnull,
            "STATIC_ROOT": str(self.static or self.folder / "static"),
            "PYTHONUNBUFFERED": "1",
        }
        # Celery warns root, which the account of the image is not.
        image["PYTHONWARNINGS"] = "ignore"
        uploads = {"UPLOADS_ROOT": str(self.folder / "uploads")}
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        ordered = environment_of(service, self.values)
        return {**image, **uploads, **ordered, **self._mounted(ordered), **self.addresses, "PATH": path}

    def _mounted(self, ordered: dict[str, str]) -> dict[str, str]:
        """Files that lie in a folder of the host, which Docker would make and mount."""
        if "LOG_DIGEST_FILE" not in ordered:
            return {}
        file = self.folder / ordered["LOG_DIGEST_FILE"].lstrip("/")
        file.parent.mkdir(exist_ok=True)
        return {"LOG_DIGEST_FILE": str(file)}

    def manage(self, *words: str, service: str = "prepare", **more: str) -> subprocess.CompletedProcess:
        """One command of manage.py as it would run in that container."""
        return self.run("python", "manage.py", *words, service=service, **more)

    def run(self, *command: str, service: str = "prepare", **more: str) -> subprocess.CompletedProcess:
        environment = {**self.environment(service), **more}
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=240
        )

    @contextmanager
    def running(self, service: str, **replaced: str) -> Iterator[Path]:
        """The service's process; its log. `replaced` are words of its command that differ here."""
        command = [replaced.get(word, word) for word in command_of(service, self.values)]
        log = self.folder / f"{service}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment(service), stdout=output, stderr=output, start_new_session=True
            )
            try:
                yield log
            finally:
                process.terminate()
                try:
                    process.wait(30)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait(10)


def wait_for(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {PATIENCE} s: {what}")
        time.sleep(0.2)


def of_database(name: str) -> str:
    """The address of another database on the tests' server."""
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
