"""Field work that a case has from the one that it goes on from. What was seen, taken and said stays whose it was;
whether a photo is good is judged anew. The caller holds the new cases and writes their log."""

from collections.abc import Mapping
from uuid import uuid4

from perkim.files.actions import share
from perkim.lib.rows import insert_rows
from perkim.sipoc.models import Berkas
from perkim.visits.declarations import PhotoSet
from perkim.visits.models import Photo, Visit
from perkim.visits.terms import PhotoState

_OF_THE_VISIT = (
    "visitor_id", "visited_at", "received_at", "outcome", "latitude", "longitude", "accuracy_m", "position_source",
    "why_not_gps", "inside", "note",
)  # fmt: skip


def carry_visits(going_on: Mapping[int, Berkas], key: str) -> list[Visit]:
    """The newest visit of each case, for the one that goes on from it, by the id of the old one. Two statements."""
    newest = Visit.objects.of(key).filter(berkas__any_of=list(going_on)).newest()
    made = [
        Visit(
            berkas=going_on[each.berkas_id],
            key=key,
            client_key=uuid4(),
            **{name: getattr(each, name) for name in _OF_THE_VISIT},
        )
        for each in newest
    ]
    if made:
        insert_rows(made)
    return made


def carry_photos(going_on: Mapping[int, Berkas], photos: PhotoSet) -> list[Photo]:
    """The photos that stand in the slots of this set and were not sent back, over the same files. Three statements."""
    live = Photo.objects.live().filter(berkas__any_of=list(going_on), photo_set=photos.key, upload__removed_at=None)
    live = live.filter(slot__in=[slot.key for slot in photos.slots]).exclude(state=PhotoState.RETURNED)
    before = list(live.select_related("upload").order_by("id"))
    uploads = share([(each.upload, going_on[each.berkas_id].subject) for each in before])
    made = [
        Photo(
            berkas=going_on[each.berkas_id],
            photo_set=each.photo_set,
            slot=each.slot,
            upload=upload,
            client_key=uuid4(),
            added_by_id=each.added_by_id,
            added_at=each.added_at,
        )
        for each, upload in zip(before, uploads, strict=True)
    ]
    if made:
        insert_rows(made)
    return made
