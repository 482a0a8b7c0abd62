"""HEIC: boxes in boxes. One of them lists the properties of all pictures of the file, their sizes among them."""

import struct
from collections.abc import Iterator
from typing import IO

from perkim.files.pictures.counted import CountedPicture, UncountableError, read_at, too_many_parts

# The largest photo of a phone is made of about 200 tiles, with as many for its depth and light.
MOST_BOXES, MOST_ITEMS = 4000, 4000
# All that is told of the pictures, without the pictures.
_MOST_META = 2 * 1024 * 1024


def count_heic(file: IO[bytes]) -> CountedPicture:
    """Size of the largest picture that is told of; the decoder asks again. Raises UncountableError, FileRefused."""
    meta = _meta(file)
    width = height = 0
    for name, body in _boxes(meta):
        if name == b"iinf" and _items(body) > MOST_ITEMS:
            raise too_many_parts()
        if name == b"iprp":
            for wide, tall in _sizes(body):
                width, height = max((width, height), (wide, tall), key=lambda size: size[0] * size[1])
    return CountedPicture(width=width, height=height)


def _sizes(properties: memoryview) -> Iterator[tuple[int, int]]:
    for name, lists in _boxes(properties):
        if name == b"ipco":
            for kind, body in _boxes(lists):
                if kind == b"ispe" and len(body) >= 12:
                    yield struct.unpack_from(">II", body, 4)


def _items(body: memoryview) -> int:
    """A version, and how many entries follow, in two bytes or in four."""
    if len(body) < 8:
        raise UncountableError
    return int.from_bytes(body[4:6] if body[0] == 0 else body[4:8], "big")


def _meta(file: IO[bytes]) -> memoryview:
    """The box of that name at the top, without its version."""
    at = 0
    for _ in range(MOST_BOXES):
        head = read_at(file, at, 16)
        if len(head) < 8:
            raise UncountableError
        length, name = struct.unpack_from(">I4s", head)
        begins = 8
        if length == 1 and len(head) == 16:
            (length,), begins = struct.unpack_from(">Q", head, 8), 16
        if name == b"meta":
            return memoryview(read_at(file, at + begins + 4, min(max(0, length - begins - 4), _MOST_META)))
        if length < begins:
            raise UncountableError
        at += length
    raise too_many_parts()


def _boxes(within: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    at = 0
    for _ in range(MOST_BOXES):
        if at + 8 > len(within):
            return
        length, name = struct.unpack_from(">I4s", within, at)
        if length < 8:
            raise UncountableError
        yield name, within[at + 8 : at + length]
        at += length
    raise too_many_parts()
