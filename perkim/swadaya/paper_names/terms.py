"""In which ways a name on a paper from outside can differ from ours."""

from django.db import models


class NameDifference(models.TextChoices):
    """In the order in which they are to be settled."""

    STRANGE = "ASING", "Tidak dikenal"
    OTHER_NIK = "NIK", "NIK berbeda"
    OTHER_KIND = "JENIS", "Jenis pekerjaan berbeda"
    OTHER_VALUE = "NILAI", "Nilai berbeda"
    MISSING = "HILANG", "Tidak tercantum"


# A reason settles these; the others only another list, or another ranking.
ANSWERABLE = (NameDifference.STRANGE, NameDifference.OTHER_NIK)
# Nothing waits for the rest.
BLOCKING = (*ANSWERABLE, NameDifference.OTHER_KIND, NameDifference.OTHER_VALUE)
