"""What should make somebody look twice at a visit or a photo. Warnings only: the field knows better than a rule.

What a photo says of itself is the sender's word; many phones leave it out, and a photo that says nothing is not warned
of.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.formats import date_format
from django.utils.timezone import localdate

from perkim.regions.boundaries import Boundaries, metres_between
from perkim.sipoc.models import Berkas
from perkim.visits.amounts import Limits
from perkim.visits.models import Photo, Visit
from perkim.visits.places import VILLAGE
from perkim.visits.requirements import destination_of


def visit_warnings(visit: Visit, case: Berkas, limits: Limits) -> list[str]:
    """No query: whether the position lay inside was found out when the visit was recorded."""
    warnings = []
    if visit.inside is False:
        place = destination_of(case.declared, visit.key).place
        warnings.append(f"Titik kunjungan di luar {case.region}. Periksa apakah {place}nya memang di desa ini.")
    if visit.accuracy_m is not None and visit.accuracy_m > limits.accuracy_m:
        warnings.append(f"Akurasi posisi {visit.accuracy_m} m, sebaiknya {limits.accuracy_m} m atau lebih baik.")
    return warnings


def photo_warnings(
    photos: Iterable[Photo], visits: Sequence[Visit], case: Berkas, limits: Limits
) -> Mapping[int, list[str]]:
    """For each photo that gives cause, the sentences. `visits` are those of the case, newest first. One query at most.

    A photo is measured from the newest position of a visit; its day may be that of any visit.
    """
    shown = list(photos)
    code = str(case.region_id)
    point = next((visit.point for visit in visits if visit.point), None)
    days = {localdate(visit.visited_at) for visit in visits}
    placed = [photo for photo in shown if photo.taken_point]
    known = Boundaries.of([code]) if placed and len(code) == VILLAGE else None
    warnings: dict[int, list[str]] = {}
    for photo in shown:
        said, taken = [], photo.taken_point
        if taken and point and (metres := metres_between(taken, point)) > limits.photo_distance_m:
            said.append(f"Dipotret {_far(metres)} dari titik kunjungan.")
        if taken and known and known.contains(code, *taken) is False:
            said.append(f"Dipotret di luar {case.region}.")
        if photo.upload.taken_at and days and localdate(photo.upload.taken_at) not in days:
            said.append(
                f"Dipotret {date_format(localdate(photo.upload.taken_at), 'j F Y')}, bukan pada hari kunjungan."
            )
        if said:
            warnings[photo.pk] = said
    return warnings


def _far(metres: float) -> str:
    return f"{metres / 1000:.1f} km".replace(".", ",") if metres >= 1000 else f"{round(metres)} m"
