"""A browser without a picture: keeps cookies, reads forms, sends them; what to do without an answer is its owner's."""

import re
import threading
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit
from uuid import uuid4

from tests.pages import one_line

PATIENCE_SECONDS = 70
SERVER_FAULT = 500
MOST_REDIRECTS = 6
# Name of the file, its type, its bytes.
File = tuple[str, str, bytes]


class LostError(Exception):
    """No answer, or the page that says something is wrong with the server: whether it was done is not known."""


class NotShownError(Exception):
    """The page that came has no such form."""


@dataclass
class Form:
    """One form as the page drew it. `given` is what stands in it already, `opened_by` the words that unfold it."""

    action: str
    opened_by: str = ""
    multipart: bool = False
    given: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, typed: dict[str, Any]) -> list[tuple[str, str]]:
        kept = [(name, value) for name, value in self.given if name not in typed]
        for name, value in typed.items():
            values = value if isinstance(value, list) else [value]
            kept += [(name, str(each)) for each in values if each is not None]
        return kept


@dataclass
class BrowserResponse:
    """What came back for what was sent."""

    status: int
    path: str
    text: str
    location: str = ""

    @property
    def moved(self) -> bool:
        return self.status in (301, 302, 303)

    @property
    def forms(self) -> list[Form]:
        reader = _FormReader(self.path)
        reader.feed(self.text)
        return reader.forms

    def form(self, action: str, opened_by: str = "") -> Form:
        """The first whose address matches the pattern, of those below such a summary. Raises NotShownError."""
        for form in self.forms:
            if re.search(action, form.action) and opened_by in ("", form.opened_by):
                return form
        raise NotShownError(f"no form to {action} at {self.path}: {self.words[:600]}")

    @property
    def source(self) -> str:
        """Its HTML on one line, to look for what stands in it."""
        return one_line(self.text)

    @property
    def words(self) -> str:
        """Its text, for a message."""
        main = self.text.partition("<main")[2] or self.text
        return " ".join(re.sub(r"<[^>]+>", " ", main).split())


class _FormReader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.forms = path, []
        self._form: Form | None = None
        self._select = self._text = self._summary = ""
        self._in_summary = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        name = known.get("name") or ""
        if tag == "form":
            self._begin(known)
        if tag == "summary":
            self._in_summary, self._summary = True, ""
        if self._form is None:
            return
        if tag in ("input", "select", "textarea") and name:
            self._form.names.add(name)
        if tag == "input" and name:
            self._input(name, known)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            self._form.choices.setdefault(self._select, []).append(known.get("value") or "")
            if "selected" in known:
                self._form.given.append((self._select, known.get("value") or ""))
        elif tag == "textarea":
            self._text = name
            self._form.given.append((name, ""))

    def _begin(self, known: dict[str, str | None]) -> None:
        target, opened_by = (known.get("action") or "").partition("#")[0], " ".join(self._summary.split())
        self._form = Form(urljoin(self.path, target), opened_by, known.get("enctype") == "multipart/form-data")
        if (known.get("method") or "get").lower() == "post":
            self.forms.append(self._form)

    def _input(self, name: str, known: dict[str, str | None]) -> None:
        assert self._form
        kind, value = known.get("type") or "text", known.get("value") or ""
        if kind in ("radio", "checkbox"):
            self._form.choices.setdefault(name, []).append(value or "on")
            if "checked" in known:
                self._form.given.append((name, value or "on"))
        elif kind not in ("file", "submit"):
            self._form.given.append((name, value))

    def handle_data(self, data: str) -> None:
        if self._in_summary:
            self._summary += data
        if self._text and self._form:
            self._form.given[-1] = (self._text, data.lstrip("\n"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "summary":
            self._in_summary = False
        elif tag == "details":
            self._summary = ""
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._text = ""


@dataclass
class Browser:
    """One person's, used by several threads. `told` counts the answers of all browsers by status."""

    port: int
    host: str
    address: str
    told: Counter[int]
    cookies: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, path: str) -> BrowserResponse:
        """The page, redirects followed."""
        for _ in range(MOST_REDIRECTS):
            answer = self._ask("GET", path)
            if not answer.moved:
                return answer
            path = urljoin(path, answer.location)
        raise AssertionError(f"{path} leads round in a circle")

    def send(self, form: Form, typed: dict[str, Any], files: dict[str, File] | None = None) -> BrowserResponse:
        fields = form.filled(typed)
        if form.multipart or files:
            return self._ask("POST", form.action, *_multipart(fields, files or {}))
        return self._ask("POST", form.action, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def _ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> BrowserResponse:
        path = urlsplit(path)._replace(scheme="", netloc="", fragment="").geturl()
        headers = {"Host": self.host, "X-Forwarded-Proto": "https", "X-Forwarded-For": self.address}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers |= {"Content-Type": kind, "Origin": f"https://{self.host}"}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, HTTPException) as error:
            self.told[0] += 1
            raise LostError(f"{method} {path}: {type(error).__name__}") from error
        finally:
            connection.close()
        self._keep_cookies(answer.headers.get_all("Set-Cookie") or [])
        self.told[answer.status] += 1
        if answer.status >= SERVER_FAULT:
            raise LostError(f"{method} {path}: {answer.status}")
        return BrowserResponse(answer.status, path, text, answer.headers.get("Location", ""))

    def _keep_cookies(self, told: list[str]) -> None:
        with self.lock:
            changed = dict(self.cookies)
            for line in told:
                name, _, value = line.partition(";")[0].partition("=")
                changed[name.strip()] = value.strip()
            self.cookies = changed


def _multipart(fields: list[tuple[str, str]], files: dict[str, File]) -> tuple[bytes, str]:
    mark = uuid4().hex
    lines = []
    for name, value in fields:
        lines.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, (file, kind, content) in files.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        lines.append(f"{head}Content-Type: {kind}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(lines) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"
