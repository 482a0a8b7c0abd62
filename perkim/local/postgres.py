"""The embedded PostgreSQL: makes its data folder, starts it, waits for it, and stops it."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from perkim.local.place import ServerFolders
from perkim.local.processes import POLL_SECONDS, clear, ended, spawn, stop, titled
from perkim.local.screen import LocalError, say

SUPERUSER = "perkim"
PORT = 5432
# Redoing 2 GB of write-ahead log took 19 s here; slow disks take several times that.
READY_SECONDS = 300.0
TELL_AFTER_SECONDS = 3.0
# A dead server whose parent has not looked yet still holds its lock file for a while.
RETRY_SECONDS = 20.0
STOP_STEPS = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0))

COMMON = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "port": str(PORT),
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "log_timezone": "'Asia/Jakarta'",
    "timezone": "'Asia/Jakarta'",
}
FLAVOURS = {
    "run": {"max_connections": "100", "max_wal_size": "1GB"},
    # Databases of tests live for minutes; what a power cut breaks is made anew.
    "test": {
        "max_connections": "200",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        # It may lie in memory.
        "min_wal_size": "64MB",
        "max_wal_size": "512MB",
        "checkpoint_timeout": "30min",
        "autovacuum_naptime": "5min",
    },
}


@dataclass(frozen=True)
class Postgres:
    place: ServerFolders
    programs: Path

    @property
    def data(self) -> Path:
        return self.place.state / "postgres"

    @property
    def _unfinished(self) -> Path:
        return self.data.with_name("postgres.unfinished")

    @property
    def log(self) -> Path:
        return self.place.logs / "postgres.log"

    def url(self, database: str) -> str:
        # The port is named so that a PGPORT in somebody's environment changes nothing.
        return f"postgres://{SUPERUSER}@{quote(str(self.place.sockets), safe='')}:{PORT}/{quote(database)}"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(self.url(database), autocommit=True, connect_timeout=5)

    def start(self) -> subprocess.Popen[bytes]:
        """Returns when the server takes connections; a folder left by a crash is recovered first."""
        folders = f"-D {self.data} ", f"-D {self._unfinished} "
        ours = titled(self.place.server_uid, *folders, f"postgres: {self.place.mark}: ")
        clear(ours, STOP_STEPS)
        self._make_data()
        self._write_settings()
        deadline = time.monotonic() + RETRY_SECONDS
        while True:
            # Nothing of ours runs any more, so the lock files are stale, even if their number is in use again.
            for lock in (self.data / "postmaster.pid", self.place.sockets / f".s.PGSQL.{PORT}.lock"):
                lock.unlink(missing_ok=True)
            process = self._spawn()
            try:
                if self._became_ready(process):
                    return process
            except BaseException:
                stop(process, STOP_STEPS)
                raise
            clear(ours, STOP_STEPS)
            if time.monotonic() > deadline:
                raise LocalError(f"PostgreSQL tidak mau berjalan:\n{self._last_lines()}\nCatatan lengkap: {self.log}")

    def create_database(self, name: str) -> None:
        with self.connect() as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if not known:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def _spawn(self) -> subprocess.Popen[bytes]:
        return spawn(
            [self.programs / "postgres", "-D", self.data, "-k", self.place.sockets],
            log=self.log,
            cwd=self.place.state,
            environment=self._environment(),
            # Fast shutdown: should the launcher be killed, data is written out and nobody waited for.
            death_signal=signal.SIGINT,
            account=self.place.account,
        )

    def _environment(self) -> dict[str, str]:
        # Nobody's PGPORT or LC_ALL may reach the server.
        return {"PATH": os.defpath, "LC_ALL": "C", "HOME": str(self.place.state)}

    def _make_data(self) -> None:
        if (self.data / "PG_VERSION").is_file():
            return self._require_same_major()
        say("Menyiapkan pangkalan data …")
        shutil.rmtree(self._unfinished, ignore_errors=True)
        options = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "-E", "UTF8", "-A", "trust"]
        process = spawn(
            [self.programs / "initdb", "-D", self._unfinished, "-U", SUPERUSER, *options],
            log=self.log,
            cwd=self.place.state,
            environment=self._environment(),
            death_signal=signal.SIGKILL,
            account=self.place.account,
        )
        try:
            status = process.wait()
        except BaseException:
            stop(process, STOP_STEPS)
            raise
        if status:
            raise LocalError(f"Pangkalan data tidak dapat dibuat:\n{self._last_lines()}\nCatatan lengkap: {self.log}")
        with (self._unfinished / "postgresql.conf").open("a") as settings:
            settings.write("include 'perkim.conf'\n")
        self._unfinished.rename(self.data)

    def _require_same_major(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        command = [str(self.programs / "postgres"), "--version"]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
        if f" {made_by}." not in answer.stdout:
            raise LocalError(
                f"Data di {self.data} dibuat oleh PostgreSQL {made_by}, sedangkan yang terpasang {answer.stdout}"
                "Pindahkan folder itu lalu ulangi; datanya dapat dibaca dengan versi perkim yang lama."
            )

    def _write_settings(self) -> None:
        flavour = FLAVOURS["run" if self.place.lasts else "test"]
        values = {**COMMON, **flavour, "cluster_name": f"'{self.place.mark}'"}
        file = self.data / "perkim.conf"
        file.write_text("".join(f"{name} = {value}\n" for name, value in values.items()))
        file.chmod(0o644)

    def _became_ready(self, process: subprocess.Popen[bytes]) -> bool:
        began = time.monotonic()
        announced = False
        while not ended(process):
            with contextlib.suppress(psycopg.OperationalError), self.connect():
                return True
            waited = time.monotonic() - began
            if waited > TELL_AFTER_SECONDS and not announced:
                say("PostgreSQL memulihkan data setelah berhenti mendadak; ini dapat berlangsung beberapa menit …")
                announced = True
            if waited > READY_SECONDS:
                raise LocalError(
                    f"PostgreSQL belum siap setelah {READY_SECONDS:.0f} detik. Ulangi; pemulihan akan dilanjutkan.\n"
                    f"Catatan: {self.log}"
                )
            time.sleep(POLL_SECONDS)
        return False

    def _last_lines(self) -> str:
        return "".join(f"  {line}\n" for line in self.log.read_text(errors="replace").splitlines()[-6:])
