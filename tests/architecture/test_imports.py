"""Imports go down only, and none hides inside a function."""

import ast
import subprocess
import sys
import tomllib

from django.conf import settings

from tests.architecture.source import PACKAGES, ROOT, functions, name, python_files, tree


def test_the_contracts_hold() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_package_stands_in_the_contract() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    named = " ".join(" ".join(contract["layers"]) for contract in config["contracts"])
    words = set(named.replace("(", " ").replace(")", " ").replace("|", " ").split())
    rooms = {f"perkim.{path.parent.name}" for path in (ROOT / "perkim").glob("*/__init__.py")}
    assert rooms | set(settings.PROGRAMME_APPS) <= words
    assert tuple(config["root_packages"]) == PACKAGES
    assert " | ".join(settings.PROGRAMME_APPS) in config["contracts"][0]["layers"]


def test_the_types_of_every_package_are_checked() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert tuple(config["files"]) == PACKAGES


def test_no_own_import_hides_inside_a_function() -> None:
    hidden = [
        f"{name(path)}:{node.lineno}"
        for path in python_files()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden


def test_no_model_is_fetched_by_name() -> None:
    assert not [name(path) for path in python_files() if "get_model(" in path.read_text(encoding="utf-8")]


def test_only_settings_read_the_environment() -> None:
    def reads_environment(path) -> bool:
        return any(
            isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv") and _is_os(node.value)
            for node in ast.walk(tree(path))
        )

    def _is_os(node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and node.id == "os"

    # The launcher makes the environment that the settings read; the entry points name the settings module.
    allowed = ("perkim/local/", "perkim/wsgi.py", "perkim/celery.py", "perkim/gunicorn_conf.py")
    found = [name(path) for path in python_files() if reads_environment(path)]
    assert not [path for path in found if not path.startswith(allowed)]


def test_forbidden_rooms_and_habits_are_absent() -> None:
    rooms = [name(path) for path in python_files() if path.stem in ("utils", "helpers", "services", "signals")]
    saves = [
        f"{name(path)}:{function.lineno}"
        for path in python_files()
        if path.stem == "models"
        for function in functions(path)
        if function.name == "save"
    ]
    assert not rooms + saves
