"""A sheet that the portal wrote comes back signed: what it wrote itself is no signed paper."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from perkim.documents.actions.recording import SignedPaper, record_paper
from perkim.documents.models import Dokumen
from perkim.documents.scans import examine_scan
from perkim.files.refusals import FileRefused
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from tests.cast import employ
from tests.perkim.documents.reading import sheet_of
from tests.perkim.files.samples import xlsx
from tests.samples.drafted import ask, with_drafts, written
from tests.samples.office import MONDAY, ROLES
from tests.samples.papers import record, sent_letter
from tests.samples.registering import register_for_test

pytestmark = pytest.mark.django_db
STATED = {"number": "600.2/38/427.55/2026", "dated": MONDAY.date()}


@pytest.fixture
def office(db, monkeypatch) -> SimpleNamespace:
    register_for_test(monkeypatch, with_drafts())
    since = MONDAY.date().replace(month=1)
    return SimpleNamespace(**{name: employ(role, starts=since) for name, role in ROLES.items()})


@pytest.fixture
def sent(office) -> Berkas:
    return sent_letter(office)


def bring(office: SimpleNamespace, case: Berkas, pdf: bytes) -> Dokumen:
    scan = examine_scan(SimpleUploadedFile("pindaian.pdf", pdf))
    signed = SignedPaper(scan=scan, number=STATED["number"], dated=STATED["dated"])
    return record_paper(actor=office.tim, case=case, key="ba", signed=signed, now=MONDAY)


def test_a_sheet_marked_as_a_draft_is_no_signed_paper_whatever_was_added(office, sent) -> None:
    draft = sheet_of(written(office.tim, sent))
    for pdf in (draft, draft + b"\n% catatan\n" + draft[draft.rindex(b"startxref") :]):
        with pytest.raises(SipocError, match="konsep bertanda DRAF yang dibuat portal, bukan BA kunjungan yang sudah"):
            bring(office, sent, pdf)


def test_the_bytes_that_the_portal_wrote_are_not_signed_yet(office, sent) -> None:
    sheet = sheet_of(written(office.tim, sent, **STATED))
    with pytest.raises(SipocError, match="dibuat portal dan belum ditandatangani"):
        bring(office, sent, sheet)
    # Signed electronically: the same sheet with something behind it.
    assert bring(office, sent, sheet + b"\n% tanda tangan\n" + sheet[sheet.rindex(b"startxref") :]).number


def test_what_was_written_with_a_number_is_recorded_however_the_number_is_typed(office, sent) -> None:
    written(office.tim, sent, **STATED)
    made = record(office.tim, sent, "ba", number="Nomor: 600.2 / 38 / 427.55/ 2026.")
    assert made.number == STATED["number"]


def test_a_number_that_is_recorded_elsewhere_is_not_printed(office, sent) -> None:
    record(office.tim, sent_letter(office), "ba", number="600.2/38/427.55/2026")
    with pytest.raises(SipocError, match="sudah dipakai untuk BA kunjungan pada berkas lain"):
        ask(office.tim, sent, number="600.2 /38/427.55/2026", dated=MONDAY.date())
    assert ask(office.tim, sent, number="600.2/38/427.55/2025", dated=date(2025, 12, 30)).pk


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"halo, ini catatan\n", "File ini teks"),
        (b"MZ\x90\x00" + bytes(500), "Jenis file ini tidak dikenali"),
        (xlsx(workbook="word/document.xml"), "File ini dokumen Office atau arsip"),
    ],
)
def test_a_refused_scan_names_all_that_is_taken(content: bytes, told: str) -> None:
    with pytest.raises(FileRefused) as refused:
        examine_scan(SimpleUploadedFile("naskah.pdf", content))
    asked = "yang diminta PDF atau foto (JPEG, PNG, WebP, atau HEIC)"
    assert refused.value.message == f"{told}, {asked}. Pilih file yang lain."
