"""Examines what was sent, before anything is kept: limits, type, wholeness, virus. A photo becomes what is kept."""

import hashlib
import io
from dataclasses import dataclass
from typing import IO, cast

from django.core.files.base import File

from perkim.files.kinds import CSV, JPEG, PDF_FILE, XLSX, FileKind, FileType, megabytes
from perkim.files.names import clean_name
from perkim.files.pdfs import check_papers
from perkim.files.photos import DevelopedPhoto, prepare
from perkim.files.refusals import FileRefused
from perkim.files.scanning import scan
from perkim.files.sniffing import chunks, sniff
from perkim.files.structure import check_structure


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What the examination found. `sha256` is of what will be stored, `original_sha256` of what was sent."""

    kind: FileKind
    type: FileType
    name: str
    sha256: str
    original_sha256: str
    scanned: bool
    photo: DevelopedPhoto | None = None


class ExaminedFile(File):
    """A file that may be kept. Its content and size are those that will be stored."""

    def __init__(self, file: IO[bytes], *, size: int, findings: Findings) -> None:
        super().__init__(file, findings.name)
        file.seek(0)
        self.size = size
        self.findings = findings


def examine(file: File, accepts: FileKind) -> ExaminedFile:
    """Raises FileRefused with the sentence to show. Large files are read in pieces; only a photo is held in memory."""
    size = file.size
    if not size:
        # Nothing in it says what it is, and a field may take several kinds.
        raise FileRefused("File ini kosong (0 byte). Pilih file yang lain.")
    if size > accepts.most_bytes:
        most = megabytes(accepts.most_bytes)
        raise FileRefused(f"{accepts.noun} {megabytes(size)}, paling besar {most}. {accepts.smaller}")
    content = cast("IO[bytes]", file.open().file)
    file_type = sniff(content)
    if file_type not in accepts.types or file_type is None:
        raise wrong_type(file_type, accepts)
    digest = _sha256(content)
    scanned = scan(content)
    if accepts.is_photo:
        return _photo(content, accepts, clean_name(file.name or "", JPEG), digest, scanned)
    check_structure(content, size, file_type)
    if file_type == PDF_FILE and not accepts.is_own:
        check_papers(content, size)
    findings = Findings(
        kind=accepts,
        type=file_type,
        name=clean_name(file.name or "", file_type),
        sha256=digest,
        original_sha256=digest,
        scanned=scanned,
    )
    return ExaminedFile(content, size=size, findings=findings)


def _photo(content: IO[bytes], accepts: FileKind, name: str, digest: str, scanned: bool) -> ExaminedFile:
    photo = prepare(content)
    _refuse_small(photo, accepts.least_side)
    findings = Findings(
        kind=accepts,
        type=JPEG,
        name=name,
        sha256=hashlib.sha256(photo.jpeg).hexdigest(),
        original_sha256=digest,
        scanned=scanned,
        photo=photo,
    )
    return ExaminedFile(io.BytesIO(photo.jpeg), size=len(photo.jpeg), findings=findings)


def _refuse_small(photo: DevelopedPhoto, least: int) -> None:
    """By what is kept of it: a larger photo is shrunk to more than any house photo must have."""
    if max(photo.width, photo.height) < least:
        raise FileRefused(
            f"Foto ini hanya {photo.width} x {photo.height} piksel, sisi panjangnya paling sedikit {least} piksel. "
            "Unggah foto aslinya dari kamera, bukan gambar kecilnya."
        )


def wrong_type(file_type: FileType | None, *kinds: FileKind) -> FileRefused:
    """The refusal of a file that is none of the kinds asked for; it names them all."""
    if file_type is None:
        what = "Jenis file ini tidak dikenali"
    elif file_type == CSV:
        # Any text with commas passes for a table; whoever sent a note would not know it as CSV.
        what = "File ini teks"
    else:
        what = "File ini dokumen Office atau arsip" if file_type == XLSX else f"File ini {file_type.label}"
    return FileRefused(f"{what}, yang diminta {' atau '.join(map(_named, kinds))}. Pilih file yang lain.")


def _named(kind: FileKind) -> str:
    return kind.labels if len(kind.types) == 1 else f"{kind.noun.lower()} ({kind.labels})"


def _sha256(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks(content):
        digest.update(chunk)
    return digest.hexdigest()
