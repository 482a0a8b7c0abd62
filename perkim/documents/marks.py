"""Sheets of our own that come back as if they were signed scans: known by their bytes, or by what their metadata say.

`perkim.lib.pdf` writes the metadata in clear, so no reader of PDF is needed to find them.
"""

from typing import IO

from perkim.files.models import Upload
from perkim.files.sniffing import chunks

# In the metadata of a sheet that is marked DRAF: whatever was done to it since, it is no signed paper.
DRAFT_MARK = "perkim-lembar-draf"
# Purposes of uploads that the portal wrote itself: single sheets, and those bound to be printed.
WRITTEN = ("konsep", "cetak")


def is_marked_draft(file: IO[bytes]) -> bool:
    """Whether this is the PDF of a sheet marked DRAF, also after something was added to it."""
    mark, before = DRAFT_MARK.encode(), b""
    for chunk in chunks(file):
        if mark in before + chunk:
            return True
        before = chunk[-len(mark) :]
    return False


def is_written_here(original_sha256: str) -> bool:
    """Whether these are the very bytes that the portal wrote, those of superseded sheets included. One query."""
    return Upload.objects.filter(original_sha256=original_sha256, purpose__in=WRITTEN).exists()
