"""In which ways a name on a paper from outside can differ from ours, and what one reason answers for."""

from collections.abc import Collection, Mapping

from django.db import models


class NameDifference(models.TextChoices):
    """In the order in which they are to be settled."""

    STRANGE = "ASING", "Tidak dikenal"
    OTHER_NIK = "NIK", "NIK berbeda"
    OTHER_NAME = "NAMA", "Nama berbeda"
    OTHER_VILLAGE = "DESA", "Desa berbeda"
    OTHER_KIND = "JENIS", "Jenis pekerjaan berbeda"
    OTHER_VALUE = "NILAI", "Nilai berbeda"
    MISSING = "HILANG", "Tidak tercantum"


# A reason settles these; the others only another list, or another ranking.
ANSWERABLE = (
    NameDifference.STRANGE,
    NameDifference.OTHER_NIK,
    NameDifference.OTHER_NAME,
    NameDifference.OTHER_VILLAGE,
)
# Nothing waits for the rest.
BLOCKING = (*ANSWERABLE, NameDifference.OTHER_KIND, NameDifference.OTHER_VALUE)
_AND = "+"


def answer_to(sorts: Collection[NameDifference]) -> str:
    """What a row keeps of the differences that its one reason answers for."""
    return _AND.join(each for each in ANSWERABLE if each in sorts)


def answered_sorts(kept: str) -> list[NameDifference]:
    """The differences that were kept so."""
    return [NameDifference(each) for each in kept.split(_AND) if each]


# Only name and village can differ together: without its NIK, a household is looked for by both.
ANSWERS: Mapping[str, str] = {
    **{answer_to([each]): str(each.label) for each in ANSWERABLE},
    answer_to([NameDifference.OTHER_NAME, NameDifference.OTHER_VILLAGE]): "Nama dan desa berbeda",
}
LONGEST_ANSWER = max(map(len, ANSWERS))
