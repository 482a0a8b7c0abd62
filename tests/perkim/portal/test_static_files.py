"""What every visitor loads: small, complete, licensed, and free of addresses elsewhere."""

import gzip
import re

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "static"
KILOBYTE = 1024


def packed(name: str) -> int:
    return len(gzip.compress((FOLDER / name).read_bytes(), 9))


def test_the_own_style_sheet_stays_small() -> None:
    assert packed("perkim.css") <= 5 * KILOBYTE


def test_the_own_script_stays_small() -> None:
    assert (FOLDER / "perkim.js").stat().st_size <= 2 * KILOBYTE


def test_there_is_one_small_font() -> None:
    fonts = [*FOLDER.rglob("*.woff*"), *FOLDER.rglob("*.ttf"), *FOLDER.rglob("*.otf")]
    assert [font.name for font in fonts] == ["figtree-id.woff2"]
    assert fonts[0].stat().st_size <= 15 * KILOBYTE


@pytest.mark.parametrize("name", ["vendor/bootstrap/LICENSE", "vendor/lucide/LICENSE", "font/OFL-figtree.txt"])
def test_what_others_made_carries_its_licence(name: str) -> None:
    assert (FOLDER / name).stat().st_size > 500


@pytest.mark.parametrize("file", [*FOLDER.rglob("*.css"), *FOLDER.rglob("*.js")], ids=lambda file: file.name)
def test_nothing_is_fetched_from_elsewhere(file) -> None:
    source = file.read_text()
    assert not re.search(r"url\([\"']?(?:https?:)?//", source)
    assert "sourceMappingURL" not in source


def test_every_class_of_ours_in_the_templates_is_styled() -> None:
    sheet = (FOLDER / "perkim.css").read_text()
    used = set()
    for file in (settings.BASE_DIR / "templates").rglob("*.html"):
        used |= set(re.findall(r"[\"' ](pk-[a-z][a-z-]*[a-z])(?=[\"' ])", file.read_text()))
    assert {name for name in used if f".{name}" not in sheet} == set()
