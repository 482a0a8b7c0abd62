"""Whether a file is whole and is what its first bytes say. Never reads a large file as a whole.

Photos are not here: `photos` has them opened. What a DWG holds cannot be seen without its maker's software.
"""

import codecs
import re
import struct
import zipfile
from collections.abc import Callable
from typing import IO

from perkim.files.kinds import CSV, DWG, JPEG, MEGABYTE, PDF_FILE, PNG, TIFF, XLSX, FileType
from perkim.files.pictures.counted import CountedPicture, UncountableError
from perkim.files.pictures.jpeg import size_of_jpeg
from perkim.files.pictures.png import count_png
from perkim.files.pictures.tiff import count_tiff
from perkim.files.refusals import FileRefused
from perkim.files.sniffing import UTF_16, chunks, pdf_begins_at

BROKEN = "File ini rusak atau belum terkirim seluruhnya. Buka di perangkat Anda, simpan ulang, lalu unggah lagi."
LOCKED_PDF = "PDF ini terkunci dengan kata sandi atau larangan. Simpan ulang tanpa kunci lalu unggah lagi."
# The way in the words of Excel's own menu.
SAVE_AS_XLSX = (
    "Buka di Excel, pilih File, Simpan Sebagai, jenis Buku Kerja Excel (*.xlsx), lalu unggah file yang baru itu."
)
NOT_XLSX = f"File ini bukan lembar kerja Excel (XLSX). {SAVE_AS_XLSX}"
MACROS = "Lembar kerja ini mengandung makro. Simpan sebagai XLSX tanpa makro lalu unggah lagi."
SWOLLEN = "Isi file ini jauh lebih besar daripada ukurannya. Salin datanya ke lembar kerja baru lalu unggah lagi."
NOT_TEXT = "CSV ini tidak terbaca sebagai teks. Simpan sebagai CSV UTF-8 lalu unggah lagi."
TOO_MANY_PIXELS = "Gambar ini terlalu besar untuk dibuka. Simpan dengan resolusi lebih rendah lalu unggah lagi."

PDF_TAIL = 2048
# The table of a PDF of 100 MB with 200,000 objects.
PDF_TABLE = 4 * MEGABYTE
ZIP_TAIL = 65_557
ZIP_DIRECTORY, ZIP_UNPACKED = 2 * MEGABYTE, 300 * MEGABYTE
JPEG_TAIL = 4 * MEGABYTE
# A0 in 300 dots per inch is 140 million; programs that open drawings ask before they take more.
MOST_DRAWN_PIXELS = 178_000_000
SMALLEST_DWG = 512
# Unused places of Windows-1252, in which Excel still writes CSV.
_NOT_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_CONTROL, _END_MARK = re.compile("[\x00-\x08\x0e-\x1f\x7f]"), "\x1a"
CONTROL_IN_TEXT = (
    "CSV ini memuat karakter kendali di baris {}, yang tidak ada dalam tabel. Hapus karakter itu, atau simpan ulang "
    "sebagai XLSX, lalu unggah lagi."
)


def check_structure(file: IO[bytes], size: int, file_type: FileType) -> None:
    """Raises FileRefused if the file is not whole, is locked, or would swell when opened."""
    if check := _CHECKS.get(file_type):
        check(file, size)


def check_pdf(file: IO[bytes], size: int) -> None:
    """The trailer leads to a table of objects, and neither says that the rest is encrypted (ISO 32000, 7.5.5)."""
    file.seek(max(0, size - PDF_TAIL))
    ends = list(re.finditer(rb"startxref\s+(\d{1,10})\s+%%EOF", file.read(PDF_TAIL)))
    if not ends:
        raise FileRefused(BROKEN)
    offset, before = int(ends[-1][1]), pdf_begins_at(file)
    trailers = [_pdf_trailer(file, min(place, size)) for place in sorted({offset, offset + before})]
    trailer = next((each for each in trailers if b"/Root" in each), b"")
    if not trailer:
        raise FileRefused(BROKEN)
    if re.search(rb"/Encrypt\b", trailer):
        raise FileRefused(LOCKED_PDF)


def _pdf_trailer(file: IO[bytes], place: int) -> bytes:
    """The dictionary of the table of objects at this place; empty if there is none."""
    file.seek(place)
    table = file.read(PDF_TABLE).lstrip()
    if table.startswith(b"xref"):
        at = table.find(b"trailer")
        return table[at:].split(b"startxref", 1)[0] if at >= 0 else b""
    # A compressed table: its dictionary stands before the stream, in clear.
    return table.split(b"stream", 1)[0] if re.match(rb"\d+\s+\d+\s+obj", table) else b""


def check_xlsx(file: IO[bytes], size: int) -> None:
    """A zip with a workbook inside, without macros, that does not swell without measure."""
    _check_zip_directory(file, size)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise FileRefused(BROKEN) from error
    names = {entry.filename for entry in entries}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise FileRefused(NOT_XLSX)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefused(MACROS)
    if sum(entry.file_size for entry in entries) > ZIP_UNPACKED:
        raise FileRefused(SWOLLEN)


def check_csv(file: IO[bytes], size: int) -> None:
    """Text to its last byte, in UTF-8, Windows-1252, or UTF-16 with its mark, without what no table holds."""
    if _is_utf_16(file):
        _refuse_control(file, "utf-16")
        return
    decoder = codecs.getincrementaldecoder("utf-8")()
    unicode = True
    for chunk in chunks(file):
        if unicode:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                unicode = False
    unicode = unicode and not decoder.getstate()[0]
    if not unicode and any(_NOT_IN_CP1252.search(chunk) for chunk in chunks(file)):
        raise FileRefused(NOT_TEXT)
    _refuse_control(file, "latin-1")


def _is_utf_16(file: IO[bytes]) -> bool:
    """Raises FileRefused for what begins like UTF-16 and goes on otherwise."""
    decoder = codecs.getincrementaldecoder("utf-16")()
    for number, chunk in enumerate(chunks(file)):
        if number == 0 and not chunk.startswith(UTF_16):
            return False
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            raise FileRefused(NOT_TEXT) from error
    if decoder.getstate()[0]:
        raise FileRefused(BROKEN)
    return True


def _refuse_control(file: IO[bytes], encoding: str) -> None:
    """Raises FileRefused that names the line of the first of them, as an editor counts lines. A mark of the end
    (Ctrl-Z), which old programs write, is none."""
    decoder, line, last = codecs.getincrementaldecoder(encoding)(), 1, ""
    for chunk in chunks(file):
        text = decoder.decode(chunk)
        whole = last + text
        if control := _CONTROL.search(whole[:-1]):
            raise FileRefused(CONTROL_IN_TEXT.format(line + _lines(whole[: control.start()])))
        line, last = line + _lines(whole[:-1]), whole[-1:]
    if _CONTROL.search(last) and last != _END_MARK:
        raise FileRefused(CONTROL_IN_TEXT.format(line))


def _lines(text: str) -> int:
    return text.count("\n") or text.count("\r")


def check_png(file: IO[bytes], size: int) -> None:
    """Every chunk lies inside the file, up to the one that ends the image."""
    _check_counted(file, size, count_png)


def check_jpeg(file: IO[bytes], size: int) -> None:
    """The end mark is there; cameras may write more behind it."""
    _check_counted(file, size, size_of_jpeg)
    file.seek(max(0, size - JPEG_TAIL))
    if b"\xff\xd9" not in file.read(JPEG_TAIL):
        raise FileRefused(BROKEN)


def check_tiff(file: IO[bytes], size: int) -> None:
    """The data of the first page lie inside the file."""
    _check_counted(file, size, count_tiff)


def _check_counted(file: IO[bytes], size: int, count: Callable[[IO[bytes]], CountedPicture]) -> None:
    """A drawing as an image is kept as it is, so only its headers are read, without a decoder."""
    try:
        counted = count(file)
    except UncountableError as error:
        raise FileRefused(BROKEN) from error
    if counted.width * counted.height > MOST_DRAWN_PIXELS:
        raise FileRefused(TOO_MANY_PIXELS)
    if counted.end > size:
        raise FileRefused(BROKEN)


def check_dwg(file: IO[bytes], size: int) -> None:
    if size < SMALLEST_DWG:
        raise FileRefused(BROKEN)


def _check_zip_directory(file: IO[bytes], size: int) -> None:
    """Before zipfile makes an object of each entry: the directory is there and is small."""
    file.seek(max(0, size - ZIP_TAIL))
    tail = file.read(ZIP_TAIL)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise FileRefused(BROKEN)
    (directory,) = struct.unpack_from("<I", tail, at + 12)
    if directory > ZIP_DIRECTORY:
        raise FileRefused(SWOLLEN)


_CHECKS: dict[FileType, Callable[[IO[bytes], int], None]] = {
    PDF_FILE: check_pdf,
    XLSX: check_xlsx,
    CSV: check_csv,
    TIFF: check_tiff,
    PNG: check_png,
    JPEG: check_jpeg,
    DWG: check_dwg,
}
