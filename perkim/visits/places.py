"""Whether a position can be right: inside the regency at all, and inside the case's own region."""

from decimal import Decimal

from perkim.regions.boundaries import Boundaries, regency_box
from perkim.regions.models import CODE_LENGTHS

VILLAGE = CODE_LENGTHS["DESA"]


def point_fault(latitude: Decimal | float, longitude: Decimal | float, place: str) -> str:
    """What is wrong with a position outside the regency, and how to mend it; empty if it is inside. `place` is what was
    visited. One query."""
    box, north, east = regency_box(), float(latitude), float(longitude)
    if box.holds(north, east):
        return ""
    if box.holds(-north, east):
        return "Lintang di wilayah ini bernilai minus. Tulis tanda minus di depannya, misalnya -8,179503."
    if box.holds(east, north):
        return "Lintang dan bujur tertukar. Tukar isi keduanya."
    return f"Titik ini di luar wilayah kabupaten. Periksa angkanya, atau ambil posisi lagi di {place} yang dikunjungi."


def lies_inside(code: str, latitude: Decimal | float, longitude: Decimal | float) -> bool | None:
    """Whether a position lies in the village of a case; None if the case spans more, or no boundary is known."""
    if len(code) != VILLAGE:
        return None
    return Boundaries.of([code]).contains(code, float(latitude), float(longitude))
