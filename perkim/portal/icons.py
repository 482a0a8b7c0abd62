"""The icons of the portal: shapes of Lucide, read from the committed files of `static/vendor/lucide/`."""

import re
from functools import cache

from django.conf import settings

FOLDER = settings.BASE_DIR / "static" / "vendor" / "lucide"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class UnknownIconError(ValueError):
    """There is no committed file for this name."""


@cache
def shapes(name: str) -> str:
    """The elements inside the icon's `<svg>`, on one line. Raises UnknownIconError."""
    file = FOLDER / f"{name}.svg"
    if not _NAME.fullmatch(name) or not file.is_file():
        raise UnknownIconError(f"no icon {name!r}: copy {name}.svg of lucide-static to static/vendor/lucide/")
    inside, end, _ = file.read_text(encoding="utf-8").partition("<svg")[2].partition(">")[2].rpartition("</svg>")
    if not end:
        raise UnknownIconError(f"{file} holds no <svg>")
    return "".join(line.strip() for line in inside.splitlines()).replace(" />", "/>")
