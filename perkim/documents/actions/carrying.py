"""Papers that a case has from the one that it goes on from: what was only shown to be there and bears no number. The
caller holds the new cases and writes their log."""

from collections.abc import Mapping, Sequence

from perkim.documents.models import Dokumen
from perkim.documents.papers import Paper
from perkim.documents.registers import register_of
from perkim.files.actions import share
from perkim.lib.rows import insert_rows
from perkim.sipoc.models import Berkas


def carry_papers(going_on: Mapping[int, Berkas], papers: Sequence[Paper]) -> list[Dokumen]:
    """Those of these papers that hold in a case, for the one that goes on from it, by the id of the old one: over the
    same scan, and recorded by whom they were. An official paper stays with the case it was issued for. Three
    statements."""
    brought = {each.key: each for each in papers if not each.numbered}
    live = Dokumen.objects.live().filter(berkas__any_of=list(going_on), key__in=list(brought), number="")
    before = list(live.filter(upload__removed_at=None).select_related("upload").order_by("id"))
    uploads = share([(each.upload, going_on[each.berkas_id].subject) for each in before])
    made = [
        Dokumen(
            berkas=going_on[each.berkas_id],
            key=each.key,
            register=register_of(going_on[each.berkas_id], brought[each.key]),
            upload=upload,
            note=each.note,
            recorded_by_id=each.recorded_by_id,
            recorded_at=each.recorded_at,
        )
        for each, upload in zip(before, uploads, strict=True)
    ]
    if made:
        insert_rows(made)
    return made
