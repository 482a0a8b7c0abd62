"""The embedded servers under faults: killed in the midst of writing, left half made, left behind, damaged."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
import redis

from perkim.local import place as places
from perkim.local.embedded import embedded
from perkim.local.place import ServerFolders, place_for
from perkim.local.postgres import Postgres
from perkim.local.processes import ended, left_over, look, spawn, stop, titled, until
from perkim.local.supervisor import Supervisor
from perkim.local.valkey import Valkey

pytestmark = pytest.mark.slow
GONE_WITHIN = 40.0
READY_WITHIN = 60.0
LAUNCHER = """
import os, signal, sys, time
from pathlib import Path
from perkim.local.embedded import embedded
from perkim.local.place import place_for
from perkim.local.supervisor import Supervisor
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
supervisor = Supervisor()
try:
    embedded(place_for("run", Path(sys.argv[1])), {}).start(supervisor)
    print("ready", flush=True)
    while True:
        supervisor.tend()
        time.sleep(0.05)
finally:
    supervisor.stop()
"""


class Launched:
    """The servers of one scratch clone, started by a process of their own that can be killed."""

    def __init__(self, place: ServerFolders) -> None:
        self.place = place
        servers = embedded(place, {})
        assert servers.postgres
        assert servers.valkey
        self.postgres: Postgres = servers.postgres
        self.valkey: Valkey = servers.valkey
        self.launcher: subprocess.Popen[bytes] | None = None

    def begin(self) -> Path:
        """Starts without waiting; the file says "ready" when it is."""
        said = self.place.local / "said"
        command = [sys.executable, "-c", LAUNCHER, str(self.place.clone)]
        with said.open("w") as output:
            self.launcher = subprocess.Popen(command, stdout=output)
        return said

    def start(self) -> None:
        said = self.begin()
        assert until(lambda: "ready" in said.read_text() or self.dead(), READY_WITHIN)
        assert not self.dead(), said.read_text()

    def dead(self) -> bool:
        return self.launcher is None or self.launcher.poll() is not None

    def stop(self) -> None:
        if self.launcher:
            self.launcher.terminate()
            assert self.launcher.wait(GONE_WITHIN) == 0

    def kill_launcher(self) -> None:
        assert self.launcher
        self.launcher.kill()
        self.launcher.wait()

    def pids(self) -> list[int]:
        """Every process of the servers, by its command line."""
        traces = (f"postgres: {self.place.mark}: ", f"{self.place.state}/", str(self.valkey.socket))
        return left_over(titled(self.place.server_uid, *traces))

    def kill_all(self) -> None:
        assert self.launcher
        for pid in [self.launcher.pid, *self.pids()]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.launcher.wait()

    def execute(self, statement: LiteralString) -> None:
        with self.postgres.connect("perkim") as connection:
            connection.execute(statement)

    def query(self, statement: LiteralString) -> int:
        with self.postgres.connect("perkim") as connection:
            row = connection.execute(statement).fetchone()
            assert row
            return int(row[0])

    def queue(self) -> redis.Redis:
        return redis.Redis.from_url(self.valkey.url())


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[Launched]:
    (tmp_path / ".local").mkdir()
    made = Launched(place_for("run", tmp_path))
    yield made
    if made.launcher:
        made.launcher.terminate()
        made.launcher.wait(GONE_WITHIN)
    shutil.rmtree(made.place.sockets, ignore_errors=True)
    if made.place.account:
        shutil.rmtree(places.ROOTS_FOLDER / made.place.clone_id, ignore_errors=True)


def test_a_second_start_keeps_the_data(servers: Launched) -> None:
    servers.start()
    servers.execute("CREATE TABLE kept AS SELECT 7 AS n")
    servers.queue().rpush("queue", "work")
    servers.stop()
    assert servers.pids() == []
    servers.start()
    assert servers.query("SELECT n FROM kept") == 7
    assert servers.queue().llen("queue") == 1


def test_every_committed_row_is_back_after_all_is_killed_in_the_midst_of_writing(servers: Launched) -> None:
    servers.start()
    servers.execute("CREATE TABLE entries (n int)")
    committed = 0
    killer = threading.Event()

    def write() -> None:
        nonlocal committed
        with suppress(psycopg.OperationalError), servers.postgres.connect("perkim") as connection:
            for number in range(1_000_000):
                connection.execute("INSERT INTO entries VALUES (%s)", [number])
                committed = number + 1
                if committed == 500:
                    killer.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert killer.wait(READY_WITHIN)
    servers.kill_all()
    writer.join()
    servers.start()
    # One more may have been committed whose answer was cut off.
    assert servers.query("SELECT count(*) FROM entries") in {committed, committed + 1}


def test_the_servers_die_with_a_killed_launcher_and_the_next_start_works(servers: Launched) -> None:
    servers.start()
    servers.execute("CREATE TABLE kept AS SELECT 7 AS n")
    servers.kill_launcher()
    assert until(lambda: servers.pids() == [], GONE_WITHIN)
    servers.start()
    assert servers.query("SELECT n FROM kept") == 7


def test_a_start_at_once_after_a_killed_launcher_works(servers: Launched) -> None:
    for _ in range(3):
        servers.start()
        servers.kill_launcher()
    servers.start()
    assert servers.query("SELECT 1") == 1


@pytest.mark.parametrize("part", ["postmaster", "backend", "valkey"])
def test_a_killed_part_comes_back_by_itself(servers: Launched, part: str) -> None:
    servers.start()
    if part == "valkey":
        victim = int(servers.queue().info()["process_id"])
    elif part == "backend":
        victim = servers.query("SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
    else:
        victim = int((servers.postgres.data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(victim, signal.SIGKILL)
    assert until(lambda: look(victim) is None, GONE_WITHIN)
    assert until(lambda: answers(servers), READY_WITHIN)


def answers(servers: Launched) -> bool:
    with suppress(psycopg.OperationalError, redis.ConnectionError):
        return servers.query("SELECT 1") == 1 and bool(servers.queue().ping())
    return False


def test_making_the_data_folder_is_done_again_when_it_was_cut_off(servers: Launched) -> None:
    unfinished = servers.place.state / "postgres.unfinished"
    servers.begin()
    assert until((unfinished / "base").exists, READY_WITHIN)
    servers.kill_launcher()
    assert not servers.postgres.data.exists()
    servers.start()
    assert servers.query("SELECT 1") == 1
    assert not unfinished.exists()


@pytest.mark.parametrize("of", ["data", "sockets"])
def test_a_reused_number_in_a_lock_file_fools_nobody(servers: Launched, of: str) -> None:
    locks = {"data": servers.postgres.data / "postmaster.pid", "sockets": servers.place.sockets / ".s.PGSQL.5432.lock"}
    servers.start()
    servers.kill_all()
    stranger = spawn(
        ["sleep", "600"],
        log=servers.place.logs / "stranger.log",
        cwd=servers.place.state,
        environment={"PATH": os.defpath},
        death_signal=signal.SIGKILL,
        account=servers.place.account,
    )
    lock = locks[of]
    lock.write_text("\n".join([str(stranger.pid), *lock.read_text().splitlines()[1:]]) + "\n")
    servers.start()
    assert servers.query("SELECT 1") == 1
    assert not ended(stranger)
    stop(stranger, [(signal.SIGTERM, GONE_WITHIN)])


def test_a_server_still_running_is_stopped_before_another_starts(servers: Launched) -> None:
    supervisor = Supervisor()
    embedded(servers.place, {}).start(supervisor)
    first = supervisor.children[0].process
    assert first
    servers.start()
    assert ended(first)
    assert first.returncode == 0, "a clean shutdown"
    assert servers.query("SELECT 1") == 1
    supervisor.stop()


def test_sockets_swept_away_by_a_reboot_are_made_again(servers: Launched) -> None:
    servers.start()
    servers.stop()
    shutil.rmtree(servers.place.sockets)
    servers.start()
    assert servers.query("SELECT 1") == 1


def newest_writes(servers: Launched) -> Path:
    return max((servers.valkey.data / "appendonlydir").glob("*.incr.aof"))


def test_a_queue_cut_off_in_the_midst_of_a_write_keeps_what_was_whole(servers: Launched) -> None:
    servers.start()
    servers.queue().rpush("queue", "whole")
    servers.queue().rpush("queue", "cut off")
    servers.stop()
    os.truncate(newest_writes(servers), newest_writes(servers).stat().st_size - 5)
    servers.start()
    assert servers.queue().lrange("queue", 0, -1) == [b"whole"]


def test_a_damaged_queue_is_put_aside(servers: Launched) -> None:
    servers.start()
    servers.queue().rpush("queue", *range(100))
    servers.stop()
    with newest_writes(servers).open("r+b") as writes:
        writes.write(b"\x00damaged\xff" * 20)
    servers.start()
    assert servers.queue().dbsize() == 0
    assert list(servers.place.state.glob("valkey.rusak-*"))
