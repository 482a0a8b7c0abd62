"""Papers and drafts of a case in its bundle."""

from datetime import date
from typing import Any

from perkim.documents.models import Dokumen, Konsep
from perkim.documents.papers import sheets_of_process
from perkim.portal.bundle.parts import Bundled, plain
from perkim.sipoc.models import Berkas


def papers_in_bundle(case: Berkas) -> dict[int, Bundled]:
    """Two queries. A paper that was recorded from its draft counts as the draft."""
    titles = {each.key: each.title for each in sheets_of_process(case.declared)}
    bundled: dict[int, Bundled] = {}
    for paper in Dokumen.objects.filter(berkas=case):
        facts = _facts(titles, paper.key, paper.number, paper.dated)
        facts["keadaan_naskah"] = "berlaku" if paper.withdrawn_at is None else "ditarik"
        bundled[paper.upload_id] = Bundled(folder="naskah", name=plain(paper.key), facts=facts)
    for draft in Konsep.objects.filter(berkas=case, upload__isnull=False):
        facts = _facts(titles, draft.key, draft.number, draft.dated)
        facts["keadaan_naskah"] = "konsep" if draft.superseded_at is None else "konsep yang digantikan"
        bundled[draft.upload_id or 0] = Bundled(folder="konsep", name=plain(draft.key), facts=facts)
    return bundled


def _facts(titles: dict[str, str], key: str, number: str, dated: date | None) -> dict[str, Any]:
    return {"naskah": titles.get(key, key), "nomor": number, "tanggal": dated.isoformat() if dated else ""}
