"""What counts as installed, and what is said where a system package is missing and cannot be installed."""

import os
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from perkim.local import packages
from perkim.local.install import CLONE, Environment
from perkim.local.packages import Package
from perkim.local.screen import LocalError


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """A whole .venv with everything installed, as far as its marks tell."""
    (tmp_path / "requirements").mkdir()
    for need in ("local", "dev"):
        (tmp_path / "requirements" / f"{need}.txt").write_text(f"{need}==1\n")
    made = Environment(tmp_path)
    made.python.parent.mkdir(parents=True)
    made.python.symlink_to(sys.executable)
    version = ".".join(map(str, sys.version_info[:3]))
    (made.folder / "pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {version}\n")
    made.unfinished.touch()
    made.record("dev")
    return made


def test_what_development_installs_also_runs_the_site(environment: Environment) -> None:
    assert environment.satisfies("dev")
    assert environment.satisfies("local")


def test_changed_requirements_are_installed_again(environment: Environment) -> None:
    environment.requirements("dev").write_text("dev==2\n")
    assert not environment.satisfies("dev")
    assert environment.satisfies("local")


def test_an_install_that_was_cut_off_is_never_trusted(environment: Environment) -> None:
    environment.unfinished.touch()
    assert not environment.usable()


def test_a_venv_of_another_python_is_made_anew(environment: Environment) -> None:
    (environment.folder / "pyvenv.cfg").write_text("version = 3.1.4\n")
    assert not environment.usable()


def test_a_venv_whose_python_is_gone_is_made_anew(environment: Environment) -> None:
    environment.python.unlink()
    environment.python.symlink_to("/nonexistent/python3")
    assert not environment.satisfies("local")


@pytest.fixture
def no_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("PATH", "/nonexistent")


def test_without_root_the_one_command_is_named(no_root: None, monkeypatch: pytest.MonkeyPatch) -> None:
    needed = [Package("present", lambda: True), Package("first", lambda: False), Package("second", lambda: False)]
    monkeypatch.setattr(packages, "PACKAGES", needed)
    with pytest.raises(LocalError, match=r"apt-get install -y --no-install-recommends first second$"):
        packages.require_packages(for_tests=False)


def test_packages_of_tests_are_not_asked_for_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "PACKAGES", [Package("chromium", lambda: False, for_tests=True)])
    packages.require_packages(for_tests=False)
    assert packages.missing(for_tests=True) == ["chromium"]


def test_a_program_that_is_only_a_stub_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\necho 'install the snap' >&2; exit 1\n")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert not packages.answers("chromium")


def test_this_machine_has_what_the_tests_need() -> None:
    assert packages.missing(for_tests=True) == []


def pinned(need: str) -> dict[str, str]:
    """The version of each package that the file of a need names for this machine."""
    lines = (CLONE / "requirements" / f"{need}.txt").read_text().splitlines()
    named = [Requirement(line.removesuffix("\\")) for line in lines if "==" in line]
    return {
        canonicalize_name(each.name): str(each.specifier).removeprefix("==")
        for each in named
        if each.marker is None or each.marker.evaluate()
    }


@pytest.mark.parametrize("need", ["production", "local", "dev"])
def test_the_requirements_name_all_that_they_need_themselves(need: str) -> None:
    """Nothing is resolved when they are installed."""
    found = pinned(need)
    asked = [
        (name, Requirement(line)) for name in found for line in metadata.requires(name) or [] if "extra ==" not in line
    ]
    assert len(asked) > 20
    lacking = [
        f"{name} needs {each}"
        for name, each in asked
        if each.marker is None or each.marker.evaluate()
        if not each.specifier.contains(found.get(canonicalize_name(each.name), "none"), prereleases=True)
    ]
    assert lacking == []
