"""Scans for the demo cases: one-page PDFs that say what they stand for, and small pictures. Nothing here is real."""

import io

from django.core.files.base import File
from PIL import Image, ImageDraw

from perkim.files.examination import ExaminedFile, examine
from perkim.files.kinds import PDF

A4 = (595, 842)
WALL, ROOF, GROUND, SKY = "#c9b79c", "#8c4a32", "#8a9a5b", "#cfe3ee"


def paper_scan(title: str, number: str = "") -> ExaminedFile:
    """A page with the title of the paper and its number, marked as an example."""
    lines = [title, number, "Naskah contoh: tidak berlaku."]
    return examine(File(io.BytesIO(_pdf([line for line in lines if line])), name=f"{title}.pdf"), PDF)


def house_photo(title: str) -> File:
    """A drawn house, as a phone would send it."""
    picture = Image.new("RGB", (640, 480), SKY)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 360, 640, 480), GROUND)
    pen.rectangle((140, 220, 500, 380), WALL)
    pen.polygon(((110, 224), (320, 100), (530, 224)), ROOF)
    pen.rectangle((280, 280, 350, 380), "#5b4636")
    sent = io.BytesIO()
    picture.save(sent, "PNG")
    return File(sent, name=f"{title}.png")


def _pdf(lines: list[str]) -> bytes:
    """The smallest whole PDF that shows these lines (ISO 32000, 7.5)."""
    words = "".join(f"({_escaped(line)}) Tj 0 -24 Td " for line in lines)
    content = f"BT /F1 14 Tf 60 760 Td {words}ET".encode("latin-1", "replace")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] /Contents 4 0 R "
        f"/Resources << /Font << /F1 5 0 R >> >> >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    return (
        written
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (
            size,
            table,
            size,
            len(written),
        )
    )


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
