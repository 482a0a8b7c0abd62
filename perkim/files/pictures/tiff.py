"""TIFF: a table of tags at the place that the header names. Only the tags that lead to the first picture are read."""

import struct
from dataclasses import dataclass
from typing import IO

from perkim.files.pictures.counted import CountedPicture, UncountableError, read_at, too_many_parts

# Programs write some dozens of tags; a plan of a hundred megabytes may have a strip for each of its rows.
MOST_TAGS, MOST_STRIPS = 4096, 300_000
_WIDTH, _HEIGHT = 256, 257
# Places and lengths of strips, and of tiles.
_DATA = ((273, 279), (324, 325))
# Whole numbers, by the type of the tag: bytes, 2, 4 and 8 bytes long.
_NUMBERS = {1: "B", 3: "H", 4: "I", 16: "Q"}


@dataclass(frozen=True, kw_only=True)
class _Layout:
    """The two sorts of TIFF: how long counts of tags, tags, and places in the file are."""

    order: str
    first: int
    count: str
    place: str

    @property
    def tag(self) -> str:
        return f"{self.order}HH{self.place}"


def count_tiff(file: IO[bytes]) -> CountedPicture:
    """Raises UncountableError without size or data, FileRefused for more tags or strips than any program writes."""
    layout, tags = _tags(file)
    width, height = (max(_values(file, layout, tags, tag), default=0) for tag in (_WIDTH, _HEIGHT))
    end = 0
    for places, lengths in _DATA:
        begins, long = _values(file, layout, tags, places), _values(file, layout, tags, lengths)
        ends = map(sum, zip(begins, long, strict=False)) if long else iter(begins)
        end = max(end, max(ends, default=0))
    if not width or not height or not end:
        raise UncountableError
    return CountedPicture(width=width, height=height, end=end)


def _tags(file: IO[bytes]) -> tuple[_Layout, dict[int, bytes]]:
    """Each tag with the rest of its row in the table; of two of the same number the first counts."""
    file.seek(0)
    head = file.read(16)
    order = "<" if head.startswith(b"II") else ">"
    if head[2:4].strip(b"\0") == b"+":
        layout = _Layout(order=order, first=8, count="Q", place="Q")
    else:
        layout = _Layout(order=order, first=4, count="H", place="I")
    (place,) = _unpacked(order + layout.place, head[layout.first :])
    if place < 8:
        raise UncountableError
    (count,) = _unpacked(order + layout.count, read_at(file, place, struct.calcsize("=" + layout.count)))
    if count > MOST_TAGS:
        raise too_many_parts()
    row = struct.calcsize(layout.tag) + struct.calcsize("=" + layout.place)
    table = read_at(file, place + struct.calcsize("=" + layout.count), count * row)
    rows = [table[at : at + row] for at in range(0, len(table) - row + 1, row)]
    return layout, {int.from_bytes(each[:2], "little" if order == "<" else "big"): each for each in reversed(rows)}


def _values(file: IO[bytes], layout: _Layout, tags: dict[int, bytes], tag: int) -> tuple[int, ...]:
    """The numbers of a tag: in its row, if they fit there, or at the place that it names."""
    if tag not in tags:
        return ()
    _, kind, count = _unpacked(layout.tag, tags[tag])
    letter = _NUMBERS.get(kind)
    if letter is None:
        raise UncountableError
    if count > MOST_STRIPS:
        raise too_many_parts()
    data, size = tags[tag][struct.calcsize(layout.tag) :], count * struct.calcsize("=" + letter)
    if size > len(data):
        data = read_at(file, _unpacked(layout.order + layout.place, data)[0], size)
    return _unpacked(f"{layout.order}{count}{letter}", data)


def _unpacked(form: str, data: bytes) -> tuple[int, ...]:
    try:
        return struct.unpack_from(form, data)
    except struct.error as error:
        raise UncountableError from error
