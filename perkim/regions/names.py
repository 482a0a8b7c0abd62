"""Names of villages and kecamatan as people write them: `Ds. Sumber Wuluh, Kec. Candipuro`. Plain Python, no Django."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from perkim.lib.choices import squeezed

# Longer text is not looked at beyond.
LONGEST = 200
_WORDS = re.compile(r"[^\W_]+|[,;()/]")
_VILLAGE, _KECAMATAN, _BEYOND = "village", "kecamatan", "beyond"
_KINDS = {
    **dict.fromkeys(("desa", "ds", "kelurahan", "kel"), _VILLAGE),
    **dict.fromkeys(("kecamatan", "kec"), _KECAMATAN),
    **dict.fromkeys(("kabupaten", "kab", "provinsi", "prov", "tahun", "ta"), _BEYOND),
}


class Named(NamedTuple):
    """What a text names, without kinds, case and blanks: what names are compared by."""

    village: str = ""
    kecamatan: str = ""


def named(text: str) -> Named:
    """The village and its kecamatan out of one text; what has no kind is the village, and behind a comma the
    kecamatan."""
    return _named(_WORDS.findall(text[:LONGEST].casefold()))


def bare(name: str, kind: str) -> str:
    """A cell of a column that names regions of this kind (`desa`, `kecamatan`), to compare; it may repeat the kind."""
    parsed = named(f"{kind} {name}")
    return parsed.village if _KINDS[kind] == _VILLAGE else parsed.kecamatan


def named_in_titles(titles: Iterable[str]) -> list[Named]:
    """All villages that titles name as such: `DAFTAR CALON DESA SUMBERWULUH KECAMATAN CANDIPURO`."""
    villages = []
    for title in titles:
        words = _WORDS.findall(title[:LONGEST].casefold())
        at = next((place for place, word in enumerate(words) if _KINDS.get(word) == _VILLAGE), None)
        if at is not None and (one := _named(words[at:])).village:
            villages.append(one)
    return villages


def _named(words: list[str]) -> Named:
    parts: dict[str, list[str]] = {_VILLAGE: [], _KECAMATAN: [], _BEYOND: []}
    now = _VILLAGE
    for word in words:
        if word in _KINDS:
            now = _KINDS[word]
        elif word not in ",;()/":
            parts[now].append(word)
        elif parts[now]:
            now = _KECAMATAN if now == _VILLAGE else _BEYOND
    return Named(squeezed("".join(parts[_VILLAGE])), squeezed("".join(parts[_KECAMATAN])))
