"""The file `.local/env`: what perkim/settings.py needs to know on this machine. Lines a person added are kept."""

import os
import secrets
import socket
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from perkim.local.screen import LocalError

# Made once and then kept, each behind its prefix: sessions, and whatever is encrypted, depend on them.
GENERATED = {"SECRET_KEY": "", "LOG_KEY": "", "PEOPLE_KEYS": "k1:", "PEOPLE_INDEX_KEY": ""}
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]


def read(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    try:
        lines = file.read_text().splitlines()
    except PermissionError as error:
        raise LocalError(
            f"{file} tidak dapat dibaca; dibuat oleh pengguna lain. Jalankan sebagai pengguna itu."
        ) from error
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name: value for name, _, value in pairs}


def write(file: Path, values: Mapping[str, str]) -> None:
    """Replaces the file as a whole; a cut-off write leaves the old one."""
    temporary = file.with_name(f"{file.name}.{os.getpid()}")
    with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as output:
        output.writelines(f"{name}={value}\n" for name, value in values.items())
        output.flush()
        os.fsync(output.fileno())
    temporary.replace(file)


def updated(present: Mapping[str, str], ours: Mapping[str, str]) -> dict[str, str]:
    generated = {name: present.get(name) or prefix + secrets.token_urlsafe(48) for name, prefix in GENERATED.items()}
    return {**present, **generated, **ours}


def mail_folder_url(folder: Path) -> str:
    # django-environ takes one slash away, so an absolute path needs four.
    return f"filemail:///{quote(str(folder))}"


def allowed_hosts(host: str) -> str:
    names = [*LOOPBACK, socket.gethostname().lower()]
    if host in {"0.0.0.0", "::"}:  # noqa: S104 (asked for by the person with HOST)
        names += own_addresses()
    elif host not in names:
        names.append(host)
    return ",".join(dict.fromkeys(names))


def own_addresses() -> list[str]:
    """The addresses under which others on the network may reach this machine."""
    try:
        addresses = [str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    except OSError:
        addresses = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: connecting a datagram socket only picks the outgoing address (TEST-NET-1).
            probe.connect(("192.0.2.1", 9))
            addresses.append(probe.getsockname()[0])
        except OSError:
            pass
    return addresses
