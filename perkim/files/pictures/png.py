"""PNG: a row of chunks with their lengths; the first states the size, the last ends the picture."""

import struct
from typing import IO

from perkim.files.pictures.counted import CountedPicture, UncountableError, too_many_parts

# A drawing of 100 MB in pieces of 4 KB; most programs write larger ones.
MOST_CHUNKS = 30_000
_FIRST, _HEAD = 8, 8
# Of the first chunk: its length and name.
_SIZE_COMES = struct.pack(">I4s", 13, b"IHDR")


def count_png(file: IO[bytes]) -> CountedPicture:
    """Raises UncountableError without size or last chunk, FileRefused for too many chunks."""
    file.seek(_FIRST)
    head = file.read(_HEAD + 8)
    if not head.startswith(_SIZE_COMES) or len(head) < _HEAD + 8:
        raise UncountableError
    width, height = struct.unpack_from(">II", head, _HEAD)
    if not width or not height:
        raise UncountableError
    frames, at = 1, _FIRST
    for _ in range(MOST_CHUNKS):
        file.seek(at)
        head = file.read(_HEAD + 4)
        if len(head) < _HEAD:
            raise UncountableError
        length, name = struct.unpack_from(">I4s", head)
        if name == b"acTL":
            frames = int.from_bytes(head[_HEAD:], "big")
        at += length + 12
        if name == b"IEND":
            return CountedPicture(width=width, height=height, frames=frames, end=at)
    raise too_many_parts()
