"""Files made to hurt: small to send, and much to open. Nothing here asserts."""

import io
import struct
import zlib
from functools import cache

from PIL import Image

from tests.perkim.files.samples import encoded, noise

START_OF_SCAN, END = b"\xff\xda", b"\xff\xd9"
# Where the seven passes of an interlaced PNG begin, and their steps.
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_PNG = b"\x89PNG\r\n\x1a\n"


def many_scans(times: int, width: int = 400, height: int = 300, picture: Image.Image | None = None) -> bytes:
    """A progressive JPEG whose last scan comes so many times; a decoder goes over the whole picture for each."""
    whole = encoded(picture or Image.new("RGB", (width, height), "teal"), progressive=True)
    body = whole.removesuffix(END)
    last = body[body.rindex(START_OF_SCAN) :]
    return body + last * times + END


def worst_countable() -> bytes:
    """As many scans over as many pixels as are let through, in less than ten megabytes."""
    picture = noise(100, 76).resize((3500, 2670), Image.Resampling.BICUBIC)
    return many_scans(50, picture=picture)


def many_markers(size: int) -> bytes:
    """A JPEG with so many bytes of empty comments before its picture."""
    whole = encoded(Image.new("RGB", (64, 48), "teal"))
    return whole[:2] + b"\xff\xfe\x00\x02" * (size // 4) + whole[2:]


def stutter(size: int) -> bytes:
    """A JPEG whose picture is nothing but the byte with which markers begin."""
    whole = encoded(Image.new("RGB", (64, 48), "teal"))
    return whole.removesuffix(END) + b"\xff" * size


def png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_with(extra: bytes) -> bytes:
    """A small PNG with these chunks behind its head."""
    whole = encoded(Image.new("RGB", (64, 48), "teal"), "PNG")
    head = len(_PNG) + 25
    return whole[:head] + extra + whole[head:]


def greedy_exif(size: int = 4_000_000, tags: int = 2000) -> bytes:
    """A PNG whose EXIF names the same megabytes in each of its many tags."""
    rows = b"".join(struct.pack("<HHII", 0x9000 + number, 1, size, 8) for number in range(tags))
    table = struct.pack("<H", tags) + rows + bytes(4)
    exif = b"II*\0" + struct.pack("<I", 8 + size) + bytes(size) + table
    return png_with(png_chunk(b"eXIf", exif))


def heic(*boxes: tuple[bytes, bytes]) -> bytes:
    """A HEIC of nothing but these boxes behind the first one."""
    whole = ((b"ftyp", b"heic\0\0\0\0mif1heic"), *boxes)
    return b"".join(struct.pack(">I", 8 + len(body)) + name + body for name, body in whole)


def tiff(*rows: tuple[int, int, int, int], big: int = 0) -> bytes:
    """A TIFF of nothing but a table of tags, each with type, count and value; `big` zeros stand behind it."""
    table = b"".join(struct.pack("<HHII", *row) for row in rows)
    return b"II*\0" + struct.pack("<IH", 8, len(rows)) + table + bytes(4) + bytes(big)


def webp_animation(frames: int) -> bytes:
    picture = noise(16, 16)
    pictures = [picture.point([value ^ number for value in range(256)] * 3) for number in range(frames)]
    output = io.BytesIO()
    pictures[0].save(output, "WEBP", save_all=True, lossless=True, append_images=pictures[1:], duration=40)
    return output.getvalue()


@cache
def deep_png(width: int = 8660, height: int = 5770) -> bytes:
    """The most work for the fewest bytes that counting lets through: sixteen bits, seven passes, the slowest filter."""
    packer, body = zlib.compressobj(1), []
    for x, y, across, down in _PASSES:
        row = b"\4" + b"\1" * (-(-(width - x) // across) * 8)
        body += [packer.compress(row) for _ in range(-(-(height - y) // down))]
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, 6, 0, 0, 1))
    return _PNG + head + png_chunk(b"IDAT", b"".join([*body, packer.flush()])) + png_chunk(b"IEND", b"")
