"""Templates obey the strict Content-Security-Policy and say what they take."""

import re

from tests.architecture.source import name, templates

# Rendered to PDF, never sent to a browser: they carry their own print style.
PAPERS = {"templates/personnel/slips.html", "templates/accounts/slips.html"}


def test_no_inline_script_style_or_handler() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    found = [name(path) for path in templates() if inline.search(path.read_text(encoding="utf-8"))]
    assert not set(found) - PAPERS


def test_every_template_opens_with_a_comment() -> None:
    assert not [name(path) for path in templates() if not path.read_text(encoding="utf-8").startswith("{#")]


def test_every_part_names_its_variables() -> None:
    def second_line(path) -> str:
        return [*path.read_text(encoding="utf-8").splitlines(), "", ""][1]

    parts = [path for path in templates() if path.name.startswith("_")]
    assert parts
    assert not [name(path) for path in parts if not second_line(path).startswith("{#")]


def test_nothing_is_loaded_from_another_host() -> None:
    address = re.compile(r"(?:src|href)=[\"']?(?:https?:)?//", re.IGNORECASE)
    assert not [name(path) for path in templates() if address.search(path.read_text(encoding="utf-8"))]


def test_no_sentence_has_a_blank_before_its_comma() -> None:
    """Where one condition follows another directly in a block element, the formatter puts them on two lines.

    A reader would see a blank there. Such a sentence stands in a `<span>`, where the formatter adds no blank.
    """
    parted = re.compile(r"\s*(?:\{% (?:if|elif|else|for)\b(?:(?!%\}).)*%\})+[,;:.)]")
    assert not [
        f"{name(path)}: {line.strip()}"
        for path in templates()
        for line in path.read_text(encoding="utf-8").splitlines()
        if parted.match(line)
    ]
