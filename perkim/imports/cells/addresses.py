"""Parts of addresses as villages write them: `Dsn. Poncosumo RT 012/RW 002 Desa Sumberwuluh`, `RT/RW 012/002`.

Kinds of lists that hold addresses call their columns `dusun`, `rt`, `rw`, `village` and `kecamatan`, and take in
`WHOLE` and `RT_RW`, whose cells `arrange` parts into those.
"""

import re
from collections.abc import Mapping

from perkim.imports.cells import texts
from perkim.imports.cells.contents import quoted
from perkim.imports.declarations import EMPTY, Cell, CellError, CellKind, Column
from perkim.lib.neighbourhood import neighbourhood
from perkim.lib.text import one_line

PARTS = ("dusun", "rt", "rw", "village", "kecamatan")
# Nobody writes more; longer text is not parted, and its column says so.
LONGEST = 300
WHOLE = Column(
    key="address",
    title="Alamat",
    names=("alamat lengkap", "alamat rumah", "alamat ktp", "alamat tinggal", "alamat tempat tinggal", "tempat tinggal"),
    parse=texts.text(LONGEST),
    fills=PARTS,
)


def _unread(cell: Cell) -> str:
    """Refuses what could not be parted: `02/01` that a spreadsheet made a day, `005` that may be either."""
    raise CellError(
        f"{quoted(cell)} bukan RT dan RW.", "Tulis RT lalu RW, misalnya 012/002, dan jadikan selnya teks.", "angka"
    )


RT_RW = Column(key="rt_rw", title="RT/RW", names=("alamat rt rw",), parse=_unread, fills=("rt", "rw"))

_N = r"0*(\d{1,3})(?!\d)"
_RT, _RW = (rf"(?<![a-z])R\.?{letter}(?![a-z])[ .:,/-]*" for letter in "TW")
_BETWEEN = r"[ ,/.;-]*"
# RT and RW, in that order of groups. Texts that are matched have single blanks only.
_BOTH = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bRT ?[./]? ?RW\b[ .:]*{_N} ?[/-] ?{_N}",
        rf"{_RT}{_N}{_BETWEEN}{_RW}{_N}",
        rf"{_RT}{_N} ?/ ?{_N}",
    )
)
_SWAPPED = re.compile(rf"{_RW}{_N}{_BETWEEN}{_RT}{_N}", re.IGNORECASE)
_RT_ALONE, _RW_ALONE = (re.compile(rf"{word}{_N}", re.IGNORECASE) for word in (_RT, _RW))
_BARE = re.compile(rf"(?<![\d/])\b{_N} ?/ ?{_N} ?$")
_HOUSE_NUMBER = re.compile(r"\b(?:no|nomor|blok|jl|jln|jalan|gg|gang|km)\b", re.IGNORECASE)
_WORDS: Mapping[str, str] = {
    "dusun": r"dusun|dsn|dukuh|dukuhan|lingkungan|lingk",
    "village": r"desa|kelurahan|kel|ds",
    "kecamatan": r"kecamatan|kec",
    "beyond": r"kabupaten|kab|kota|provinsi|prov",
}
_KEYWORD = re.compile("|".join(rf"\b(?P<{key}>(?:{words}))\b[ .:]*" for key, words in _WORDS.items()), re.IGNORECASE)
_COUNT = re.compile(r"\([^()]*\)")
_ENUMERATOR = re.compile(r"^(?:[IVX]+|[A-Z]|\d{1,3})[.)]?\s+(?=\S)")
_EDGES = " \t,;:./-–"


def parts_of(text: str) -> dict[str, str]:
    """What an address says; what stands before its first keyword is returned as `rest`."""
    parts, left = _rt_rw(one_line(text, LONGEST))
    marks = list(_KEYWORD.finditer(left))
    rest = left[: marks[0].start()] if marks else left
    if rest.strip(_EDGES):
        parts["rest"] = rest.strip(_EDGES)
    for number, mark in enumerate(marks, start=1):
        end = marks[number].start() if number < len(marks) else len(left)
        value = left[mark.end() : end].strip(_EDGES)
        if mark.lastgroup and mark.lastgroup != "beyond" and value:
            parts.setdefault(mark.lastgroup, value)
    return parts


def section(text: str) -> dict[str, str]:
    """What a line between the rows says of those below it: `II. DUSUN KRAJAN (25 KK)`, `RT 01 RW 02`; empty if it is
    no such line."""
    plain = _ENUMERATOR.sub("", _COUNT.sub(" ", one_line(text, LONGEST)).strip(_EDGES)).strip(_EDGES)
    parts = parts_of(plain)
    return {} if "rest" in parts else parts


def arrange(row: dict[str, Cell]) -> None:
    """Part the cells of `WHOLE` and `RT_RW`, and an RT that holds both, into the cells that the row lacks."""
    for key in ("rt", "rw"):
        _part_numbers(row, key)
    _part_both(row)
    dusun = row.get("dusun", EMPTY)
    # Most name it without saying that it is one, and are not parted in vain.
    if dusun.kind is CellKind.TEXT and _KEYWORD.search(dusun.text):
        named = parts_of(dusun.text)
        if named.keys() == {"dusun"}:
            row["dusun"] = Cell(named["dusun"], CellKind.TEXT)
    address = row.get("address", EMPTY)
    if address.kind is not CellKind.TEXT:
        return
    parts = parts_of(address.text)
    if not parts:
        return
    if "dusun" not in parts and "rest" in parts:
        parts["dusun"] = parts["rest"]
    _fill(row, parts)
    del row["address"]


def _part_numbers(row: dict[str, Cell], key: str) -> None:
    cell = row.get(key, EMPTY)
    if cell.kind is not CellKind.TEXT or cell.value.isdecimal():
        return
    numbers, left = _rt_rw(one_line(cell.text, LONGEST))
    other = "rw" if key == "rt" else "rt"
    if {"rt", "rw"} <= numbers.keys() and not left.strip(_EDGES) and _agrees(row.get(other, EMPTY), numbers[other]):
        del row[key]
        _fill(row, numbers)


def _agrees(cell: Cell, number: str) -> bool:
    """Whether a cell says this number, or nothing."""
    return cell.kind is CellKind.EMPTY or neighbourhood(cell.text) == neighbourhood(number)


def _part_both(row: dict[str, Cell]) -> None:
    cell = row.get("rt_rw", EMPTY)
    if cell.kind is CellKind.EMPTY:
        return
    parts = parts_of(cell.text) if cell.kind is CellKind.TEXT else {}
    own = all(row.get(key, EMPTY).kind is not CellKind.EMPTY for key in ("rt", "rw"))
    if own or ({"rt", "rw"} & parts.keys() and "rest" not in parts):
        del row["rt_rw"]
        _fill(row, parts)


def _fill(row: dict[str, Cell], parts: Mapping[str, str]) -> None:
    for key in PARTS:
        if key in parts and row.get(key, EMPTY).kind is CellKind.EMPTY:
            row[key] = Cell(parts[key], CellKind.TEXT)


def _rt_rw(text: str) -> tuple[dict[str, str], str]:
    """RT and RW of an address, three digits each, and the address without them."""
    for pattern in _BOTH:
        if both := pattern.search(text):
            return _numbered(rt=both[1], rw=both[2]), _without(text, both)
    if swapped := _SWAPPED.search(text):
        return _numbered(rt=swapped[2], rw=swapped[1]), _without(text, swapped)
    numbers = {}
    for key, pattern in (("rt", _RT_ALONE), ("rw", _RW_ALONE)):
        if alone := pattern.search(text):
            numbers[key], text = alone[1], _without(text, alone)
    if not numbers and not _HOUSE_NUMBER.search(text) and (bare := _BARE.search(text)):
        return _numbered(rt=bare[1], rw=bare[2]), _without(text, bare)
    return _numbered(**numbers), text


def _numbered(**numbers: str) -> dict[str, str]:
    return {key: number.zfill(3) for key, number in numbers.items()}


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"
