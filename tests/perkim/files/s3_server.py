"""A bucket on this machine: as much of S3's protocol as the portal uses, kept in memory."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

WRITTEN = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        self.server.objects[self._key()] = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(200)

    def do_DELETE(self) -> None:
        self.server.objects.pop(self._key(), None)
        self._answer(204)

    def do_HEAD(self) -> None:
        content = self.server.objects.get(self._key())
        self._answer(404 if content is None else 200, content or b"")

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if "list-type" in parts.query or self._key() == "":
            query = parse_qs(parts.query)
            return self._answer(200, self._listing(query.get("prefix", [""])[0]).encode())
        content = self.server.objects.get(self._key())
        self._answer(404 if content is None else 200, content or b"")

    def _listing(self, prefix: str) -> str:
        below = [key.removeprefix(prefix) for key in sorted(self.server.objects) if key.startswith(prefix)]
        folders = sorted({name.partition("/")[0] for name in below if "/" in name})
        files = "".join(
            f"<Contents><Key>{escape(prefix + name)}</Key><LastModified>{WRITTEN:%Y-%m-%dT%H:%M:%S.000Z}"
            f"</LastModified><Size>1</Size></Contents>"
            for name in below
            if "/" not in name
        )
        common = "".join(
            f"<CommonPrefixes><Prefix>{escape(prefix + name)}/</Prefix></CommonPrefixes>" for name in folders
        )
        return f"<ListBucketResult><IsTruncated>false</IsTruncated>{files}{common}</ListBucketResult>"

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix("/unggahan").removeprefix("/")

    def _answer(self, status: int, content: bytes = b"") -> None:
        self.server.signed.append("Credential=kunci/" in self.headers.get("Authorization", ""))
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Last-Modified", format_datetime(WRITTEN, usegmt=True))
        self.send_header("ETag", '"x"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *words) -> None:
        pass


@contextmanager
def bucket() -> Iterator[ThreadingHTTPServer]:
    """Its `objects` are what lies in the bucket; `signed` says of each request whether it was signed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.objects, server.signed = {}, []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
