"""Rules all templates of the portal keep: strict CSP, small files, partials that state what they take."""

import re

import pytest
from django.conf import settings
from django.template import engines

FOLDER = settings.BASE_DIR / "templates"
FILES = sorted(FOLDER.rglob("*.html"))
PARTIALS = [file for file in FILES if file.name.startswith("_")]
# Papers are drawn by WeasyPrint, never by a browser: they carry their own style.
PAPERS = {*FOLDER.rglob("slips.html")}
LONGEST = 150

of_each = pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(FOLDER)))


@of_each
def test_it_can_be_read(file) -> None:
    engines["django"].get_template(str(file.relative_to(FOLDER)))


@of_each
def test_it_has_no_inline_script_style_or_handler(file) -> None:
    source = file.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)
    assert file in PAPERS or not re.search(r"<style|\sstyle=", source)
    assert not re.search(r"<[^>]*\son[a-z]+=", source)


@of_each
def test_it_fetches_nothing_from_elsewhere(file) -> None:
    assert not re.search(r"""(?:src|srcset|action)=["']?(?:https?:)?//""", file.read_text())


@of_each
def test_it_is_short(file) -> None:
    assert len(file.read_text().splitlines()) <= LONGEST


@pytest.mark.parametrize("file", PARTIALS, ids=lambda file: str(file.relative_to(FOLDER)))
def test_a_partial_opens_with_what_it_is_and_what_it_takes(file) -> None:
    first, second = file.read_text().splitlines()[:2]
    assert re.fullmatch(r"\{# .+ #\}", first)
    assert re.fullmatch(r"\{# .+ #\}", second)


@of_each
def test_a_form_of_another_name_brings_its_own_summary(file) -> None:
    source = file.read_text()
    names = set(re.findall(r"\{\{ *([\w.]+)\|crispy", source)) - {"form"}
    assert not names or '"_galat.html" with form=' in source
