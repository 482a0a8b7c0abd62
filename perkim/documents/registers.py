"""The books in which numbers of papers stand: one for each paper of a process; a number is given once a year in it."""

from datetime import date

from perkim.documents.models import Dokumen
from perkim.documents.papers import Paper
from perkim.documents.printouts import Printout
from perkim.lib.paper_number import number_key
from perkim.sipoc.models import Berkas


def register_of(case: Berkas, paper: Paper | Printout) -> str:
    """The book in which the number of the paper stands."""
    return f"{case.programme}.{case.process}.{paper.key}"


def number_taken(case: Berkas, paper: Paper | Printout, number: str, dated: date | None) -> str:
    """Why the number may not be printed on the paper of this case: it is recorded for another one; empty if it may.
    One query at most."""
    if not number or dated is None:
        return ""
    same = Dokumen.objects.live().filter(
        register=register_of(case, paper), number_key=number_key(number), dated__year=dated.year
    )
    return number_is_taken(number, dated, paper) if same.exclude(berkas=case).exists() else ""


def number_is_taken(number: str, dated: date, paper: Paper | Printout) -> str:
    return f"Nomor {number} tahun {dated.year} sudah dipakai untuk {paper.title} pada berkas lain. Periksa nomornya."
