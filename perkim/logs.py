"""What the processes of perkim write to their logs, and how. Read by the settings."""

from collections.abc import Sequence
from typing import Any

# Chatty at INFO, and nothing that anybody needs.
QUIET = ("weasyprint", "fontTools", "pikepdf", "botocore", "boto3", "s3transfer")


def logging_as(form: str, programmes: Sequence[str]) -> dict[str, Any]:
    """`json` writes one object a line, without personal data; `text` is for eyes. `programmes` are the apps beside this
    package."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {
                "()": "perkim.lib.text_lines.TextLines",
                "format": "{asctime} {levelname} {name}: {message}",
                "style": "{",
            },
            "json": {"()": "perkim.lib.json_lines.JsonLines", "own": ["perkim", *programmes]},
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            # By itself Django writes for people only, and to nobody where DEBUG is off.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # It names accounts; who is throttled reads it on the sign-in page.
            "axes": {"level": "ERROR"},
            # Scanners try names by the hundred; the line of the request says 400.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            **{name: {"level": "WARNING"} for name in QUIET},
        },
    }
