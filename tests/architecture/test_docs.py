"""What the docs say in code is true: examples parse, and what they name is there.

`docs/decisions.md` is left out where it names code: a decision speaks of the day on which it was taken.
"""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGES, ROOT, name, python_files, tree

DOCS = sorted((ROOT / "docs").rglob("*.md"))
LIVING = [path for path in DOCS if path.name != "decisions.md"]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TAKEN = re.compile(r"^From `([\w/]+\.py)`:\n\n```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CITED = re.compile(r"`([^`\n]+)`")
# Not an address (`/kerja/`), and nothing that a command makes (`.local/`).
_FILE = re.compile(r"\w[\w./-]*/[\w.-]+\.(?:py|md|html|toml|js|css|yml|conf|service|txt|json)|[\w-]+(?:/[\w-]+)+/")
_DOTTED = re.compile(rf"(?:{'|'.join(PACKAGES)}|tests)(?:\.\w+)+(?<!\.go\.id)")
_NAME = re.compile(r"[A-Z]\w*[a-z]\w*(?:\.\w+)?|[a-z]+(?:_[a-z0-9]+)+")
# Where a path of the docs may begin: a room is named without the house.
_FROM = (ROOT, ROOT / "perkim", ROOT / "docs", ROOT / "docs" / "guide")


def blocks(path: Path, language: str) -> list[str]:
    return [text for found, text in _FENCE.findall(path.read_text(encoding="utf-8")) if found == language]


def cited(path: Path, shape: re.Pattern[str]) -> list[str]:
    """What stands in backticks outside of code blocks and has this shape."""
    prose = _FENCE.sub("", path.read_text(encoding="utf-8"))
    return [each for each in _CITED.findall(prose) if shape.fullmatch(each)]


@cache
def words_of_the_source() -> frozenset[str]:
    files = [*python_files(*PACKAGES, "tests"), *(ROOT / "static").rglob("*.js"), *(ROOT / "ops").rglob("*")]
    texts = [path.read_text(encoding="utf-8", errors="ignore") for path in files if path.is_file()]
    return frozenset(re.findall(r"\w+", "\n".join(texts)))


def exists(dotted: str) -> bool:
    """Whether a dotted name leads to a module, or to a name that the module before it holds."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        place = ROOT.joinpath(*parts[:length])
        module = place.with_suffix(".py") if place.with_suffix(".py").is_file() else place / "__init__.py"
        if module.is_file() or place.is_dir():
            rest = parts[length:]
            text = module.read_text(encoding="utf-8") if module.is_file() else ""
            return all(re.search(rf"\b{each}\b", text) for each in rest)
    return False


def test_there_is_code_and_there_are_names_to_look_at() -> None:
    assert any(_TAKEN.search(path.read_text(encoding="utf-8")) for path in DOCS)
    assert sum(len(cited(path, _FILE)) for path in LIVING) > 10
    assert sum(len(cited(path, _NAME)) for path in LIVING) > 100


@pytest.mark.parametrize("path", DOCS, ids=name)
def test_its_code_parses(path: Path) -> None:
    for text in blocks(path, "python"):
        ast.parse(text)
    for text in [*blocks(path, "sh"), *blocks(path, "bash")]:
        assert not subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True, check=False).stderr


def _names(tree: ast.AST) -> set[str]:
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    named |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return named | {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg}


@pytest.mark.parametrize("path", DOCS, ids=name)
def test_an_example_that_is_taken_from_a_file_uses_the_names_of_that_file(path: Path) -> None:
    for source, text in _TAKEN.findall(path.read_text(encoding="utf-8")):
        assert _names(ast.parse(text)) <= _names(tree(ROOT / source))


@pytest.mark.parametrize("path", LIVING, ids=name)
def test_the_files_that_it_names_are_there(path: Path) -> None:
    gone = [each for each in cited(path, _FILE) if not any((start / each).exists() for start in _FROM)]
    assert not gone


@pytest.mark.parametrize("path", LIVING, ids=name)
def test_the_modules_that_it_names_are_there(path: Path) -> None:
    assert not [each for each in cited(path, _DOTTED) if not exists(each)]


@pytest.mark.parametrize("document", ["declaring.md", "glossary.md"])
def test_the_names_that_it_gives_to_things_are_in_the_source(document: str) -> None:
    known = words_of_the_source()
    named = cited(ROOT / "docs" / document, _NAME)
    assert not sorted({each for each in named if not set(each.split(".")) <= known})
