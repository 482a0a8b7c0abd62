"""What the decree of recipients rests on: texts that differ by regency and by year, stated by the office with their
days. Source: `domain.md` §12.2."""

from collections.abc import Mapping, Sequence
from datetime import date

from perkim.parameters.first_values import FirstValue, state_first_value
from perkim.parameters.kinds import LINES, TEXT, ParameterKind, declare, lines, words
from perkim.parameters.reading import rows_on
from perkim.schemes.scheme import Scheme

SINCE = date(2020, 1, 1)
BASIS = "Nilai awal portal; sesuaikan dengan naskah Bagian Hukum"
LAWS, CONSIDERING, BUDGET = "sk_mengingat", "sk_menimbang", "sk_anggaran"
_LONGEST, _MOST = 600, 20


def declare_decree_texts(scheme: Scheme) -> None:
    """Make the texts of this scheme known, with their first values; none where somebody else writes the decree."""
    texts = scheme.decree.texts
    if texts is None:
        return
    kinds: Sequence[tuple[ParameterKind, str | list[str]]] = (
        (
            declare(
                scheme.parameter(LAWS),
                "SK penerima: Mengingat",
                unit="baris",
                parse=lines(_LONGEST, _MOST),
                shape=LINES,
            ),
            list(texts.laws),
        ),
        (
            declare(
                scheme.parameter(CONSIDERING),
                "SK penerima: pertimbangan pertama (Menimbang)",
                unit="baris",
                parse=lines(_LONGEST, _MOST, least=0),
                shape=LINES,
            ),
            list(texts.considering),
        ),
        (
            declare(
                scheme.parameter(BUDGET),
                "SK penerima: anggaran yang dibebani",
                unit="tulisan",
                parse=words(_LONGEST),
                shape=TEXT,
            ),
            texts.budget,
        ),
    )
    for kind, value in kinds:
        state_first_value(FirstValue(key=kind.key, value=value, starts=SINCE, basis=BASIS))


def decree_texts(scheme: Scheme, day: date) -> Mapping[str, list[str]]:
    """The lines of `mengingat` and `menimbang`, each ending in `;`, and `anggaran`. One query."""
    laws, considering, budget = (scheme.parameter(name) for name in (LAWS, CONSIDERING, BUDGET))
    rows = rows_on([laws, considering, budget], day)
    return {
        "mengingat": _ended(rows[laws].parsed),
        "menimbang": _ended(rows[considering].parsed),
        "anggaran": [rows[budget].parsed],
    }


def _ended(texts: Sequence[str]) -> list[str]:
    return [f"{line.rstrip(' ;.,')};" for line in texts]
