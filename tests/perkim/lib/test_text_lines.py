"""Lines for eyes: a refused page is no fault, a fault keeps its way through the code; `make run` tells of faults."""

import logging
import logging.config
import sys

import pytest
from django.core.exceptions import PermissionDenied

from perkim.logs import logging_as

WAY = "Traceback (most recent call last)"


def line(level: int) -> str:
    declared = {**logging_as("text", []), "handlers": {}, "loggers": {}, "root": {}}
    formatter = logging.config.DictConfigurator(declared).configure_formatter(declared["formatters"]["text"])
    try:
        raise PermissionDenied("Halaman ini untuk kepala dinas.")
    except PermissionDenied:
        record = logging.LogRecord("django.request", level, "", 1, "Forbidden: %s", ("/kerja/",), sys.exc_info())
    text = formatter.format(record)
    assert record.exc_info
    return text


@pytest.mark.parametrize(("level", "told"), [(logging.WARNING, False), (logging.ERROR, True)])
def test_only_a_fault_brings_its_way_through_the_code(level: int, told: bool) -> None:
    text = line(level)
    assert f"{logging.getLevelName(level)} django.request: Forbidden: /kerja/" in text
    assert (WAY in text) is told
