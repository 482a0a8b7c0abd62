"""JPEG: a row of segments, each after its marker, with the coded picture behind those that begin a scan."""

import re
import struct
from collections.abc import Iterator
from typing import IO

from perkim.files.pictures.counted import CountedPicture, UncountableError, too_many_parts

# Ten megabytes of colour profile, EXIF and previews are 160 segments of 64 KB.
MOST_SEGMENTS = 2000
_CHUNK = 64 * 1024
# In the coded picture FF stands before 00 or a restart marker; what else follows it is a marker.
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_START, _END, _ALONE = 0xDA, 0xD9, {0x01, 0xD8}
# Beginnings of frames, which state the size (ITU T.81, table B.1).
_SIZES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def count_jpeg(file: IO[bytes]) -> CountedPicture:
    """Raises UncountableError without a size, FileRefused for too many segments. Reads to the end mark, in pieces."""
    width = height = scans = end = 0
    for marker, at, head in _segments(file):
        end = at
        if marker in _SIZES:
            if len(head) < 5:
                raise UncountableError
            tall, wide = struct.unpack_from(">HH", head, 1)
            width, height = max(width, wide), max(height, tall)
        scans += marker == _START
    if not width or not height:
        raise UncountableError
    return CountedPicture(width=width, height=height, scans=scans, end=end)


def size_of_jpeg(file: IO[bytes]) -> CountedPicture:
    """As `count_jpeg`, up to the first size; the picture itself, which may be large, is not read."""
    for marker, at, head in _segments(file):
        if marker in _SIZES and len(head) >= 5:
            tall, wide = struct.unpack_from(">HH", head, 1)
            return CountedPicture(width=wide, height=tall, end=at)
    raise UncountableError


def _segments(file: IO[bytes]) -> Iterator[tuple[int, int, bytes]]:
    """Marker, place and first bytes of each segment, up to the mark of the end or the end of the file."""
    at = 2
    for _ in range(MOST_SEGMENTS):
        marker_and_place = _next_marker(file, at)
        if marker_and_place is None:
            return
        marker, at = marker_and_place
        if marker == _END:
            return
        if marker in _ALONE:
            yield marker, at, b""
            continue
        file.seek(at)
        head = file.read(8)
        length = int.from_bytes(head[:2], "big")
        if len(head) < 2 or length < 2:
            raise UncountableError
        yield marker, at, head[2:]
        at += length
    raise too_many_parts()


def _next_marker(file: IO[bytes], at: int) -> tuple[int, int] | None:
    """The marker at or behind this place, and the place behind it."""
    file.seek(at)
    here = file.read(2)
    if _MARKER.match(here):
        return here[1], at + 2
    chunk = b""
    file.seek(at)
    while more := file.read(_CHUNK):
        # A marker may lie across two pieces.
        chunk = chunk[-1:] + more
        at += len(more)
        if match := _MARKER.search(chunk):
            return chunk[match.start() + 1], at - len(chunk) + match.end()
    return None
