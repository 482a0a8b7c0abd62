"""How a file was read, in sentences for the top of its preview, and what of it was not read."""

from collections.abc import Mapping
from typing import Any

from perkim.imports.models import Batch
from perkim.imports.tables.lines import Why

_PASSED: Mapping[Why, str] = {
    Why.SECTION: "{count} baris judul bagian (dusun, RT, desa) bukan orang: baris {lines}. "
    "Isinya dipakai untuk baris di bawahnya yang kosong.",
    Why.TOTAL: "{count} baris jumlah atau catatan dilewati: baris {lines}.",
    Why.OTHER: "{count} baris dilewati karena tidak memuat nomor, nama, atau NIK: baris {lines}.",
}


def how_read(batch: Batch) -> list[str]:
    """What whoever knows the file would want to hear first."""
    facts = batch.left_out
    templates = [
        ("Dibaca dari {} lembar: {}.", facts.get("read", [])),
        ("{} lembar tidak dibaca: {}.", facts.get("sheets", [])),
        ("{} kolom tersembunyi tidak dibaca: {}.", facts.get("unread_hidden", [])),
        (
            "{} kolom tersembunyi ikut dibaca, karena tidak ada yang terlihat dengan judul itu: {}.",
            facts.get("hidden", []),
        ),
    ]
    sentences = [sentence.format(len(names), ", ".join(names)) for sentence, names in templates if names]
    return [*sentences, *_passed(facts)]


def left_out(batch: Batch) -> list[str]:
    """Columns that were not read."""
    facts = batch.left_out
    columns = {
        "Kolom yang tidak dikenal dan tidak dibaca": facts.get("unknown"),
        "Kolom yang tidak ada di file": facts.get("absent"),
    }
    return [f"{what}: {', '.join(names)}." for what, names in columns.items() if names]


def _passed(facts: Mapping[str, Any]) -> list[str]:
    """Files that were read before lines were counted tell their first fifty."""
    sentences = []
    for why, sentence in _PASSED.items():
        lines = [str(line) for line in facts.get(why, [])]
        count = facts.get("counts", {}).get(why, len(lines))
        if count:
            shown = ", ".join(lines[:10]) + (", …" if count > 10 else "")
            sentences.append(sentence.format(count=count, lines=shown))
    return sentences
