"""What was counted, and the two ways in which counting ends early."""

from dataclasses import dataclass
from typing import IO

from perkim.files.refusals import FileRefused

MANY_PARTS = "Gambar ini tersusun dari terlalu banyak bagian. Simpan ulang sebagai JPEG biasa, lalu unggah lagi."


class UncountableError(ValueError):
    """The file is not what its first bytes say, or is cut off."""


@dataclass(frozen=True, kw_only=True)
class CountedPicture:
    """Size in pixels; `scans`: how often a decoder goes over the whole picture; `frames`: pictures in the one file;
    `end`: where the data that were seen end, in bytes from the beginning."""

    width: int
    height: int
    scans: int = 1
    frames: int = 1
    end: int = 0


def read_at(file: IO[bytes], place: int, size: int) -> bytes:
    """Where the file itself says; raises UncountableError for a place that no file has."""
    try:
        file.seek(place)
        return file.read(size)
    except (OSError, ValueError, OverflowError) as error:
        raise UncountableError from error


def too_many_parts() -> FileRefused:
    """More parts than any program makes of a picture."""
    return FileRefused(MANY_PARTS)
