"""HTML to PDF. While rendering, nothing is fetched but our own fonts, images and style sheets.

Fonts are registered and the print style parsed once per process; that is half the time of a one-page letter.
"""

from functools import cache
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

FONTS = Path(__file__).resolve().parent / "fonts"
FACES = """
@font-face{font-family:"Liberation Sans";src:url(liberation/LiberationSans-Regular.ttf)}
@font-face{font-family:"Liberation Sans";font-weight:bold;src:url(liberation/LiberationSans-Bold.ttf)}
"""


class OwnFilesOnly(URLFetcher):
    """Refuses every address but `data:` and files below the font folder, links out of it included."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if not url.startswith("data:") and not self._is_font(url):
            raise FatalURLFetchingError(f"A paper may not fetch {url}")
        return super().fetch(url, headers)

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


def render_pdf(html: str, **options: Any) -> bytes:
    """The page as a tagged PDF/UA-1. Raises FatalURLFetchingError if it refers to anything that is not ours."""
    configuration, faces = _fonts()
    page = HTML(string=html, base_url=f"file://{FONTS}/", url_fetcher=OwnFilesOnly())
    pdf = page.write_pdf(stylesheets=[faces], font_config=configuration, pdf_variant="pdf/ua-1", **options)
    return bytes(pdf)
