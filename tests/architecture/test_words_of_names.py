"""Names say what a thing is: a row, a sentence, an answer. `found`, `told`, `asked` and `standing` say only what was
done with it, or where it is, and could be the name of everything."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGES, name, python_files, templates, tree

WORDS = {"found", "told", "asked", "standing"}
# What others named so, and what stands in the database under this name.
ALLOWED = {
    "page_not_found": "the name that Django gives the handler of 404",
    "asked_by": "a field of Release in the database: who asked for it",
    "told_by": "a field of OfficerIdentity in the database: who recorded it",
    "told_at": "a field of OfficerIdentity in the database: when it was recorded",
    "asked_at": "a field of Release and of Work in the database: when it was asked for",
}
_PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def has_word(identifier: str) -> bool:
    """Whether one of the words is a part of it: `found`, `_told`, `asked_of`, `MeetingTold`, but not `foundation`."""
    return not WORDS.isdisjoint(part.lower() for part in _PARTS.findall(identifier))


def names_in(module: ast.AST) -> Iterator[str]:
    """What this code names: variables, parameters, attributes, functions, classes, keywords, keys of dicts."""
    for node in ast.walk(module):
        match node:
            case ast.Name(id=named, ctx=ast.Store()) | ast.Attribute(attr=named, ctx=ast.Store()):
                yield named
            case ast.FunctionDef(name=named) | ast.AsyncFunctionDef(name=named) | ast.ClassDef(name=named):
                yield named
            case ast.arg(arg=named) | ast.keyword(arg=str(named)) | ast.alias(asname=str(named)):
                # A lookup (`asked_at__gte`) is one of the field it begins with.
                yield named.split("__")[0] or named
            case ast.ExceptHandler(name=str(named)) | ast.MatchAs(name=str(named)) | ast.MatchStar(name=str(named)):
                yield named
            case ast.Dict(keys=keys):
                yield from (key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


def words_in_code(module: ast.AST) -> set[str]:
    return {each for each in names_in(module) if each.isidentifier() and has_word(each) and not is_allowed(each)}


def is_allowed(named: str) -> bool:
    """A foreign key goes by its column (`told_by_id`) too."""
    return named.removesuffix("_id") in ALLOWED


def words_in_template(text: str) -> set[str]:
    """Names in tags and variables; what is quoted or commented is none."""
    tags = " ".join(_QUOTED.sub("", tag) for tag in _TAGS.findall(text))
    return {each for each in re.findall(r"[A-Za-z_]+", tags) if has_word(each) and each not in ALLOWED}


def production() -> list[Path]:
    return python_files(*PACKAGES, "benchmarks")


def test_names_of_code_say_what_a_thing_is() -> None:
    assert {name(path): words for path in production() if (words := words_in_code(tree(path)))} == {}


def test_names_of_modules_and_templates_say_what_they_hold() -> None:
    paths = [*production(), *templates()]
    assert [name(path) for path in paths if has_word(path.stem) or has_word(path.parent.name)] == []


def test_names_in_templates_say_what_a_thing_is() -> None:
    shown = {path: path.read_text(encoding="utf-8") for path in templates()}
    assert {name(path): words for path, text in shown.items() if (words := words_in_template(text))} == {}


def test_what_is_allowed_is_still_there() -> None:
    everywhere = {each for path in python_files() for each in names_in(tree(path))}
    assert set(ALLOWED) - everywhere == set()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("found = 1", {"found"}),
        ("TOLD = 1", {"TOLD"}),
        ("for _told in rows: pass", {"_told"}),
        ("def asked_of(case): pass", {"asked_of"}),
        ("def send(*, told_of=None): pass", {"told_of"}),
        ("class MeetingTold: pass", {"MeetingTold"}),
        ("self.standing = 1", {"standing"}),
        ("rows.annotate(standing=1)", {"standing"}),
        ("context = {'told': 1}", {"told"}),
        ("from perkim import rows as found_rows", {"found_rows"}),
        ("[each for found in rows]", {"found"}),
        ("if standing := rows: pass", {"standing"}),
        # What others named, sentences, and words that only begin so.
        ("rows.filter(asked_at__gte=1)", set()),
        ("raise FileNotFoundError('not found')", set()),
        ("foundation = outstanding = 1", set()),
        ("words = {'what was told': 1}", set()),
    ],
)
def test_the_words_are_seen_in_code(code: str, words: set[str]) -> None:
    assert words_in_code(ast.parse(code)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ told.title }}", {"told"}),
        ("{% faults form as found %}", {"found"}),
        ("{% if not panel.standing %}", {"standing"}),
        ("{# what was asked #}found{% include 'told.html' %}{{ release.asked_by }}", set()),
    ],
)
def test_the_words_are_seen_in_templates(text: str, words: set[str]) -> None:
    assert words_in_template(text) == words
