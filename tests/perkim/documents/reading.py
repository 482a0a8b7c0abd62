"""What a PDF says, as its readers find it."""

from io import BytesIO

from pypdf import PdfReader

from perkim.documents.models import Konsep
from perkim.files.storing import open_stored

MILLIMETRE = 72 / 25.4


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, blanks and line ends as one blank."""
    return [" ".join(page.extract_text().split()) for page in read(pdf).pages]


def sheet_of(konsep: Konsep) -> bytes:
    assert konsep.upload
    with open_stored(konsep.upload.stored) as file:
        content: bytes = file.read()
    return content


def size_in_mm(pdf: bytes) -> tuple[int, int]:
    box = read(pdf).pages[0].mediabox
    return round(float(box.width) / MILLIMETRE), round(float(box.height) / MILLIMETRE)


def tags_of(pdf: bytes) -> set[str]:
    """The kinds of elements in the structure tree."""
    found: set[str] = set()
    waiting = [read(pdf).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if not hasattr(node, "get"):
            continue
        found.add(str(node.get("/S", "")))
        kids = node.get("/K", [])
        waiting += [kid for kid in (kids if isinstance(kids, list) else [kids]) if not isinstance(kid, int)]
    return found
