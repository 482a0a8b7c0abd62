"""The log of a process as one JSON object a line, without personal data.

What may hold names, numbers or answers stays out: messages of exceptions (PostgreSQL quotes the row it refused, Celery
the exception of a task), addresses with their parameters, arguments of other libraries' errors. What stays is the kind
of the exception and the lines of code it came through, with the ids of request, account and task.
"""

import json
import logging
import traceback
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from celery import current_task

FRAMES = 30


@dataclass
class RequestMark:
    """What lines of the log say of the request being served; the account is known only after the door."""

    id: str
    account: int | None = None


current_request: ContextVar[RequestMark | None] = ContextVar("current_request", default=None)


class JsonLines(logging.Formatter):
    """Used where LOG_FORMAT is json, by web, worker, beat and gunicorn itself. `own` are the packages whose sentences
    are ours."""

    def __init__(self, own: Sequence[str] = ("perkim",)) -> None:
        super().__init__()
        self.own = frozenset(own)

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self._sentence(record),
            **_marks(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["through"] = _through(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False, default=str)

    def _sentence(self, record: logging.LogRecord) -> str:
        """Our own sentences in full; of others, what carries a request or an exception keeps its pattern only."""
        foreign = record.name.partition(".")[0] not in self.own
        if foreign and (record.exc_info or hasattr(record, "request") or record.name.startswith("celery.app.trace")):
            return str(record.msg)
        return record.getMessage()


def _marks() -> dict[str, Any]:
    marks: dict[str, Any] = {}
    if mark := current_request.get():
        marks["request"] = mark.id
        if mark.account:
            marks["account"] = mark.account
    if current_task:
        marks |= {"task": current_task.name, "task_id": current_task.request.id}
    return marks


def _through(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-FRAMES:]]
