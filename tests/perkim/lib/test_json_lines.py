"""The log as JSON: what a line says, and that what identifies people stays out of it."""

import json
import logging
import sys

import pytest
from django.conf import settings
from django.http import HttpRequest

from perkim.lib.json_lines import JsonLines, RequestMark, current_request
from perkim.logs import logging_as

LOGGING = logging_as("json", settings.PROGRAMME_APPS)
NIK = "3508030101900001"


def line_of(name: str, text: str, *args, error: Exception | None = None, **more) -> dict:
    exc_info = None
    if error:
        try:
            raise error
        except type(error):
            exc_info = sys.exc_info()
    record = logging.LogRecord(name, logging.ERROR, "x.py", 1, text, args, exc_info)
    record.__dict__.update(more)
    return json.loads(JsonLines().format(record))


def test_a_line_is_one_object_with_time_level_and_sentence() -> None:
    line = line_of("perkim.outbox.jobs", "outside work %s failed: %s", 7, "TimeoutError")
    assert line["message"] == "outside work 7 failed: TimeoutError"
    assert (line["level"], line["logger"]) == ("ERROR", "perkim.outbox.jobs")
    assert line["at"].endswith("+00:00")


def test_a_line_break_in_a_message_makes_no_second_line() -> None:
    record = logging.LogRecord("perkim.x", logging.INFO, "x.py", 1, "satu\ndua", (), None)
    assert "\n" not in JsonLines().format(record)


def test_what_a_programme_says_is_reported_in_full() -> None:
    """The settings name the programmes; what they say counts as ours, also with an exception."""
    formatter = JsonLines(**{key: value for key, value in LOGGING["formatters"]["json"].items() if key != "()"})
    for name in settings.PROGRAMME_APPS:
        record = logging.LogRecord(
            f"{name}.rules", logging.ERROR, "x.py", 1, "berkas %s", (7,), (ValueError, None, None)
        )
        assert json.loads(formatter.format(record))["message"] == "berkas 7"


def test_an_exception_is_reported_by_kind_and_place_only() -> None:
    line = line_of("perkim.x", "gagal", error=ValueError(f"Failing row contains ({NIK})"))
    assert line["error"] == "ValueError"
    assert any("test_json_lines.py" in frame for frame in line["through"])
    assert NIK not in json.dumps(line)


@pytest.mark.parametrize("logger", ["gunicorn.error", "django.request", "celery.app.trace"])
def test_of_other_libraries_errors_only_the_pattern_stays(logger: str) -> None:
    line = line_of(logger, "Error handling request %s", f"/lacak/?q={NIK}", error=KeyError(NIK))
    assert line["message"] == "Error handling request %s"
    assert NIK not in json.dumps(line)


def test_of_a_refused_request_the_address_stays_out() -> None:
    line = line_of("django.request", "Not Found: %s", f"/lacak/{NIK}/", request=HttpRequest())
    assert NIK not in json.dumps(line)


def test_lines_of_a_request_carry_its_id_and_account() -> None:
    token = current_request.set(RequestMark("abc", 12))
    try:
        line = line_of("perkim.x", "ada")
    finally:
        current_request.reset(token)
    assert (line["request"], line["account"]) == ("abc", 12)
    assert "request" not in line_of("perkim.x", "ada")
