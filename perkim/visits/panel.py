"""The visits and photos of a case as its page shows them: `visits/_panel.html`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from perkim.accounts.models import User
from perkim.sipoc.models import Berkas
from perkim.visits.models import Photo, Visit
from perkim.visits.pages import VisitLine, visit_lines
from perkim.visits.requirements import PhotosTaken, VisitRecorded


@dataclass(frozen=True, kw_only=True)
class VisitPart:
    """The last visit of one kind, and how many there were."""

    title: str
    page: str
    last: VisitLine
    count: int


@dataclass(frozen=True, kw_only=True)
class PhotoPart:
    """The live photos of one set, in the order of its slots."""

    title: str
    page: str
    photos: Sequence[tuple[str, Photo]]
    slots: int


def visits_panel(case: Berkas, user: User) -> Mapping[str, Any] | None:
    """What the panel's template takes; empty while nothing is recorded, None for a kind of case without field work.

    For readers who may see the case. Three queries at most.
    """
    requirements = VisitRecorded.all_in(case.declared)
    sets = PhotosTaken.all_in(case.declared)
    if not requirements and not sets:
        return None
    visits = list(Visit.objects.filter(berkas=case).select_related("visitor").order_by("-id")) if requirements else []
    photos = list(Photo.objects.live().filter(berkas=case).with_details()) if sets else []
    parts = {"visits": _visits(case, requirements, visits), "sets": _sets(case, sets, photos)}
    return parts if any(parts.values()) else {}


def nothing_yet(case: Berkas) -> str:
    """The sentence in the panel before anything was recorded."""
    requirements: list[VisitRecorded | PhotosTaken] = [
        *VisitRecorded.all_in(case.declared),
        *PhotosTaken.all_in(case.declared),
    ]
    return f"Kunjungan {requirements[0].destination.place} dan foto-fotonya akan tampil di sini."


def _visits(case: Berkas, requirements: Sequence[VisitRecorded], visits: Sequence[Visit]) -> list[VisitPart]:
    newest = {visit.key: visit for visit in reversed(visits)}
    lines = {line.visit.key: line for line in visit_lines(case, list(newest.values()), timezone.now())}
    return [
        VisitPart(
            title=each.title,
            page=reverse(each.page, args=[case.public_id, each.key]),
            last=lines[each.key],
            count=sum(visit.key == each.key for visit in visits),
        )
        for each in requirements
        if each.key in lines
    ]


def _sets(case: Berkas, sets: Sequence[PhotosTaken], photos: Sequence[Photo]) -> list[PhotoPart]:
    photo_at = {(photo.photo_set, photo.slot): photo for photo in photos}
    parts = []
    for each in sets:
        there = [
            (slot.title, photo_at[each.photos.key, slot.key])
            for slot in each.photos.slots
            if (each.photos.key, slot.key) in photo_at
        ]
        if there:
            page = reverse(each.page, args=[case.public_id, each.key])
            parts.append(PhotoPart(title=each.title, page=page, photos=there, slots=len(each.photos.slots)))
    return parts
