"""Files stay short enough to be read in one sitting."""

import re

from tests.architecture.source import functions, name, python_files, templates, tree

FILE, TEMPLATE, FUNCTION = 300, 150, 50
# The formatter breaks lines of templates at 120; what it cannot break, an address or a tag in an attribute, ends here.
TEMPLATE_LINE = 160


def lines_of(path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_python_file_is_longer_than_the_limit() -> None:
    long = {name(path): lines_of(path) for path in python_files() + python_files("tests") if lines_of(path) > FILE}
    assert not long


def test_no_template_is_longer_than_the_limit() -> None:
    assert not {name(path): lines_of(path) for path in templates() if lines_of(path) > TEMPLATE}


def test_no_line_of_a_template_is_longer_than_the_limit() -> None:
    """But one tag that stands alone: Django reads a tag from one line only."""
    lone_tag = re.compile(r"\s*\{%(?:(?!%\}).)*%\}")
    assert not [
        f"{name(path)}: {line.strip()[:60]}"
        for path in templates()
        for line in path.read_text(encoding="utf-8").splitlines()
        if len(line) > TEMPLATE_LINE and not lone_tag.fullmatch(line)
    ]


def test_no_function_is_longer_than_the_limit() -> None:
    long = {
        f"{name(path)}:{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in python_files()
        for function in functions(path)
    }
    assert not {where: length for where, length in long.items() if length > FUNCTION}


def test_every_module_says_what_it_holds() -> None:
    def silent(path) -> bool:
        statements = tree(path).body
        doc = statements and getattr(getattr(statements[0], "value", None), "value", None)
        return bool(statements) and not isinstance(doc, str)

    assert not [name(path) for path in python_files() if silent(path)]
