"""Templates can be read, obey the strict Content-Security-Policy, and say what they take."""

import re
from collections.abc import Callable
from pathlib import Path

from django.template import TemplateSyntaxError, engines

from tests.architecture.source import ROOT, name, templates

# Rendered to PDF, never sent to a browser: they carry their own print style.
PAPERS = {"templates/personnel/slips.html", "templates/accounts/slips.html"}
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|\son[a-z]+=", re.IGNORECASE)
STYLE = re.compile(r"<style|\sstyle=", re.IGNORECASE)
ELSEWHERE = re.compile(r"""(?:src|srcset|href|action)=["']?(?:https?:)?//""", re.IGNORECASE)
COMMENT = re.compile(r"\{# .+ #\}")


def wrong(is_wrong: Callable[[str], object], files: list[Path] | None = None) -> set[str]:
    """The templates of whose text this is true."""
    files = templates() if files is None else files
    assert files
    return {name(path) for path in files if is_wrong(path.read_text(encoding="utf-8"))}


def parts() -> list[Path]:
    return [path for path in templates() if path.name.startswith("_")]


def test_every_template_can_be_read() -> None:
    faults = {}
    for path in templates():
        try:
            engines["django"].get_template(str(path.relative_to(ROOT / "templates")))
        except TemplateSyntaxError as fault:
            faults[name(path)] = fault
    assert not faults


def test_no_inline_script_or_handler() -> None:
    assert not wrong(INLINE.search)


def test_no_inline_style() -> None:
    assert wrong(STYLE.search) <= PAPERS


def test_nothing_is_loaded_from_another_host() -> None:
    assert not wrong(ELSEWHERE.search)


def test_no_sentence_has_a_blank_before_its_comma() -> None:
    """Where one condition follows another directly in a block element, the formatter puts them on two lines.

    A reader would see a blank there. Such a sentence stands in a `<span>`, where the formatter adds no blank.
    """
    parted = re.compile(r"^\s*(?:\{% (?:if|elif|else|for)\b(?:(?!%\}).)*%\})+[,;:.)]", re.MULTILINE)
    assert not wrong(parted.search)


def test_every_template_opens_with_a_comment() -> None:
    assert not wrong(lambda source: not source.startswith("{#"))


def test_every_part_opens_with_what_it_is_and_what_it_takes() -> None:
    def says_less(source: str) -> bool:
        return not all(map(COMMENT.fullmatch, [*source.splitlines(), "", ""][:2]))

    assert not wrong(says_less, parts())


def test_a_form_of_another_name_brings_its_own_summary() -> None:
    def lacks_it(source: str) -> bool:
        names = set(re.findall(r"\{\{ *([\w.]+)\|crispy", source)) - {"form"}
        return bool(names) and '"_galat.html" with form=' not in source

    def is_summed_up_above(part: str) -> bool:
        """By each page that includes it."""
        pages = [each for each in sources if f'{{% include "{part}"' in each]
        return bool(pages) and all('"_galat.html" with form=' in each for each in pages)

    sources = [path.read_text(encoding="utf-8") for path in templates()]
    assert not [each for each in wrong(lacks_it) if not is_summed_up_above(each.removeprefix("templates/"))]
