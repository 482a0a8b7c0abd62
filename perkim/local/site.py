"""The processes of the site itself: web, worker and beat; and waiting until it answers."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from perkim.local.door import Door
from perkim.local.logs import last_lines
from perkim.local.place import ServerFolders
from perkim.local.processes import MARK_VARIABLE, POLL_SECONDS, ended, spawn, stop
from perkim.local.screen import LocalError, say
from perkim.local.supervisor import Child, Supervisor

CELERY = ["-m", "celery", "--quiet", "-A"]
# There is no second worker to talk to.
ALONE = ["--without-mingle", "--without-gossip"]
WEB_STOP = ((signal.SIGTERM, 15.0), (signal.SIGQUIT, 3.0))
# Work in hand may be finished; after that it goes back to the queue.
WORKER_STOP = ((signal.SIGTERM, 15.0), (signal.SIGQUIT, 5.0))
BEAT_STOP = ((signal.SIGTERM, 5.0),)
ANSWER_SECONDS = 90.0
START_TRIES = 3
TELL_EVERY_SECONDS = 8.0


class LocalSite:
    def __init__(self, place: ServerFolders, door: Door) -> None:
        self.place = place
        self.door = door

    def prepare(self) -> None:
        """Migrations, regions, demo office, static files; see the command prepare_local."""
        log = self.place.logs / "prepare.log"
        log.unlink(missing_ok=True)
        process = self._python(["manage.py", "prepare_local"], log, signal.SIGTERM)
        tell_at = time.monotonic() + TELL_EVERY_SECONDS
        try:
            while not ended(process):
                if time.monotonic() > tell_at:
                    say(f"  masih menyiapkan ({log.name}: {last_lines(log, 1).strip()[:80] or 'memulai'})")
                    tell_at = time.monotonic() + TELL_EVERY_SECONDS
                time.sleep(POLL_SECONDS)
        except BaseException:
            stop(process, BEAT_STOP)
            raise
        if process.returncode:
            raise LocalError(f"Situs gagal disiapkan:\n{last_lines(log, 12)}Catatan lengkap: {log}")

    def start(self, supervisor: Supervisor) -> None:
        """The web first and alone: three starts at once on a small machine keep the person waiting for all three."""
        # Known in this order, so that the end comes in the order web, worker, beat.
        schedule = self.place.local / "beat-schedule"
        beat = [*CELERY, "perkim", "beat", "-l", "info", "-s", str(schedule), "--pidfile="]
        worker = [*CELERY, "perkim.local.worker", "worker", "-l", "info", "-c", "2"]
        self._background = [
            self._known(supervisor, "Penjadwal", "beat", beat, BEAT_STOP),
            self._known(supervisor, "Pekerja latar", "worker", [*worker, *ALONE], WORKER_STOP),
        ]
        fd = self.door.socket.fileno()
        web = ["-m", "gunicorn", "-c", "perkim/gunicorn_conf.py", "--bind", f"fd://{fd}"]
        self._web = self._known(supervisor, "Server web", "web", web, WEB_STOP, fds=[fd])
        self._web.run()

    def start_background(self) -> None:
        for child in self._background:
            child.run()

    def wait_until_it_answers(self, supervisor: Supervisor) -> None:
        deadline = time.monotonic() + ANSWER_SECONDS
        while not self._answers():
            supervisor.tend()
            # One that cannot even start will not answer later either.
            if time.monotonic() > deadline or self._web.deaths >= START_TRIES:
                log = self.place.logs / "web.log"
                raise LocalError(f"Situs tidak menjawab di {self.door.url}:\n{last_lines(log)}Catatan lengkap: {log}")
            time.sleep(POLL_SECONDS)

    def _answers(self) -> bool:
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.door.host, self.door.host)  # noqa: S104
        connection = http.client.HTTPConnection(host, self.door.port, timeout=5)
        try:
            connection.request("GET", "/sehat/hidup", headers={"Host": "localhost"})
            # Not only 200: ALLOWED_HOSTS of the environment may leave this name out, and the site answers all the same.
            return connection.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _known(
        self,
        supervisor: Supervisor,
        title: str,
        name: str,
        words: list[str],
        stop_steps: Sequence[tuple[signal.Signals, float]],
        fds: Sequence[int] = (),
    ) -> Child:
        log = self.place.logs / f"{name}.log"
        # See perkim/local/worker.py: a worker whose queue has died as well cannot end politely.
        death_signal = signal.SIGKILL if name == "worker" else signal.SIGTERM
        supervisor.watch(log)
        return supervisor.know(Child(title, log, lambda: self._python(words, log, death_signal, fds), stop_steps))

    def _python(
        self, words: list[str], log: Path, death_signal: signal.Signals, fds: Sequence[int] = ()
    ) -> subprocess.Popen[bytes]:
        return spawn(
            [sys.executable, *words],
            log=log,
            cwd=self.place.clone,
            # The rest is in .local/env, where `manage.py shell` in another terminal finds it too.
            environment={**os.environ, MARK_VARIABLE: self.place.mark, "PYTHONUNBUFFERED": "1"},
            death_signal=death_signal,
            pass_fds=fds,
        )
