"""What the portal wrote with a number is signed with that number: anything else is the scan of another paper."""

from datetime import date

from django.utils.formats import date_format

from perkim.documents.models import Konsep
from perkim.documents.papers import Paper
from perkim.lib.paper_number import number_key
from perkim.sipoc.models import Berkas


def unlike_written(case: Berkas, paper: Paper, number: str, dated: date | None) -> str:
    """Why a paper with this number and date is not the one that was written; empty if it may be. One query at most."""
    if paper.draft is None or not paper.numbered:
        return ""
    written = Konsep.objects.current().filter(berkas=case, key=paper.key).first()
    if written is None or not written.number or written.dated is None:
        return ""
    if (number_key(written.number), written.dated) == (number_key(number), dated):
        return ""
    return (
        f"Konsep {paper.title} bernomor {written.number}, tanggal {date_format(written.dated, 'j F Y')}. Yang diisi "
        "berbeda: cocokkan dengan pindaiannya, atau buat konsepnya lagi dengan nomor dan tanggal yang benar."
    )
