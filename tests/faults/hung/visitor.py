"""Somebody with a browser and a watch."""

import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from tests.production.processes import HOST

# Longer than any answer may take: what is late is measured, not given up.
PATIENCE_SECONDS = 60
MARK = "----batas"


@dataclass
class TimedResponse:
    """What came back, and after how long. Status 0 is no answer at all."""

    path: str
    status: int
    seconds: float
    text: str = field(repr=False)


@dataclass
class Visitor:
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> TimedResponse:
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: dict[str, str]) -> TimedResponse:
        """A form, with the token that the browser was given on an earlier page."""
        body = urlencode({**fields, "csrfmiddlewaretoken": self.cookies["csrftoken"]}).encode()
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def send_part(self, path: str, content: bytes) -> TimedResponse:
        headers = {"Content-Type": "application/octet-stream", "X-CSRFToken": self.cookies["csrftoken"]}
        return self._ask("POST", path, content, headers)

    def send_file(self, path: str, name: str, content: bytes) -> TimedResponse:
        token = f'--{MARK}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
        token += f"{self.cookies['csrftoken']}\r\n"
        head = f'--{MARK}\r\nContent-Disposition: form-data; name="{name}"; filename="surat.pdf"\r\n'
        head += "Content-Type: application/pdf\r\n\r\n"
        body = token.encode() + head.encode() + content + f"\r\n--{MARK}--\r\n".encode()
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={MARK}"})

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> TimedResponse:
        headers |= {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Origin"] = f"https://{HOST}"
        began, connection = time.monotonic(), HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text, status = answer.read().decode("utf-8", "replace"), answer.status
        except (OSError, HTTPException) as error:
            return TimedResponse(path, 0, time.monotonic() - began, type(error).__name__)
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name.strip()] = value.strip()
        return TimedResponse(path, status, time.monotonic() - began, text)
