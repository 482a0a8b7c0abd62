"""What stands before the header of a PDF: blanks do no harm, anything else makes it another file."""

import pytest
from weasyprint import HTML

from perkim.files.examination import examine
from perkim.files.kinds import PDF, PDF_FILE
from perkim.files.refusals import FileRefused
from tests.perkim.files.samples import pdf, sent


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n\r\n", b"\xef\xbb\xbf\n\n \t", b"\n" * 900])
@pytest.mark.parametrize("compressed", [False, True])
def test_blanks_before_a_pdf_do_no_harm(before: bytes, compressed: bool) -> None:
    """Its table of objects is found whether the offsets count the blanks or not."""
    whole = pdf() if not compressed else HTML(string="<h1>Surat</h1>").write_pdf(pdf_version="1.7")
    at = int(whole.rsplit(b"startxref", 1)[1].split()[0])
    counted = whole.replace(f"startxref\n{at}".encode(), f"startxref\n{at + len(before)}".encode())
    for content in (before + whole, before + counted):
        assert examine(sent(content, "surat.pdf"), PDF).findings.type == PDF_FILE


@pytest.mark.parametrize("before", [b"halo", b"\n" * 1200, b"<!-- -->"])
def test_anything_else_before_a_pdf_is_another_file(before: bytes) -> None:
    with pytest.raises(FileRefused, match="tidak dikenali"):
        examine(sent(before + pdf(), "surat.pdf"), PDF)
