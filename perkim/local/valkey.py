"""The embedded Valkey (a Redis), the queue. Nothing in it is precious, so nothing in it may stop a start."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import redis

from perkim.local.place import ServerFolders
from perkim.local.processes import POLL_SECONDS, clear, ended, spawn, stop, titled
from perkim.local.screen import LocalError, say

READY_SECONDS = 60.0
STOP_STEPS = ((signal.SIGTERM, 10.0),)
# One database for each process of a parallel test run.
DATABASES = 64


@dataclass(frozen=True)
class Valkey:
    place: ServerFolders
    program: Path

    @property
    def data(self) -> Path:
        return self.place.state / "valkey"

    @property
    def socket(self) -> Path:
        return self.place.sockets / "valkey.sock"

    @property
    def log(self) -> Path:
        return self.place.logs / "valkey.log"

    def url(self, database: int = 0) -> str:
        return f"unix://{self.socket}?db={database}"

    def start(self) -> subprocess.Popen[bytes]:
        """Returns when the server answers. A log of writes that cannot be read is put aside, and it starts empty."""
        server = f"valkey-server {self.socket}", f"valkey-server --unixsocket {self.socket} "
        ours = titled(self.place.server_uid, *server)
        clear(ours, STOP_STEPS)
        for put_aside in (False, True):
            if put_aside:
                self._put_data_aside()
            self._make_data()
            process = self._spawn()
            try:
                if self._became_ready(process):
                    return process
            except BaseException:
                stop(process, STOP_STEPS)
                raise
        last = "".join(f"  {line}\n" for line in self.log.read_text(errors="replace").splitlines()[-6:])
        raise LocalError(f"Valkey tidak mau berjalan:\n{last}\nCatatan lengkap: {self.log}")

    def _spawn(self) -> subprocess.Popen[bytes]:
        keeps = "yes" if self.place.lasts else "no"
        settings = {
            "unixsocket": str(self.socket),
            "port": "0",
            "unixsocketperm": "700",
            "dir": str(self.data),
            "databases": str(DATABASES),
            "save": "",
            "appendonly": keeps,
            "appendfsync": "everysec",
            "aof-load-truncated": "yes",
            # So that a start after a kill recognises its process.
            "proc-title-template": "{title} " + str(self.socket),
        }
        arguments = [word for name, value in settings.items() for word in (f"--{name}", value)]
        return spawn(
            [self.program, *arguments],
            log=self.log,
            cwd=self.place.state,
            environment={"LC_ALL": "C"},
            death_signal=signal.SIGTERM,
            account=self.place.account,
        )

    def _became_ready(self, process: subprocess.Popen[bytes]) -> bool:
        deadline = time.monotonic() + READY_SECONDS
        client = redis.Redis.from_url(self.url(), socket_timeout=2)
        while not ended(process):
            try:
                client.ping()
            except redis.RedisError as error:
                if time.monotonic() > deadline:
                    raise LocalError(f"Valkey belum siap setelah {READY_SECONDS:.0f} detik ({error}).") from error
            else:
                client.close()
                return True
            time.sleep(POLL_SECONDS)
        return False

    def _make_data(self) -> None:
        if not self.data.is_dir():
            self.data.mkdir(mode=0o700)
            if self.place.account:
                os.chown(self.data, self.place.account.uid, self.place.account.gid)

    def _put_data_aside(self) -> None:
        aside = self.data.with_name(f"valkey.rusak-{time.strftime('%Y%m%d-%H%M%S')}")
        self.data.rename(aside)
        say(f"Antrean Valkey rusak dan dipindahkan ke {aside}; situs berjalan dengan antrean kosong.")
