"""The README names every command, setting and programme, and promises none that is not there."""

import re

import pytest

from perkim.sipoc.registry import programmes
from tests.architecture.source import PACKAGES, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def settings_read() -> list[str]:
    source = (ROOT / "perkim" / "settings.py").read_text(encoding="utf-8")
    return sorted(set(re.findall(r"env\.\w+\(\"([A-Z0-9_]+)\"", source)))


def make_targets() -> list[str]:
    return re.findall(r"^([a-z][a-z-]*):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def own_commands() -> list[str]:
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("management/commands/[a-z]*.py")]
    return sorted(path.stem for path in found)


@pytest.mark.parametrize("setting", settings_read())
def test_it_names_every_setting(setting: str) -> None:
    assert f"`{setting}`" in README


@pytest.mark.parametrize("target", make_targets())
def test_it_names_every_make_target(target: str) -> None:
    assert f"`make {target}`" in README


def test_it_promises_no_other_make_target() -> None:
    assert set(re.findall(r"`make ([a-z-]+)`", README)) == set(make_targets())


@pytest.mark.parametrize("command", own_commands())
def test_it_names_every_command_of_ours(command: str) -> None:
    assert f"`{command}`" in README


def test_it_names_every_programme() -> None:
    missing = [
        programme.slug for programme in programmes() if f"| `{programme.slug}` | {programme.title}" not in README
    ]
    assert not missing


def test_its_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    assert targets
    assert not [target for target in targets if not (ROOT / target).exists()]
