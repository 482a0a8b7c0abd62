"""WebP: a row of RIFF chunks. A still picture is one of two kinds of them, an animation a chunk for each frame."""

import struct
from typing import IO

from perkim.files.pictures.counted import CountedPicture, UncountableError, too_many_parts

MOST_CHUNKS = 2000
_FIRST, _HEAD, _LOOKED_AT = 12, 8, 10


def count_webp(file: IO[bytes]) -> CountedPicture:
    """Raises UncountableError without a size, FileRefused for too many chunks."""
    width = height = frames = 0
    at = _FIRST
    for _ in range(MOST_CHUNKS):
        file.seek(at)
        head = file.read(_HEAD + _LOOKED_AT)
        if len(head) < _HEAD:
            break
        name, length = struct.unpack_from("<4sI", head)
        wide, tall = _size(name, head[_HEAD:])
        width, height = max(width, wide), max(height, tall)
        frames += name == b"ANMF"
        at += _HEAD + length + length % 2
    else:
        raise too_many_parts()
    if not width or not height:
        raise UncountableError
    return CountedPicture(width=width, height=height, frames=max(1, frames), end=at)


def _size(name: bytes, data: bytes) -> tuple[int, int]:
    """Width and height, where this chunk states them (RFC 9649)."""
    if len(data) < _LOOKED_AT:
        return 0, 0
    if name == b"VP8X":
        return 1 + int.from_bytes(data[4:7], "little"), 1 + int.from_bytes(data[7:10], "little")
    if name == b"VP8 ":
        wide, tall = struct.unpack_from("<HH", data, 6)
        return wide & 0x3FFF, tall & 0x3FFF
    if name == b"VP8L":
        bits = int.from_bytes(data[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return 0, 0
