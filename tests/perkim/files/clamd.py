"""A small clamd on loopback: reads INSTREAM as the real one does and answers for EICAR. Plain code, no assertions."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EICAR_MARK = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class Clamd:
    """`received` are the streams it was sent; `most` is its StreamMaxLength; `answer` replaces its answer."""

    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener
        self.received: list[bytes] = []
        self.most = 100_000_000
        self.answer: bytes | None = None

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                connection.sendall(self._reply(stream))

    def _reply(self, stream) -> bytes:
        if stream.read(10) != b"zINSTREAM\0":
            return b"UNKNOWN COMMAND\0"
        content = b""
        while length := struct.unpack(">I", stream.read(4))[0]:
            content += stream.read(length)
            if len(content) > self.most:
                return b"INSTREAM size limit exceeded. ERROR\0"
        self.received.append(content)
        if self.answer is not None:
            return self.answer
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR_MARK in content else b"stream: OK\0"


@contextmanager
def clamd(path: Path | None = None) -> Iterator[tuple[str, Clamd]]:
    """A running clamd and its address: a Unix socket at the path, or a free port of loopback."""
    if path:
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(str(path))
        listener.listen()
    else:
        listener = socket.create_server(("127.0.0.1", 0))
    with listener:
        server = Clamd(listener)
        thread = threading.Thread(target=server.serve)
        thread.start()
        try:
            yield f"unix://{path}" if path else f"tcp://127.0.0.1:{listener.getsockname()[1]}", server
        finally:
            # Closing alone does not wake a thread that waits in accept.
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)
