"""How papers write dates, money and names of offices. Frozen data hold dates as ISO text and money as whole rupiah."""

import base64
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.utils.formats import date_format

from perkim.documents.marks import DRAFT_MARK
from perkim.lib import money
from perkim.lib.span import day_of_iso
from perkim.lib.terbilang import rupiah_letters
from perkim.lib.terbilang import terbilang as words_of
from perkim.lib.text import full_stop, in_thousands

register = template.Library()
register.filter("titik", full_stop, is_safe=True)
# Longer names of an agency stand on two lines of the kop.
ONE_LINE = 30
_REGION = re.compile(r"\b(Kabupaten|Kota) ", re.IGNORECASE)
_NEIGHBOURHOOD = re.compile(r"\b(RT|RW) (?=\d)")
EMBLEMS = {"lambang.svg": "image/svg+xml", "lambang.png": "image/png"}


@register.filter
def tanggal(day: str) -> str:
    """`22 November 2026`; empty for no date."""
    parsed = day_of_iso(day)
    return date_format(parsed, "j F Y") if parsed else ""


@register.filter
def hari(day: str) -> str:
    """`Senin`; empty for no date."""
    parsed = day_of_iso(day)
    return date_format(parsed, "l") if parsed else ""


@register.filter
def tanggal_terbilang(day: str) -> str:
    """`tanggal dua puluh dua bulan November tahun dua ribu dua puluh enam`; empty for no date."""
    parsed = day_of_iso(day)
    if parsed is None:
        return ""
    month = date_format(parsed, "F")
    return f"tanggal {words_of(parsed.day)} bulan {month} tahun {words_of(parsed.year)}"


@register.filter
def rupiah(amount: int) -> str:
    """`Rp20.000.000`, as in tables."""
    return money.rupiah(amount)


@register.filter
def rupiah_huruf(amount: int) -> str:
    """`Rp20.000.000,00 (dua puluh juta rupiah)`, as in the text of a paper."""
    return f"{rupiah(amount)},00 ({rupiah_letters(amount)})"


@register.filter
def angka(number: int) -> str:
    """`1.204`."""
    return in_thousands(number)


@register.filter
def terbilang(number: int) -> str:
    """`empat puluh dua`."""
    return words_of(number)


@register.filter
def angka_huruf(number: int) -> str:
    """`42 (empat puluh dua)`."""
    return f"{angka(number)} ({words_of(number)})"


@register.filter
def atau_titik(value: Any, length: int = 24) -> str:
    """What is known, or dots to be filled in by hand."""
    return str(value) if value not in ("", None) else "." * length


@register.filter
def huruf(place: int) -> str:
    """`a` for the first."""
    return "abcdefghijklmnopqrstuvwxyz"[place - 1]


@register.filter
def diktum(place: int) -> str:
    """`KESATU`, `KEDUA`, … `KESEPULUH`."""
    return "KESATU" if place == 1 else f"KE{words_of(place)}".upper()


@register.filter
def alamat_rapat(address: str) -> str:
    """An address whose `RT 005/RW 003` stays on one line."""
    return _NEIGHBOURHOOD.sub("\\1\N{NO-BREAK SPACE}", address).replace("/RW", "/\N{WORD JOINER}RW")


@register.filter
def wilayah_rapat(name: str) -> str:
    """A name whose `Kabupaten Lumajang` stays on one line."""
    return _REGION.sub("\\1\N{NO-BREAK SPACE}", name)


@register.filter
def berdua(signers: Sequence[Any]) -> list[Sequence[Any]]:
    """Signatures by pairs, as they stand side by side."""
    return [signers[start : start + 2] for start in range(0, len(signers), 2)]


@register.filter
def dua_baris(name: str) -> list[str]:
    """A long name on two lines of about the same length."""
    words = name.split()
    if len(name) <= ONE_LINE or len(words) < 2:
        return [name]
    ways = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    return list(min(ways, key=lambda way: max(map(len, way))))


@register.simple_tag
def tanda_draf() -> str:
    """What the metadata of a sheet marked DRAF say, so that it is known again when it comes back as a scan."""
    return DRAFT_MARK


@register.simple_tag
def lambang() -> str:
    """The region's emblem as an address of its own bytes: static/img/lambang.svg or .png; empty without one."""
    return _emblem()


@cache
def _emblem() -> str:
    for name, media_type in EMBLEMS.items():
        file = Path(settings.BASE_DIR) / "static" / "img" / name
        if file.exists():
            return f"data:{media_type};base64,{base64.b64encode(file.read_bytes()).decode()}"
    return ""
