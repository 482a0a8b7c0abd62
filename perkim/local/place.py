"""Where everything of one clone lies on this machine: data, sockets, logs; and which account runs the servers.

Root's clone may lie where no other user can look (/root), and PostgreSQL refuses root, so as root the data goes to
/var/lib/perkim-local and belongs to an account of its own. Everybody else keeps all in the clone's `.local`.
No folder that we did not make is ever changed.

What tests write need not outlive a power cut. Where memory is free, their servers keep it there: PostgreSQL makes and
removes a thousand files for each database of a test, which on a disk took ten times as long.
"""

import contextlib
import os
import pwd
import re
import secrets
import stat
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

from perkim.local.screen import LocalError

CLONE = Path(__file__).resolve().parents[2]
ROOTS_FOLDER = Path("/var/lib/perkim-local")
# Short, because the path of a Unix socket must stay under 108 bytes, wherever the clone lies.
SOCKETS_FOLDER = Path("/tmp")  # noqa: S108 (made with mode 0700, its owner is checked)
ACCOUNT_NAME = "perkim-local"
MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108 (the same)
MEMORY_INFO = Path("/proc/meminfo")
# Tests fill a sixth of it.
FREE_BYTES = 3 * 1024**3


@dataclass(frozen=True)
class UnixUser:
    """The user that runs the embedded servers."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class ServerFolders:
    """The folders of one set of servers; `flavour` is "run", or "test-<number>" for tests that kill no servers."""

    clone: Path
    clone_id: str
    flavour: str
    state: Path
    account: UnixUser | None

    @property
    def local(self) -> Path:
        return self.clone / ".local"

    @property
    def logs(self) -> Path:
        return self.local / "log" if self.flavour == "run" else self.local / "log" / self.flavour

    @property
    def lasts(self) -> bool:
        """Whether what its servers have promised to keep must outlive a kill. Those of tests are quicker without."""
        return not self.flavour.startswith("test-")

    @property
    def mark(self) -> str:
        """Names this set of servers in the environment and titles of its processes."""
        return f"perkim-{self.clone_id}" + ("" if self.flavour == "run" else f"-{self.flavour}")

    @property
    def sockets(self) -> Path:
        return SOCKETS_FOLDER / self.mark

    @property
    def server_uid(self) -> int:
        return self.account.uid if self.account else os.geteuid()


def place_for(flavour: str, clone: Path = CLONE) -> ServerFolders:
    local = clone / ".local"
    with contextlib.suppress(FileExistsError):
        local.mkdir(mode=0o700)
    if not os.access(local, os.R_OK | os.W_OK | os.X_OK):
        owner = pwd.getpwuid(local.stat().st_uid).pw_name
        raise LocalError(
            f"Folder {local} milik pengguna {owner}. Jalankan sebagai {owner}, atau hapus folder itu (datanya hilang)."
        )
    clone_id = _clone_id(clone)
    account = _server_account() if os.geteuid() == 0 else None
    state = ROOTS_FOLDER / clone_id / flavour if account else local / flavour
    place = ServerFolders(clone, clone_id, flavour, state, account)
    place.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
    in_memory = MEMORY_FOLDER / place.mark
    if not place.lasts and (in_memory.exists() or _memory_is_free()):
        place = replace(place, state=in_memory)
        _make_private(in_memory, place)
    else:
        _make_state(place)
    return place


def _memory_is_free() -> bool:
    """Of the folder, which a container often has small, and of the machine."""
    try:
        folder, info = os.statvfs(MEMORY_FOLDER), MEMORY_INFO.read_text()
    except OSError:
        return False
    available = re.search(r"^MemAvailable: +(\d+) kB$", info, re.MULTILINE)
    machine = int(available[1]) * 1024 if available else 0
    return min(folder.f_bavail * folder.f_frsize, machine) >= FREE_BYTES


def _clone_id(clone: Path) -> str:
    """Eight characters of this clone. A moved clone keeps its own (and so its data), a copied one gets a new one."""
    file = clone / ".local" / "id"
    for _ in range(2):
        if file.is_file():
            clone_id, _, made_at = file.read_text().strip().partition(" ")
            if made_at == str(clone):
                return clone_id
            original = Path(made_at) / ".local" / "id"
            if not (original.is_file() and original.read_text().startswith(clone_id)):
                _write_id(file, clone_id, clone)
                return clone_id
            file.unlink()
        with contextlib.suppress(FileExistsError):
            _write_id(file, secrets.token_hex(4), clone, exclusive=True)
    return file.read_text().partition(" ")[0]


def _write_id(file: Path, clone_id: str, clone: Path, exclusive: bool = False) -> None:
    temporary = file.with_name(f"id.{os.getpid()}")
    temporary.write_text(f"{clone_id} {clone}\n")
    try:
        if exclusive:
            os.link(temporary, file)
        else:
            temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def _server_account() -> UnixUser:
    try:
        entry = pwd.getpwnam(ACCOUNT_NAME)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        command += ["--shell", "/usr/sbin/nologin", ACCOUNT_NAME]
        try:
            made = subprocess.run(command, check=False, capture_output=True, text=True)
        except FileNotFoundError as error:
            raise LocalError("Perintah useradd tidak ada. Jalankan lalu ulangi: apt-get install -y passwd") from error
        try:
            entry = pwd.getpwnam(ACCOUNT_NAME)
        except KeyError:
            raise LocalError(
                f"Pengguna sistem {ACCOUNT_NAME} tidak dapat dibuat: {made.stderr.strip()}\n"
                "PostgreSQL tidak mau berjalan sebagai root. Jalankan sebagai pengguna biasa."
            ) from None
    return UnixUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _make_state(place: ServerFolders) -> None:
    if place.account is None:
        place.state.mkdir(mode=0o700, parents=True, exist_ok=True)
        return
    for folder in (ROOTS_FOLDER, ROOTS_FOLDER / place.clone_id):
        with contextlib.suppress(FileExistsError):
            folder.mkdir()
            # Whatever root's umask is: the servers' account has to get through, and can list nothing of others.
            folder.chmod(0o711)
    with contextlib.suppress(FileExistsError):
        place.state.mkdir(mode=0o700)
        os.chown(place.state, place.account.uid, place.account.gid)


def make_sockets(place: ServerFolders) -> None:
    """Makes the folder of the Unix sockets, which a reboot empties, or takes over our own."""
    # Who owns this folder could put a server of their own behind our addresses.
    _make_private(place.sockets, place)


def _make_private(folder: Path, place: ServerFolders) -> None:
    """A folder of the servers' account where everybody may make one; a stranger's is refused."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        if place.account:
            os.chown(folder, place.account.uid, place.account.gid)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != place.server_uid:
        raise LocalError(
            f"{folder} sudah ada dan bukan milik pengguna yang menjalankan perkim.\n"
            f"Hapus dahulu (sebagai pemiliknya atau root): rm -r {folder}"
        )
    if stat.S_IMODE(status.st_mode) != 0o700:
        folder.chmod(0o700)
