"""A public class name stands for one class, so that whoever reads it, or searches for it, knows which one is meant."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.architecture.source import PACKAGES, name, python_files, tree

FOLDERS = (*PACKAGES, "tests", "benchmarks")
# Django finds a management command by the name of its module; its class is always called so.
COMMAND = "Command"


def classes_by_name(modules: Iterable[tuple[str, ast.Module]]) -> Mapping[str, list[str]]:
    """Where each public class of a module's top level is defined."""
    places = defaultdict(list)
    for where, module in modules:
        for node in module.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(where)
    return places


def twice(modules: Iterable[tuple[str, ast.Module]]) -> dict[str, list[str]]:
    return {each: places for each, places in classes_by_name(modules).items() if len(places) > 1 and each != COMMAND}


def parsed(paths: Iterable[Path]) -> list[tuple[str, ast.Module]]:
    return [(name(path), tree(path)) for path in paths]


def test_a_public_class_name_occurs_once():
    modules = parsed(python_files(*FOLDERS))

    assert len(classes_by_name(modules)) > 700
    assert twice(modules) == {}


def test_a_name_that_occurs_twice_is_named_with_its_places():
    one, other = ast.parse("class Line: ..."), ast.parse("class _Line: ...\nclass Line: ...\nclass Command: ...")

    assert twice([("a.py", one), ("b.py", other), ("c.py", ast.parse("class Command: ..."))]) == {
        "Line": ["a.py", "b.py"]
    }


def test_nested_classes_may_share_their_names():
    models = ast.parse("class Shop:\n    class Meta: ..."), ast.parse("class Visit:\n    class Meta: ...")

    assert twice(zip(("a.py", "b.py"), models, strict=True)) == {}
