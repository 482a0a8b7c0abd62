"""Frozen data to the PDF of a sheet. The print style and the measures of a sheet are parsed once per process."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from weasyprint import CSS

from perkim.lib.pdf import render_pdf, style

PRINT_CSS = Path(__file__).resolve().parent / "print.css"
GARBAGE_THRESHOLD = (100_000, 50, 50)
_PAGE = (
    "@page{{size:{lebar}mm {tinggi}mm;margin:{atas}mm {kanan}mm {bawah}mm {kiri}mm}}"
    "@page:first{{margin-top:{atas_pertama}mm}}"
)
# What stood on sheets that were frozen before it was a measure of its own.
_FIRST_TOP = {"atas_pertama": 14}


def sheet_pdf(data: Mapping[str, Any]) -> bytes:
    """The sheet that these frozen data describe (`perkim.documents.drafting.freeze`)."""
    with _collecting_rarely():
        return render_pdf(sheet_html(data), styles=[_print_style(), _page_style(**{**_FIRST_TOP, **data["bentuk"]})])


def sheet_html(data: Mapping[str, Any]) -> str:
    """Templates take the frozen data by their own names: naskah, nomor, tanggal, isi, kop."""
    return render_to_string(data["naskah"]["template"], dict(data))


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    """A long annex makes millions of objects that live until it is written; looking for garbage among them takes a
    seventh of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(*GARBAGE_THRESHOLD)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@cache
def _print_style() -> CSS:
    return style(PRINT_CSS.read_text(encoding="utf-8"))


@cache
def _page_style(**measures: int) -> CSS:
    return style(_PAGE.format(**measures))
