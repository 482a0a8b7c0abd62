"""HTML to PDF: ours only, tagged, with its own fonts."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from perkim.lib.pdf import FONTS, OwnFilesOnly, render_pdf


def page(body: str, head: str = "") -> str:
    head = f'<meta charset="utf-8"><title>Surat</title>{head}'
    return f'<!doctype html><html lang="id"><head>{head}</head><body>{body}</body></html>'


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def test_the_text_can_be_read_and_copied() -> None:
    assert "Berita Acara Nomor 1" in read(render_pdf(page("<p>Berita Acara Nomor 1</p>"))).pages[0].extract_text()


def test_it_is_tagged_and_says_its_language_and_title() -> None:
    root = read(render_pdf(page("<h1>Surat</h1>"))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "id"
    assert "/StructTreeRoot" in root


def test_it_brings_its_fonts() -> None:
    found = read(render_pdf(page('<p style="font-family:Liberation Sans">Ada <b>tebal</b></p>'))).pages[0]
    fonts = [str(font.get_object()["/BaseFont"]) for font in found["/Resources"]["/Font"].values()]
    assert fonts
    assert all("Liberation" in font for font in fonts)


@pytest.mark.parametrize(
    "address",
    [
        "https://jahat.example/x.png",
        "http://127.0.0.1:1/x.png",
        "file:///etc/passwd",
        f"file://{FONTS}/../pdf.py",
        f"file://{FONTS}-lain/x.png",
        "ftp://jahat.example/x",
        "../pdf.py",
        f"file://localhost{FONTS}/liberation/OFL.txt",
    ],
)
def test_nothing_of_others_is_fetched(address: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        render_pdf(page(f'<img src="{address}" alt="x">'))


@pytest.mark.parametrize("way", ['<link rel="stylesheet" href="{}">', "<style>@import url({});</style>"])
def test_no_style_of_others_is_fetched(way: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        render_pdf(page("<p>x</p>", head=way.format("https://jahat.example/x.css")))


def test_a_link_out_of_the_fonts_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "rahasia.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "fonts" / "tautan.svg").symlink_to(tmp_path / "rahasia.svg")
    monkeypatch.setattr("perkim.lib.pdf.FONTS", tmp_path / "fonts")
    with pytest.raises(FatalURLFetchingError, match="may not fetch"):
        OwnFilesOnly().fetch(f"file://{tmp_path}/fonts/tautan.svg")


def test_no_paper_is_written_without_its_fonts() -> None:
    with pytest.raises(FatalURLFetchingError, match="needs"):
        render_pdf(page("<p>x</p>", head="<style>@font-face{font-family:a;src:url(liberation/hilang.ttf)}</style>"))


def test_a_picture_inside_the_page_is_fine() -> None:
    dot = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><circle r='4'/></svg>"
    assert render_pdf(page(f'<img src="{dot}" alt="titik">')).startswith(b"%PDF")


def test_the_licence_of_the_fonts_lies_beside_them() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "liberation" / "OFL.txt").read_text()
