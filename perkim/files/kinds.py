"""What may be uploaded: the types of files that are known, and the kinds that screens ask for. Only values."""

import math
from dataclasses import dataclass, field, replace

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class FileType:
    """One type of file, as its first bytes show it. `inline`: browsers may show it without saving it."""

    media_type: str
    extension: str
    label: str
    inline: bool = False


JPEG = FileType(media_type="image/jpeg", extension=".jpg", label="JPEG", inline=True)
PNG = FileType(media_type="image/png", extension=".png", label="PNG", inline=True)
WEBP = FileType(media_type="image/webp", extension=".webp", label="WebP", inline=True)
HEIC = FileType(media_type="image/heic", extension=".heic", label="HEIC")
TIFF = FileType(media_type="image/tiff", extension=".tif", label="TIFF")
PDF_FILE = FileType(media_type="application/pdf", extension=".pdf", label="PDF", inline=True)
DWG = FileType(media_type="image/vnd.dwg", extension=".dwg", label="DWG")
XLSX = FileType(
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", extension=".xlsx", label="XLSX"
)
CSV = FileType(media_type="text/csv", extension=".csv", label="CSV")
IMAGES = frozenset({JPEG, PNG, WEBP, HEIC, TIFF})
FILE_TYPES = {each.media_type: each for each in (*IMAGES, PDF_FILE, DWG, XLSX, CSV)}


@dataclass(frozen=True, kw_only=True)
class FileKind:
    """What a screen asks for. `noun` begins sentences; `most_bytes` may come in; `smaller` says how to mend.

    A photo is not kept as it comes but as a smaller JPEG without metadata (`perkim.files.photos`).
    """

    noun: str
    types: tuple[FileType, ...]
    most_bytes: int
    smaller: str
    is_photo: bool = field(default=False)
    # Pixels of the longer side of a photo that must show something.
    least_side: int = 0
    # Made by the portal itself: nobody looks into it for what strangers hide.
    is_own: bool = False

    @property
    def accept(self) -> str:
        """For the attribute of the same name. Types and extensions: each browser understands one of the two better."""
        extensions = [".jpeg"] if JPEG in self.types else []
        extensions += [".tiff"] if TIFF in self.types else []
        return ",".join([each.extension for each in self.types] + extensions + [each.media_type for each in self.types])

    @property
    def labels(self) -> str:
        """`JPEG, PNG, atau WebP`."""
        labels = [each.label for each in self.types]
        if len(labels) < 3:
            return " atau ".join(labels)
        return f"{', '.join(labels[:-1])}, atau {labels[-1]}"

    @property
    def hint(self) -> str:
        return f"{self.labels}, paling besar {megabytes(self.most_bytes)}."


def megabytes(size: int) -> str:
    """`12,4 MB`, rounded up, so that what is too large never looks as if it were not; whole ones without a comma."""
    tenths = math.ceil(size * 10 / MEGABYTE)
    return f"{tenths // 10} MB" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10} MB"


# Limits: design, section 7.
PHOTO = FileKind(
    noun="Foto",
    types=(JPEG, PNG, WEBP, HEIC),
    most_bytes=10 * MEGABYTE,
    smaller="Perkecil foto lalu unggah lagi.",
    is_photo=True,
)
# A house is recognised in it, and its damage; what is smaller is the preview of a picture.
HOUSE_PHOTO = replace(PHOTO, least_side=400)
PDF = FileKind(
    noun="PDF",
    types=(PDF_FILE,),
    most_bytes=20 * MEGABYTE,
    smaller="Pindai dengan resolusi lebih rendah lalu unggah lagi.",
)
OWN_PDF = replace(PDF, is_own=True)
DRAWING = FileKind(
    noun="Gambar",
    types=(DWG, PDF_FILE, PNG, JPEG, TIFF),
    most_bytes=100 * MEGABYTE,
    smaller="Bagi gambar menjadi beberapa file lalu unggah satu per satu.",
)
SPREADSHEET = FileKind(
    noun="Lembar kerja",
    types=(XLSX, CSV),
    most_bytes=20 * MEGABYTE,
    smaller="Bagi menjadi beberapa file lalu unggah satu per satu.",
)
