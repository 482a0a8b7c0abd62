"""A sentence that ends in a person's name ends in one full stop, also after a title: `perkim.lib.text.full_stop`."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.template import Context, Template

from perkim.lib.text import full_stop
from tests.architecture.source import name, python_files, templates, tree

# How the project calls a person, an account, or a case, which is called by its person.
PEOPLE = {"account", "actor", "by", "case", "holder", "person", "to", "user"}
# Names of other things: a file, the second of two duties, the office.
THINGS = {"file", "second", "kantor"}
IN_TEMPLATE = re.compile(r"\{\{ *([a-z][\w.]*) *\}\}\.(?!\w)")


def ends() -> Iterator[tuple[str, ast.expr]]:
    """Where an f-string puts a full stop after a value, and the value."""
    for file in python_files():
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.JoinedStr):
                for value, after in pairwise(node.values):
                    if isinstance(value, ast.FormattedValue) and re.match(r"\.(?!\w)", _text(after)):
                        yield f"{name(file)}:{value.lineno}", value.value


def _text(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _word(value: ast.expr) -> str:
    """The last word of `release.account`, `account_of(request)`."""
    if isinstance(value, ast.Call):
        return _word(value.func)
    return value.attr if isinstance(value, ast.Attribute) else value.id if isinstance(value, ast.Name) else ""


def names_a_person(value: ast.expr) -> bool:
    if isinstance(value, ast.Attribute) and value.attr == "name":
        return _word(value.value) not in THINGS
    return _word(value) in PEOPLE | {"names"}


def test_no_code_adds_a_full_stop_to_a_name() -> None:
    found = list(ends())
    assert len(found) > 100
    assert [where for where, value in found if names_a_person(value)] == []


def test_no_template_adds_one() -> None:
    files = templates()
    found = [(name(file), value) for file in files for value in IN_TEMPLATE.findall(file.read_text(encoding="utf-8"))]
    assert len(found) > 10
    assert [each for each in found if names_a_person(expression(each[1]))] == []


def expression(code: str) -> ast.expr:
    return ast.parse(code, mode="eval").body


@pytest.mark.parametrize("code", ["release.account", "by.name", "found.before.name", "names(found)", "case"])
def test_it_knows_a_person(code: str) -> None:
    assert names_a_person(expression(code))


@pytest.mark.parametrize(
    ("words", "ended"),
    [("Budi", "Budi."), ("Ir. Bambang, M.T.", "Ir. Bambang, M.T."), ("alasan “hilang.”", "alasan “hilang.”")],
)
def test_one_full_stop(words: str, ended: str) -> None:
    assert full_stop(words) == ended


@pytest.mark.parametrize("library", ["portal", "naskah"])
def test_the_filter_escapes_once(library: str) -> None:
    shown = Template(f"{{% load {library} %}}{{{{ names|join:', '|titik }}}} {{{{ names.0|titik }}}}")
    assert shown.render(Context({"names": ["Ma'ruf", "S.T."]})) == "Ma&#x27;ruf, S.T. Ma&#x27;ruf."
