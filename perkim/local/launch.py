"""`make run`: the whole site on this machine, from nothing to an address on the screen, and its clean end."""

import os
import signal
import time
from types import FrameType

from perkim.local import environment
from perkim.local.door import Door, open_door
from perkim.local.embedded import Embedded, embedded
from perkim.local.logs import rotate
from perkim.local.place import ServerFolders, place_for
from perkim.local.processes import carrying, clear, die_with_parent
from perkim.local.screen import LocalError, say
from perkim.local.site import LocalSite
from perkim.local.supervisor import Supervisor
from perkim.local.turn import STOPPING, Turn, only_one

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ROUND_SECONDS = 0.5


class Stopped(BaseException):
    """Ctrl-C, or another request to end; no `except Exception` on the way may swallow it."""


def run() -> int:
    if "MAKELEVEL" in os.environ:
        # Killing make alone must not leave a site behind that no Ctrl-C reaches.
        die_with_parent(signal.SIGTERM, os.getppid())
    for name in ENDING:
        signal.signal(name, _stop)
    try:
        place = place_for("run")
        with only_one(place.local / "run.lock") as turn:
            _run(place, turn)
    except LocalError as problem:
        say(f"\n{problem}")
        return 1
    except Stopped:
        say("Situs berhenti. Data tersimpan; `make run` menyalakannya lagi.")
    return 0


def _stop(_signal: int, _frame: FrameType | None) -> None:
    _ignore_signals()
    raise Stopped


def _ignore_signals() -> None:
    for name in ENDING:
        signal.signal(name, signal.SIG_IGN)


def _run(place: ServerFolders, turn: Turn) -> None:
    """Ends only by an exception: Stopped, or what went wrong."""
    # What a killed start left behind would still hold the port.
    clear(carrying(place.mark), [(signal.SIGTERM, 5.0)])
    rotate(place.logs)
    supervisor = Supervisor()
    door = open_door(os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT", ""))
    turn.say(door.url)
    try:
        _start(place, door, supervisor)
        while True:
            supervisor.tend()
            time.sleep(ROUND_SECONDS)
    finally:
        _ignore_signals()
        turn.say(STOPPING)
        say("\nMenghentikan situs …")
        supervisor.stop()
        # Before the turn is given up: the next start may want the same port at once.
        door.socket.close()


def _start(place: ServerFolders, door: Door, supervisor: Supervisor) -> None:
    servers = embedded(place, os.environ)
    say("Menyalakan PostgreSQL dan Valkey …")
    servers.start(supervisor)
    _write_environment(place, door, servers)
    say("Menyiapkan data dan tampilan …")
    site = LocalSite(place, door)
    site.prepare()
    say("Menyalakan situs …")
    site.start(supervisor)
    site.wait_until_it_answers(supervisor)
    site.start_background()
    say(f"\n  perkim berjalan di {door.url}\n")
    say((place.local / "demo.txt").read_text())
    say("Tekan Ctrl-C untuk menghentikan. Catatan ada di .local/log/.")


def _write_environment(place: ServerFolders, door: Door, servers: Embedded) -> None:
    mail = place.local / "mail"
    mail.mkdir(mode=0o700, exist_ok=True)
    file = place.local / "env"
    present = environment.read(file)
    ours = {
        **servers.addresses,
        # Beside the data: whoever throws these away throws away what vouches for them.
        "LOG_DIGEST_FILE": present.get("LOG_DIGEST_FILE") or str(place.state / "sidik.txt"),
        "EMAIL_URL": environment.mail_folder_url(mail),
        "SITE_URL": door.url,
        "ALLOWED_HOSTS": environment.allowed_hosts(door.host),
        "DEMO_OFFICE": "True",
    }
    environment.write(file, environment.updated(present, ours))
