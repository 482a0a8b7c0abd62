"""HTML to PDF/A-3a with the tags of PDF/UA-1. While rendering, nothing is fetched but our own fonts.

Fonts are registered and the print style parsed once per process; that is half the time of a one-page letter.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

FONTS = Path(__file__).resolve().parent / "fonts"
FACES = """
@font-face{font-family:"Liberation Sans";src:url(liberation/LiberationSans-Regular.ttf)}
@font-face{font-family:"Liberation Sans";font-weight:bold;src:url(liberation/LiberationSans-Bold.ttf)}
@font-face{font-family:"TeX Gyre Bonum";src:url(texgyre/texgyrebonum-regular.otf)}
@font-face{font-family:"TeX Gyre Bonum";font-weight:bold;src:url(texgyre/texgyrebonum-bold.otf)}
"""
# WeasyPrint writes the metadata of one standard only; the other is claimed by this piece of RDF.
UA_CLAIM = (FONTS / "pdfua.xmp").read_bytes()
_END_OF_CLAIMS = b"</rdf:RDF>"
# By this name WeasyPrint does not open its own copy, which it never closes.
INTENT = "sRGB"


class OwnFilesOnly(URLFetcher):
    """Refuses every address but `data:` and files below the font folder, links out of it included."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if not url.startswith("data:") and not self._is_font(url):
            raise FatalURLFetchingError(f"A paper may not fetch {url}")
        try:
            return super().fetch(url, headers)
        except OSError as error:
            # Else it would be written in whatever letters the machine has, and so would all papers after it.
            raise FatalURLFetchingError(f"A paper needs {url}") from error

    @staticmethod
    def _is_font(url: str) -> bool:
        if not url.startswith("file://"):
            return False
        return Path(url.removeprefix("file://").split("?")[0]).resolve().is_relative_to(FONTS)


@cache
def _fonts() -> tuple[FontConfiguration, CSS]:
    configuration = FontConfiguration()
    faces = CSS(string=FACES, base_url=f"file://{FONTS}/", url_fetcher=OwnFilesOnly(), font_config=configuration)
    return configuration, faces


@cache
def _srgb() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def _colours() -> ColorProfile:
    """One for each paper: while one is written, its place in it is kept on this object."""
    return ColorProfile(BytesIO(_srgb()), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def style(css: str) -> CSS:
    """A style sheet for `render_pdf`, parsed once and used for many papers."""
    return CSS(string=css, base_url=f"file://{FONTS}/", url_fetcher=OwnFilesOnly(), font_config=_fonts()[0])


def render_pdf(html: str, *, styles: Sequence[CSS] = (), **options: Any) -> bytes:
    """The page as a tagged PDF. Raises FatalURLFetchingError if it refers to anything that is not ours."""
    configuration, faces = _fonts()
    page = HTML(string=html, base_url=f"file://{FONTS}/", url_fetcher=OwnFilesOnly())
    pdf = page.write_pdf(
        stylesheets=[faces, *styles],
        font_config=configuration,
        pdf_variant="pdf/a-3a",
        output_intent=INTENT,
        color_profiles={INTENT: _colours()},
        finisher=_claim_ua,
        **options,
    )
    return bytes(pdf)


def _claim_ua(_: Document, pdf: Any) -> None:
    for stream in pdf.objects:
        if getattr(stream, "extra", {}).get("Type") == "/Metadata":
            stream.stream = [part.replace(_END_OF_CLAIMS, UA_CLAIM + _END_OF_CLAIMS) for part in stream.stream]
            # In clear, so that what a file says of itself can be found in it without a reader of PDF.
            stream.compress = False
