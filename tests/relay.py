"""A server behind a line that can be held: it then says nothing, as one that is stopped. Real sockets both ways; the
server itself, whoever runs it, goes on."""

import select
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PIECE = 64 * 1024


class Relay(socketserver.ThreadingTCPServer):
    """Hands on whatever comes, to a Unix socket by its path or to host and port."""

    daemon_threads = True

    def __init__(self, server: str | tuple[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), _Line)
        self.server = server
        self.flows = threading.Event()
        self.flows.set()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @contextmanager
    def held(self) -> Iterator[None]:
        self.flows.clear()
        try:
            yield
        finally:
            self.flows.set()

    def connected(self) -> socket.socket:
        if isinstance(self.server, tuple):
            return socket.create_connection(self.server)
        line = socket.socket(socket.AF_UNIX)
        line.connect(self.server)
        return line


class _Line(socketserver.BaseRequestHandler):
    server: Relay

    def handle(self) -> None:
        with self.server.connected() as far:
            other = {self.request: far, far: self.request}
            while True:
                for each in select.select([self.request, far], [], [])[0]:
                    piece = each.recv(PIECE)
                    self.server.flows.wait()
                    if not piece:
                        return
                    other[each].sendall(piece)


@contextmanager
def relay_to(server: str | tuple[str, int]) -> Iterator[Relay]:
    with Relay(server) as relay:
        threading.Thread(target=relay.serve_forever, daemon=True).start()
        try:
            yield relay
        finally:
            relay.flows.set()
            relay.shutdown()
