"""A year is no amount: pages write it without the point that parts thousands."""

import re

from django.template import Context, Template

from tests.architecture.source import ROOT, name, templates

_YEAR = re.compile(r"\{\{[^}|]*\b(?:\w+_)?(?:year|tahun)\s*\}\}")
# Every number of a paper is written by its own words; see the first lines of that folder's base.
_PAPERS = ROOT / "templates" / "documents" / "naskah"


def test_no_template_leaves_a_year_to_the_rules_of_amounts() -> None:
    assert Template("{{ year }}").render(Context({"year": 2026})) == "2.026", "why it has to be said each time"
    found = [
        f"{name(file)}: {each}"
        for file in templates()
        if _PAPERS not in file.parents
        for each in _YEAR.findall(file.read_text())
    ]
    assert found == []


def test_the_papers_write_no_number_by_the_rules_of_amounts() -> None:
    assert "{% localize off %}" in (_PAPERS / "_dasar.html").read_text()
    bases = [file for file in _PAPERS.glob("[!_]*.html") if "{% extends" not in file.read_text()]
    assert [file.name for file in bases if _YEAR.search(file.read_text())] == []
