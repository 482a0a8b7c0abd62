"""Whether a signed paper can be the one that it is recorded as: number, date and scan. Each fault is said in a sentence
that tells how to mend it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from perkim.accounts.models import User
from perkim.documents.basis import Basis
from perkim.documents.marks import is_written_here
from perkim.documents.models import Dokumen
from perkim.documents.papers import Paper
from perkim.documents.printouts import Printout
from perkim.documents.written import unlike_written
from perkim.lib.paper_number import number_key, tidy_number
from perkim.sipoc.completeness import before_its_turn
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas

# A year typed as 0026 or 1926 is a slip of the hand; nothing that this portal handles is older.
EARLIEST = date(2000, 1, 1)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
LONGEST_NUMBER = 80
# A paper is written some days before it is signed, not months.
MOST_DAYS_AHEAD = 31
# What a year's case answers to was written in that year, or while it was prepared in the one before.
YEARS_BEFORE = 1


@dataclass(frozen=True, kw_only=True)
class SubmittedPaper:
    """What somebody says of a paper: its number and date as written on it, the hash of the scan that was sent, and
    whether that is a sheet of ours marked DRAF."""

    number: str
    dated: date | None
    sha256: str
    is_draft: bool = False


class PaperFaultError(SipocError):
    """The paper cannot be recorded so; `field` names the part of the form that says it, empty if no single one does."""

    def __init__(self, sentence: str, field: str = "") -> None:
        self.field = field
        super().__init__(sentence)


def check_sheet(actor: User, case: Berkas, paper: Paper, sheet: SubmittedPaper, today: date) -> None:
    """Raises PaperFaultError for the first thing by which the paper cannot be recorded so. Six queries at most, and
    those of what comes before it."""
    for field, sentence in _faults(actor, case, paper, sheet, today):
        if sentence:
            raise PaperFaultError(sentence, field)


def _faults(actor: User, case: Berkas, paper: Paper, sheet: SubmittedPaper, today: date) -> Iterator[tuple[str, str]]:
    """What is looked at, one after the other: the field, and what is wrong there."""
    number, dated = sheet.number, sheet.dated
    yield "", too_early(case, paper)
    if not paper.numbered:
        if number or dated:
            yield "", f"{paper.title} tidak bernomor. Kosongkan nomor dan tanggalnya."
        yield "scan", _unsigned(paper.title, sheet)
        return
    if not number_key(number) or dated is None:
        yield "", f"Isi nomor dan tanggal {paper.title} seperti tertulis pada naskahnya."
        return
    if len(tidy_number(number)) > LONGEST_NUMBER:
        yield "number", f"Nomor {paper.title} paling panjang {LONGEST_NUMBER} huruf. Tulis nomornya saja."
    if not EARLIEST <= dated <= today:
        yield "dated", "Tanggal naskah tidak boleh sesudah hari ini atau sebelum tahun 2000. Periksa tahunnya."
    yield "scan", _unsigned(paper.title, sheet)
    yield "number", unlike_written(case, paper, number, dated)
    yield "number", _of_another_year(paper, number, dated)
    yield "dated", before_its_year(case, paper.title, dated)
    yield "dated", _before_its_basis(paper.title, paper.rests_on(case) if paper.rests_on else None, dated)
    yield "scan", _scan_of_another(actor, case, paper, sheet.sha256)


def check_draft(paper: Paper | Printout, number: str, dated: date | None, today: date) -> None:
    """Raises SipocError for a number or a date that a draft of this paper may not bear."""
    if not paper.numbered and (number or dated):
        raise SipocError(f"{paper.title} tidak bernomor. Kosongkan nomor dan tanggalnya.")
    if len(number) > LONGEST_NUMBER:
        raise SipocError(f"Nomor naskah paling panjang {LONGEST_NUMBER} huruf. Tulis nomornya saja.")
    if bool(number) != bool(dated):
        raise SipocError("Isi nomor dan tanggal naskah bersama-sama, atau kosongkan keduanya untuk konsep.")
    if dated and (sentence := draft_date_fault(dated, today)):
        raise SipocError(sentence)


def draft_date_fault(dated: date, today: date) -> str:
    """What is wrong with the date that a draft will bear; empty if nothing."""
    if EARLIEST <= dated <= today + timedelta(days=MOST_DAYS_AHEAD):
        return ""
    return f"Tanggal naskah paling lama {MOST_DAYS_AHEAD} hari lagi dan tidak sebelum tahun 2000. Periksa tahunnya."


def too_early(case: Berkas, paper: Paper) -> str:
    """What the case lacks before the turn of this paper comes: nobody orders a payment that was not verified."""
    lacking = before_its_turn(case, paper.key)
    return f"Belum waktunya mencatat {paper.title}. {' '.join(lacking)}" if lacking else ""


def _of_another_year(paper: Paper, number: str, dated: date) -> str:
    """A number that names its year belongs to that year."""
    years = _YEAR.findall(number)
    if not years or str(dated.year) in years:
        return ""
    return (
        f"Nomor {paper.title} menyebut tahun {years[-1]}, tetapi tanggalnya tahun {dated.year}. Cocokkan keduanya "
        "dengan naskahnya; mungkin ini naskah tahun lain."
    )


def _unsigned(title: str, sheet: SubmittedPaper) -> str:
    """A sheet as the portal wrote it is not signed yet."""
    if sheet.is_draft:
        return (
            f"File ini konsep bertanda DRAF yang dibuat portal, bukan {title} yang sudah ditandatangani. Buat "
            "konsepnya dengan nomor dan tanggal, cetak, tandatangani, lalu unggah pindaiannya."
        )
    if is_written_here(sheet.sha256):
        return (
            f"File ini lembar yang dibuat portal dan belum ditandatangani. Cetak, mintakan tanda tangan pada {title}, "
            "lalu unggah pindaian atau fotonya."
        )
    return ""


def before_its_year(case: Berkas, title: str, dated: date | None) -> str:
    """Why a paper of this date does not belong to the case; empty if it may."""
    if dated is None or dated.year >= case.year - YEARS_BEFORE:
        return ""
    return (
        f"Tanggal {title} {date_format(dated, 'j F Y')}, padahal {case.declared.noun} ini untuk tahun {case.year}. "
        "Periksa tahunnya; mungkin ini naskah tahun lain."
    )


def _before_its_basis(title: str, basis: Basis | None, dated: date) -> str:
    if basis is None or (basis.day and dated >= basis.day):
        return ""
    if basis.day is None:
        return f"{title} baru bisa dicatat sesudah {basis.words}. Sekarang belum ada."
    return (
        f"Tanggal {title} lebih awal daripada {basis.words}, {date_format(basis.day, 'j F Y')}. Periksa tanggalnya; "
        "mungkin ini naskah kegiatan lain."
    )


def _scan_of_another(actor: User, case: Berkas, paper: Paper, sha256: str) -> str:
    """The very bytes of another numbered paper. The same paper may be recorded again with its scan; what has no number
    (one list for many households) is not compared. Of a case that the reader may not see nothing is told."""
    same = Dokumen.objects.live().filter(upload__original_sha256=sha256).exclude(number="")
    other = same.exclude(berkas=case, key=paper.key).select_related("berkas").order_by("id").first()
    if other is None:
        return ""
    seen = Berkas.objects.visible_to(actor).filter(pk=other.berkas_id).exists()
    which = f"naskah nomor {other.number} pada {other.berkas}" if seen else "naskah lain yang sudah dicatat"
    return f"File ini sama persis dengan pindaian {which}. Pilih pindaian naskah yang benar."
