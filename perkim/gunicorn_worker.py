"""The worker of gunicorn: what the server itself refuses, before Django sees it, is told in Indonesian too."""

from contextlib import suppress
from http import HTTPStatus
from socket import socket
from typing import Any

from gunicorn.http.errors import ConfigurationProblem, LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker

_PAGE = (
    '<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<title>{title}</title><h1>{title}</h1><p>{sentence}</p><p><a href="/">Ke halaman depan</a></p></html>'
)
_TOO_LONG = (
    "Alamat ini terlalu panjang",
    "Biasanya karena kata yang dicari terlalu panjang. Kembali ke halaman sebelumnya, lalu persingkat.",
)
_COOKIES = (
    "Permintaan ini tidak dapat dibaca",
    "Cookie di peramban terlalu banyak atau rusak. Hapus cookie untuk situs ini, lalu buka lagi dari halaman depan.",
)
_UNREADABLE = (
    "Permintaan ini tidak dapat dibaca",
    "Alamat atau isian yang dikirim rusak di jalan. Kembali ke halaman sebelumnya, muat ulang, lalu coba sekali lagi.",
)
# Nobody who sends rubbish holds a thread for long.
_SECONDS = 2.0


class PoliteWorker(ThreadWorker):
    """Gunicorn's own worker with threads; only the words of its refusals are ours."""

    def handle_error(self, req: Any, client: socket, addr: Any, exc: BaseException) -> None:
        if not isinstance(exc, ParseException) or isinstance(exc, ConfigurationProblem):
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Invalid request from ip=%s: %s", (addr or ("",))[0], exc)
        with suppress(OSError):
            client.settimeout(_SECONDS)
            client.sendall(refusal(exc))


def refusal(error: ParseException) -> bytes:
    """The whole answer to a request that cannot be read. What was sent is not repeated."""
    status, (title, sentence) = HTTPStatus.BAD_REQUEST, _UNREADABLE
    if isinstance(error, LimitRequestLine):
        status, (title, sentence) = HTTPStatus.REQUEST_URI_TOO_LONG, _TOO_LONG
    elif isinstance(error, LimitRequestHeaders):
        status, (title, sentence) = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, _COOKIES
    page = _PAGE.format(title=title, sentence=sentence).encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\nConnection: close\r\nCache-Control: no-store\r\n"
        f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(page)}\r\n\r\n"
    )
    return head.encode() + page
