"""A PDF is taken as a paper: it has pages, carries no other files, and does nothing but to be read."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from perkim.files import pdfs, photos
from perkim.files.darkroom import BUSY, PhotoGivenUp
from perkim.files.examination import examine
from perkim.files.kinds import DRAWING, PDF, PDF_FILE
from perkim.files.pdf_inside import look_into
from perkim.files.refusals import FileDelayed, FileRefused
from perkim.lib.pdf import render_pdf
from tests.perkim.files.samples import sent
from tests.processor import processor_seconds

Change = Callable[[pikepdf.Pdf], None]
SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
PROGRAM = Dictionary(S=Name.Launch, F=String("cmd.exe"))
SITE = Dictionary(S=Name.URI, URI=String("http://contoh.test/"))


def written(change: Change, pages: int = 1) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        change(pdf)
        output = io.BytesIO()
        pdf.save(output)
    return output.getvalue()


def at_root(**things: object) -> Change:
    return lambda pdf: pdf.Root.update(Dictionary({f"/{key}": value for key, value in things.items()}))


def noted(*notes: Dictionary) -> Change:
    def add(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots = Array([pdf.make_indirect(note) for note in notes])

    return add


def turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=PROGRAM)


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["surat.exe"] = b"MZ\x90\x00"


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        examine(sent(content, "surat.pdf"), PDF)
    return str(refused.value.message)


def test_a_pdf_without_pages_is_refused() -> None:
    assert refusal(written(lambda pdf: None, pages=0)) == pdfs.NO_PAGES
    assert "tidak berisi halaman" in pdfs.NO_PAGES


@pytest.mark.parametrize(
    "change",
    [
        at_root(OpenAction=SCRIPT),
        at_root(OpenAction=PROGRAM),
        at_root(OpenAction=SITE),
        at_root(AA=Dictionary(WC=SCRIPT)),
        at_root(Names=Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))),
        at_root(OpenAction=Dictionary(S=Name.GoTo, Next=Array([PROGRAM]))),
        turned,
        noted(Dictionary(Subtype=Name.Link, A=PROGRAM)),
        noted(Dictionary(Subtype=Name.Screen, AA=Dictionary(K=SCRIPT))),
    ],
    ids=["script", "program", "site", "closing", "named", "chain", "page", "link", "field"],
)
def test_a_pdf_that_acts_is_refused(change: Change) -> None:
    assert refusal(written(change)) == pdfs.ACTS


@pytest.mark.parametrize(
    "change",
    [
        attached,
        at_root(Collection=Dictionary()),
        noted(Dictionary(Subtype=Name.FileAttachment)),
    ],
    ids=["attached", "portfolio", "pinned"],
)
def test_a_pdf_that_carries_files_is_refused(change: Change) -> None:
    assert refusal(written(change)) == pdfs.CARRIES_FILES


def signed(pdf: pikepdf.Pdf) -> None:
    """As signing services leave a letter: a form with one field, its signature, and nothing else."""
    signature = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/ETSI.CAdES.detached"), Contents=b"0" * 64
    )
    field = pdf.make_indirect(
        Dictionary(Subtype=Name.Widget, FT=Name.Sig, T=String("ttd"), V=pdf.make_indirect(signature))
    )
    pdf.pages[0].Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)


def opened_at(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))


@pytest.mark.parametrize(
    "content",
    [
        written(signed),
        written(opened_at),
        written(noted(Dictionary(Subtype=Name.Link, A=SITE))),
        written(at_root(OpenAction=Dictionary(S=Name.Named, N=Name.Print))),
        render_pdf("<html lang=id><title>Surat</title><h1>Surat</h1><a href='http://contoh.test/'>situs</a>"),
    ],
    ids=["signed", "opened at a page", "link", "printed", "our own"],
)
@pytest.mark.parametrize("accepts", [PDF, DRAWING])
def test_honest_papers_are_taken_byte_for_byte(content: bytes, accepts) -> None:
    examined = examine(sent(content, "surat.pdf"), accepts)
    assert (examined.findings.type, examined.read()) == (PDF_FILE, content)


def test_a_chain_of_actions_without_end_is_followed_only_so_far() -> None:
    def circle(pdf: pikepdf.Pdf) -> None:
        action = pdf.make_indirect(Dictionary(S=Name.GoTo))
        action.Next = action
        pdf.Root.OpenAction = action

    assert refusal(written(circle)) == pdfs.ACTS


def test_a_long_paper_costs_little() -> None:
    def filled(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.Annots = Array([pdf.make_indirect(Dictionary(Subtype=Name.Link, A=SITE)) for _ in range(10)])

    content = written(filled, pages=300)
    assert processor_seconds(lambda: look_into(content)) < 2


def test_a_pdf_that_nobody_had_time_for_may_be_sent_again(monkeypatch) -> None:
    def never(*words: object) -> None:
        raise PhotoGivenUp(BUSY)

    monkeypatch.setattr(photos.darkroom, "look_into", never)
    with pytest.raises(FileDelayed, match="PDF ini belum diperiksa"):
        examine(sent(written(signed), "surat.pdf"), PDF)
