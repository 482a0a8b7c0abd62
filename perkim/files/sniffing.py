"""Tells what a file is by its first bytes. The name and the type that the browser states are never asked."""

import re
from collections.abc import Iterator
from typing import IO

from perkim.files.kinds import CSV, DWG, HEIC, JPEG, PDF_FILE, PNG, TIFF, WEBP, XLSX, FileType

HEAD = 4096
CHUNK = 64 * 1024
# At byte 0 only: readers forgive what stands before the header of a PDF, and that is how files that are two things at
# once are made. Blanks and the mark of UTF-8, which web servers put before it, are no second thing.
_SIGNATURES: tuple[tuple[re.Pattern[bytes], FileType], ...] = (
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), WEBP),
    (re.compile(rb".{4}ftyp(hei[cxms]|hev[cxms]|mif1|msf1)", re.DOTALL), HEIC),
    (re.compile(rb"II[*+]\x00|MM\x00[*+]"), TIFF),
    (re.compile(rb"\A(?:\xef\xbb\xbf)?[\x00\s]{0,1000}(?=%PDF-[12]\.\d)"), PDF_FILE),
    (re.compile(rb"AC10\d\d\x00"), DWG),
    # Any zip; what is inside is looked at by `structure.check_xlsx`.
    (re.compile(rb"PK\x03\x04"), XLSX),
)
# The marks with which spreadsheets begin "Unicode text".
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# A table may hold a vertical tab, with which Word breaks lines, and ends with Ctrl-Z where old programs wrote it.
_NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
# A table with some of them is still one, and its sender is told where they stand; of other files they are a good part.
_FEW, _FEW_OF = 3, 100


def sniff(file: IO[bytes]) -> FileType | None:
    """What the file is; None for anything that is not known here, an empty file included."""
    file.seek(0)
    head = file.read(HEAD)
    for signature, file_type in _SIGNATURES:
        if signature.match(head):
            return file_type
    return CSV if head and _looks_like_a_table(head) else None


def pdf_begins_at(file: IO[bytes]) -> int:
    """How many bytes stand before the header of a PDF; its table of objects may be counted from there."""
    file.seek(0)
    return max(0, file.read(HEAD).find(b"%PDF-"))


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """The whole file from its beginning, never more than a little of it in memory."""
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk


def _looks_like_a_table(head: bytes) -> bool:
    """Text with separators, in the first line or below a title. Markup is text too, and is no table."""
    if head.startswith(UTF_16):
        # A character may be cut at the end of what is looked at.
        head = head.decode("utf-16", errors="ignore").encode()
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return (
        len(_NOT_IN_TEXT.findall(text)) <= max(_FEW, len(text) // _FEW_OF)
        and not text.startswith((b"<", b"{", b"%", b"#!", b"MIME-Version:"))
        and any(separator in text for separator in (b";", b",", b"\t"))
    )
