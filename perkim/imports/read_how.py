"""How a file was read, in sentences for the top of its preview, and what of it was not read."""

from collections.abc import Mapping
from typing import Any

from perkim.imports.lines import Why
from perkim.imports.models import Batch

_PASSED: Mapping[Why, str] = {
    Why.SECTION: "{count} baris judul bagian (dusun, RT, desa) bukan orang: baris {lines}. "
    "Isinya dipakai untuk baris di bawahnya yang kosong.",
    Why.TOTAL: "{count} baris jumlah atau catatan dilewati: baris {lines}.",
    Why.OTHER: "{count} baris dilewati karena tidak memuat nomor, nama, atau NIK: baris {lines}.",
}


def how_read(batch: Batch) -> list[str]:
    """What whoever knows the file would want to hear first."""
    found = batch.left_out
    told = [
        ("Dibaca dari {} lembar: {}.", found.get("read", [])),
        ("{} lembar tidak dibaca: {}.", found.get("sheets", [])),
        ("{} kolom tersembunyi tidak dibaca: {}.", found.get("unread_hidden", [])),
        (
            "{} kolom tersembunyi ikut dibaca, karena tidak ada yang terlihat dengan judul itu: {}.",
            found.get("hidden", []),
        ),
    ]
    sentences = [sentence.format(len(names), ", ".join(names)) for sentence, names in told if names]
    return [*sentences, *_passed(found)]


def left_out(batch: Batch) -> list[str]:
    """Columns that were not read."""
    found = batch.left_out
    told = {
        "Kolom yang tidak dikenal dan tidak dibaca": found.get("unknown"),
        "Kolom yang tidak ada di file": found.get("absent"),
    }
    return [f"{what}: {', '.join(names)}." for what, names in told.items() if names]


def _passed(found: Mapping[str, Any]) -> list[str]:
    """Files that were read before lines were counted tell their first fifty."""
    told = []
    for why, sentence in _PASSED.items():
        lines = [str(line) for line in found.get(why, [])]
        count = found.get("counts", {}).get(why, len(lines))
        if count:
            shown = ", ".join(lines[:10]) + (", …" if count > 10 else "")
            told.append(sentence.format(count=count, lines=shown))
    return told
