"""docs/operations.md names only commands, figures, files and services that are there."""

import re

import pytest
from django.core.management import get_commands, load_command_class

from perkim.operations import folder
from perkim.operations.keys import NAMES
from tests.architecture.test_readme import settings_read
from tests.production.compose import ROOT, example_values, services, text_of

GUIDE = " ".join(text_of("docs/operations.md").split())


def test_every_command_is_there() -> None:
    used = set(re.findall(r"manage\.py ([a-z_]+)", GUIDE))
    assert {"backup", "restore", "rotate_keys", "load_boundaries", "verify_log", "open_admin"} <= used
    assert used <= set(get_commands())


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("restore", {"--check"}),
        ("rotate_keys", {"--apply", "--index", "--switch-index"}),
        ("load_boundaries", {"--source", "--code"}),
        ("move_version", {"--apply"}),
        ("verify_log", {"--outside", "--restored"}),
    ],
)
def test_every_option_is_there(command: str, options: set[str]) -> None:
    parser = load_command_class(get_commands()[command], command).create_parser("manage.py", command)
    known = {text for action in parser._actions for text in action.option_strings}
    assert options <= known
    assert options <= set(re.findall(r"--[a-z][a-z-]+", GUIDE))


def test_every_figure_is_there() -> None:
    told = set(re.findall(r"`perkim_([a-z_]+)", GUIDE))
    assert len(told) > 6
    assert told <= set(re.findall(r"Metric\(\"(\w+)\"", text_of("perkim/health/numbers.py")))


def test_every_service_that_it_starts_or_asks_is_there() -> None:
    asked = re.findall(r"docker compose (?:run|exec|logs|stop)((?: --?[a-z-]+)*) ([a-z]+)", GUIDE)
    assert len(asked) > 6
    assert {service for _, service in asked} <= services().keys()


def test_every_file_is_there() -> None:
    told = set(re.findall(r"`((?:ops|perkim|tests|docs)/[\w./-]+\.\w+)`", GUIDE))
    assert len(told) > 4
    assert not [path for path in told if not path.startswith("ops/tls/") and not (ROOT / path).exists()]


def test_it_tells_of_every_file_of_a_backup_and_every_key() -> None:
    parts = (folder.DATABASE, folder.KEYS, folder.ABOUT, folder.MANIFEST, folder.MAC)
    assert not [part for part in parts if f"`{part}`" not in GUIDE]
    assert not [name for name in NAMES if f"`{name}`" not in GUIDE]


def test_it_names_no_value_that_nobody_reads() -> None:
    told = set(re.findall(r"`([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)[`=]", GUIDE))
    assert len(told) > 10
    assert told <= set(settings_read()) | example_values().keys()
