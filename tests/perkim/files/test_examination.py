"""What is taken and what is refused, by what a file is and never by what it is called."""

import hashlib
import io
import struct
import tracemalloc

import pytest
from django.core.files.base import ContentFile, File
from PIL import Image
from weasyprint import HTML

from perkim.files.examination import ExaminedFile, examine
from perkim.files.kinds import (
    CSV,
    DRAWING,
    DWG,
    MEGABYTE,
    PDF,
    PDF_FILE,
    PHOTO,
    SPREADSHEET,
    TIFF,
    XLSX,
    FileKind,
    FileType,
    megabytes,
)
from perkim.files.refusals import FileRefused
from tests.perkim.files.samples import HEIC, dwg, encoded, noise, pdf, phone_photo, png_bomb, scene, sent, xlsx

HTML_PAGE = b"<html><script>alert(1)</script></html>"


def refusal(content: bytes, accepts: FileKind, name: str = "a.jpg") -> str:
    with pytest.raises(FileRefused) as refused:
        examine(sent(content, name), accepts)
    return refused.value.message


class Pretended(File):
    """A file that is this large without taking the memory: zeros after its beginning."""

    def __init__(self, beginning: bytes, size: int, name: str, end: bytes = b"") -> None:
        self.beginning, self.end, self.at = beginning, end, 0
        super().__init__(self, name)
        self.size = size

    def open(self, mode: str | None = None) -> File:
        return self

    def seek(self, at: int, whence: int = 0) -> int:
        self.at = at
        return at

    def tell(self) -> int:
        return self.at

    def read(self, count: int = -1) -> bytes:
        count = min(count, self.size - self.at) if count >= 0 else self.size - self.at
        zeros = bytearray(count)
        for start, part in ((0, self.beginning), (self.size - len(self.end), self.end)):
            low, high = max(start, self.at), min(start + len(part), self.at + count)
            if low < high:
                zeros[low - self.at : high - self.at] = part[low - start : high - start]
        self.at += count
        return bytes(zeros)


@pytest.mark.parametrize(
    ("content", "accepts", "found"),
    [
        (pdf(), PDF, PDF_FILE),
        (pdf(), DRAWING, PDF_FILE),
        (dwg(), DRAWING, DWG),
        (encoded(scene(), "TIFF"), DRAWING, TIFF),
        (xlsx(), SPREADSHEET, XLSX),
        (b"NIK;Nama\r\n3508;Sri\r\n", SPREADSHEET, CSV),
    ],
)
def test_what_is_wanted_is_taken_as_it_is(content: bytes, accepts: FileKind, found: FileType) -> None:
    examined = examine(sent(content, "apa saja.exe"), accepts)
    assert examined.findings.type == found
    assert b"".join(examined.chunks()) == content
    assert examined.findings.sha256 == examined.findings.original_sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    "content", [phone_photo(), encoded(scene(), "PNG"), encoded(scene(), "WEBP"), HEIC.read_bytes()]
)
def test_of_a_photo_both_hashes_are_kept(content: bytes) -> None:
    examined = examine(sent(content), PHOTO)
    assert examined.findings.original_sha256 == hashlib.sha256(content).hexdigest()
    assert examined.findings.sha256 == hashlib.sha256(examined.read()).hexdigest()
    assert examined.findings.sha256 != examined.findings.original_sha256


def test_a_photo_as_a_drawing_is_kept_as_it_is() -> None:
    assert examine(sent(phone_photo()), DRAWING).read() == phone_photo()


def test_a_document_written_by_another_program_is_taken() -> None:
    """WeasyPrint ends its files with a plain table, pypdf may compress it."""
    assert examine(sent(HTML(string="<h1>Surat</h1>").write_pdf(), "surat.pdf"), PDF).findings.type == PDF_FILE


def test_a_pdf_with_a_compressed_table_is_taken() -> None:
    content = HTML(string="<h1>Surat</h1>").write_pdf(pdf_version="1.7", uncompressed_pdf=False)
    assert b"\nxref" not in content
    assert examine(sent(content, "surat.pdf"), PDF).findings.type == PDF_FILE


@pytest.mark.parametrize("accepts", [PHOTO, PDF, DRAWING, SPREADSHEET])
def test_an_empty_file_is_refused(accepts: FileKind) -> None:
    assert refusal(b"", accepts) == "File ini kosong (0 byte). Pilih file yang lain."


def test_what_is_too_large_is_reported_with_both_sizes() -> None:
    big = Pretended(b"\xff\xd8\xff", 13_000_000, "besar.jpg")
    with pytest.raises(FileRefused) as refused:
        examine(big, PHOTO)
    assert refused.value.message == "Foto 12,4 MB, paling besar 10 MB. Perkecil foto lalu unggah lagi."


@pytest.mark.parametrize(
    ("size", "words"), [(10 * MEGABYTE, "10 MB"), (10 * MEGABYTE + 1, "10,1 MB"), (1, "0,1 MB"), (1_300_000, "1,3 MB")]
)
def test_sizes_are_rounded_up(size: int, words: str) -> None:
    assert megabytes(size) == words


def test_forty_megabytes_of_photo_are_refused() -> None:
    assert refusal(phone_photo() + bytes(40 * MEGABYTE), PHOTO).startswith("Foto 40,1 MB, paling besar 10 MB.")


@pytest.mark.parametrize(
    ("content", "accepts", "sentence"),
    [
        (
            b"halo, ini catatan\n",
            PHOTO,
            "File ini teks, yang diminta foto (JPEG, PNG, WebP, atau HEIC). Pilih file yang lain.",
        ),
        (pdf(), PHOTO, "File ini PDF, yang diminta foto (JPEG, PNG, WebP, atau HEIC). Pilih file yang lain."),
        (phone_photo(), PDF, "File ini JPEG, yang diminta PDF. Pilih file yang lain."),
        (HTML_PAGE, PDF, "Jenis file ini tidak dikenali, yang diminta PDF. Pilih file yang lain."),
        (b"MZ\x90\x00" + bytes(500), DRAWING, None),
        (HTML_PAGE, SPREADSHEET, None),
        (b"<?xml version='1.0'?><svg onload='alert(1)' a=','/>", PHOTO, None),
        (b"GIF89a" + bytes(100), PHOTO, None),
        (b"catatan biasa tanpa pemisah\n", SPREADSHEET, None),
        (b"\0\0\0\x20ftypavif" + bytes(100), PHOTO, None),
    ],
)
def test_another_type_is_refused_whatever_its_name(content: bytes, accepts: FileKind, sentence: str | None) -> None:
    told = refusal(content, accepts, "benar.jpg")
    assert told == sentence if sentence else told.startswith("Jenis file ini tidak dikenali, yang diminta")


def test_a_page_hidden_before_a_pdf_is_refused() -> None:
    """Readers forgive up to a kilobyte before the header; such a file is a page and a PDF at once."""
    assert "tidak dikenali" in refusal(HTML_PAGE + pdf(), PDF, "surat.pdf")


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n" + HTML_PAGE,
        b"%PDF-1.7\nstartxref\n9999999999\n%%EOF",
        b"%PDF-1.7\nstartxref\n0\n%%EOF",
        b"%PDF-1.7\nxref\n0 0\ntrailer\n<< /Size 0 >>\nstartxref\n9\n%%EOF",
        pdf()[: len(pdf()) // 2],
    ],
)
def test_a_pdf_whose_trailer_leads_nowhere_is_refused(content: bytes) -> None:
    assert "rusak atau belum terkirim seluruhnya" in refusal(content, PDF)


@pytest.mark.parametrize("owner_only", [False, True])
def test_a_locked_pdf_is_refused_with_the_way_out(owner_only: bool) -> None:
    told = refusal(pdf("rahasia", owner_only=owner_only), PDF)
    assert told == "PDF ini terkunci dengan kata sandi atau larangan. Simpan ulang tanpa kunci lalu unggah lagi."


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_drawing_that_was_cut_off_is_refused(form: str) -> None:
    content = encoded(noise(300, 300), form)
    assert "rusak" in refusal(content[: len(content) // 2], DRAWING)


@pytest.mark.parametrize("beginning", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0"])
def test_a_beginning_alone_is_no_drawing(beginning: bytes) -> None:
    assert "rusak" in refusal(beginning + bytes(3000), DRAWING)


def test_a_dwg_that_is_only_a_header_is_refused() -> None:
    assert "rusak" in refusal(b"AC1032\0", DRAWING)


def test_a_bomb_as_a_drawing_is_refused() -> None:
    assert "terlalu besar untuk dibuka" in refusal(png_bomb(), DRAWING)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_scan_of_a_large_plan_is_taken() -> None:
    """A0 at 300 dpi, black and white."""
    plan = encoded(Image.new("1", (9933, 14_043), 1), "TIFF", compression="group4")
    assert examine(sent(plan), DRAWING).findings.type == TIFF


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (xlsx({"xl/vbaProject.bin": b"makro"}), "mengandung makro"),
        (xlsx(workbook="word/document.xml"), "bukan lembar kerja Excel"),
        (xlsx()[:-30], "rusak"),
        (b"PK\x03\x04" + bytes(500), "rusak"),
    ],
)
def test_a_workbook_is_looked_into(content: bytes, words: str) -> None:
    assert words in refusal(content, SPREADSHEET)


def test_a_workbook_that_swells_is_refused() -> None:
    swollen = xlsx({"xl/media/a.bin": bytes(301 * MEGABYTE)})
    assert "jauh lebih besar daripada ukurannya" in refusal(swollen, SPREADSHEET)


def test_a_zip_with_a_swollen_directory_is_refused_before_it_is_read() -> None:
    content = bytearray(xlsx())
    struct.pack_into("<I", content, content.rfind(b"PK\x05\x06") + 12, 3 * MEGABYTE)
    assert "jauh lebih besar" in refusal(bytes(content), SPREADSHEET)


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffNIK;Nama\n1;Nuñez “Sri”\n".encode(),
        "Nama;Alamat\nSri;Jl. Café “Baru”\n".encode("cp1252"),
        b"a,b\n" + "é".encode() * 40_000,
    ],
)
def test_tables_in_both_usual_encodings_are_taken(content: bytes) -> None:
    assert examine(sent(content, "a.csv"), SPREADSHEET).findings.type == CSV


@pytest.mark.parametrize("tail", [b"\xff\x81\x8d", b"\xe2\x80\x9d\xe2\x80"])
def test_a_table_that_turns_into_bytes_is_refused(tail: bytes) -> None:
    assert "tidak terbaca sebagai teks" in refusal(b"a;b\n" * 30_000 + tail, SPREADSHEET)


def test_a_hundred_megabytes_are_never_in_memory() -> None:
    big = Pretended(b"AC1032\0", 100 * MEGABYTE, "tapak.dwg")
    tracemalloc.start()
    try:
        examined = examine(big, DRAWING)
        for _ in examined.chunks():
            pass
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert examined.size == 100 * MEGABYTE
    assert most < 8 * MEGABYTE


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("depan rumah.jpeg", "depan rumah.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        (r"C:\Users\Sri\Foto Rumah.HEIC", "Foto Rumah.jpg"),
        ("rumah\r\nSet-Cookie: a=b.jpg", "rumahSet-Cookie a=b.jpg"),
        ("foto\u202egpj.exe", "fotogpj.jpg"),
        ("rumah Bu Sañti 🏠.jpg", "rumah Bu Sañti 🏠.jpg"),
        ("ꦱꦿꦶ.png", "ꦱꦿꦶ.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("..", "unggahan.jpg"),
        ("\x00", "unggahan.jpg"),
        ("", "unggahan.jpg"),
        ("SK No. 12.5 tahun 2026", "SK No. 12.5 tahun 2026.jpg"),
        ('a<b>:"|?*%.jpg', "ab.jpg"),
        ("x" * 300 + ".png", "x" * 116 + ".jpg"),
    ],
)
def test_names_are_made_harmless_and_end_as_what_the_file_is(name: str, clean: str) -> None:
    assert examine(File(io.BytesIO(phone_photo()), name), PHOTO).findings.name == clean


def test_what_was_examined_differs_from_what_was_not() -> None:
    assert isinstance(examine(ContentFile(pdf(), "a.pdf"), PDF), ExaminedFile)
