"""Photos of a case in its bundle."""

from perkim.portal.bundle.parts import Bundled, plain
from perkim.sipoc.models import Berkas
from perkim.visits.models import Photo


def photos_in_bundle(case: Berkas) -> dict[int, Bundled]:
    """Every photo that was ever taken, also those that another replaced. One query."""
    bundled: dict[int, Bundled] = {}
    for photo in Photo.objects.filter(berkas=case):
        facts = {"rangkaian": photo.photo_set, "sisi": photo.slot, "keadaan_foto": photo.get_state_display()}
        name, replaced = f"{plain(photo.photo_set)}-{plain(photo.slot)}", photo.replaced_at is not None
        bundled[photo.upload_id] = Bundled(folder="foto", name=name, facts={**facts, "diganti": replaced})
    return bundled
