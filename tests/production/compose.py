"""docker-compose.yml and the files around it as the tests read them; what Docker would put in, put in by us."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
VARIABLE = re.compile(r"\$\{([A-Z0-9_]+)(?::([?-])([^}]*))?\}")


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def compose() -> dict[str, Any]:
    return yaml.safe_load(text_of("docker-compose.yml"))


def services() -> dict[str, dict[str, Any]]:
    return compose()["services"]


def own_services() -> dict[str, dict[str, Any]]:
    """Those that run the project's own image."""
    return {name: service for name, service in services().items() if service["image"].startswith("perkim:")}


def example_values() -> dict[str, str]:
    """What ops/example.env assigns."""
    lines = [line for line in text_of("ops/example.env").splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def filled(text: str, values: dict[str, str]) -> str:
    """As Docker Compose would read it with these values in .env; a missing required one is a KeyError."""

    def value(found: re.Match[str]) -> str:
        name, kind, default = found.groups()
        given = values.get(name, "")
        if not given and kind == "?":
            raise KeyError(name)
        return given or (default if kind == "-" else "")

    return VARIABLE.sub(value, text).replace("$$", "$")


def environment_of(service: str, values: dict[str, str]) -> dict[str, str]:
    return {name: filled(str(text), values) for name, text in services()[service]["environment"].items()}


def command_of(service: str, values: dict[str, str]) -> list[str]:
    return [filled(word, values) for word in services()[service]["command"]]
