"""The distances by which field work is warned of, as dated parameters: a warning, never a refusal."""

from dataclasses import dataclass
from datetime import date

from perkim.parameters.first_values import FirstValue, state_first_value
from perkim.parameters.kinds import ParameterKind, declare, whole_number
from perkim.parameters.reading import rows_on

SINCE = date(2020, 1, 1)


def _metres(key: str, title: str, first: int, basis: str) -> ParameterKind:
    kind = declare(key, title, unit="meter", parse=whole_number(1, 10_000))
    state_first_value(FirstValue(key=key, value=first, starts=SINCE, basis=basis))
    return kind


# `domain.md` §3.3, group Geo.
ACCURACY = _metres(
    "kunjungan.akurasi",
    "Akurasi posisi kunjungan yang masih baik",
    20,
    "Lembar verifikasi kelayakan (format II-3); nilai awal, dapat diubah dinas",
)
# No source states a distance: a photo is taken around the house, and a phone may be off by some tens of metres.
PHOTO_DISTANCE = _metres(
    "kunjungan.jarak_foto",
    "Jarak terjauh foto dari titik kunjungan",
    100,
    "Nilai awal; tidak diatur petunjuk teknis, dapat diubah dinas",
)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What holds on a day, in metres."""

    accuracy_m: int
    photo_distance_m: int


def limits_on(day: date) -> Limits:
    """One query. Raises MissingParameterError."""
    rows = rows_on([ACCURACY.key, PHOTO_DISTANCE.key], day)
    return Limits(accuracy_m=rows[ACCURACY.key].parsed, photo_distance_m=rows[PHOTO_DISTANCE.key].parsed)
