"""The address the site listens on: which port, and the socket that is handed to the web server.

The launcher itself holds the socket: the port cannot be lost between looking and listening, or while web restarts.
"""

import errno
import socket
from dataclasses import dataclass

from perkim.lib.whole_number import typed_whole
from perkim.local.screen import LocalError, say

DEFAULT_PORT = 8000
TRIES = 50


@dataclass(frozen=True)
class Door:
    socket: socket.socket
    host: str
    port: int

    @property
    def url(self) -> str:
        """What a person on this machine types; a name where every address is listened on."""
        shown = "localhost" if self.host in {"127.0.0.1", "::1", "0.0.0.0", "::"} else self.host  # noqa: S104
        return f"http://[{shown}]:{self.port}" if ":" in shown else f"http://{shown}:{self.port}"


def open_door(host: str, wanted: str) -> Door:
    """`wanted` is PORT as the person gave it, or empty: then the first free one from 8000 on."""
    if wanted:
        return _open(host, _number(wanted))
    for port in range(DEFAULT_PORT, DEFAULT_PORT + TRIES):
        try:
            door = _open(host, port)
        except PortTaken:
            continue
        if port != DEFAULT_PORT:
            say(f"Port {DEFAULT_PORT} dipakai program lain; situs memakai port {port}.")
        return door
    raise LocalError(
        f"Port {DEFAULT_PORT} sampai {DEFAULT_PORT + TRIES - 1} terpakai semua. Pilih lain: make run PORT=…"
    )


class PortTaken(LocalError):
    pass


def _number(wanted: str) -> int:
    port = typed_whole(wanted, least=1, most=65_535)
    if port is None:
        raise LocalError(f"PORT={wanted} bukan nomor port (1 sampai 65535).")
    return port


def _open(host: str, port: int) -> Door:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except (OSError, UnicodeError) as error:
        raise LocalError(f"HOST={host} bukan alamat komputer ini. Biasanya 127.0.0.1 atau 0.0.0.0.") from error
    opened = socket.socket(family, socket.SOCK_STREAM)
    # A port whose last connections are still fading may be used again at once, as gunicorn itself would.
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
        # Only listening finds out that another program listens on a wider address of the same port.
        opened.listen(512)
    except OSError as error:
        opened.close()
        raise _explained(error, host, port) from error
    return Door(opened, host, port)


def _explained(error: OSError, host: str, port: int) -> LocalError:
    if error.errno == errno.EADDRINUSE:
        return PortTaken(f"Port {port} dipakai program lain. Hentikan program itu, atau pilih lain: make run PORT=8010")
    if error.errno == errno.EACCES:
        return LocalError(f"Port {port} hanya boleh dipakai root. Pilih port di atas 1023, misalnya make run PORT=8000")
    if error.errno == errno.EADDRNOTAVAIL:
        return LocalError(f"HOST={host} bukan alamat komputer ini. Biasanya 127.0.0.1 atau 0.0.0.0.")
    return LocalError(f"Tidak dapat membuka {host}:{port}: {error.strerror}")
