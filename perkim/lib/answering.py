"""Gives every request its patience, before anything else of Django: its first act may be to ask the database."""

from collections.abc import Callable, Iterable
from typing import Any

from perkim.lib.patience import answering, not_counted

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
LEAST, MOST = 1.0, 60.0


class UncountedInput:
    """The body of a request; waiting for it is waiting for the visitor."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def read(self, *size: int) -> bytes:
        with not_counted():
            return self._body.read(*size)

    def readline(self, *size: int) -> bytes:
        with not_counted():
            return self._body.readline(*size)


class LimitedApplication:
    """Answers within `seconds`, whichever part outside says nothing."""

    def __init__(self, application: Application, *, seconds: float) -> None:
        if not LEAST <= seconds <= MOST:
            raise ValueError(f"ANSWER_SECONDS={seconds:g} is not between {LEAST:g} and {MOST:g}")
        self.application = application
        self.seconds = seconds

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ["wsgi.input"] = UncountedInput(environ["wsgi.input"])
        with answering(self.seconds):
            return self.application(environ, start_response)
