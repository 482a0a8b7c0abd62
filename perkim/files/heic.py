"""Opens HEIC, the photos of iPhones, in a process of its own: a broken one crashes the decoder, not the web server."""

import subprocess
import sys
from pathlib import Path
from typing import IO

from perkim.files import heic_opener
from perkim.files.refusals import FileRefused

BROKEN = "Foto HEIC ini tidak dapat dibuka. Simpan sebagai JPEG di ponsel Anda, lalu unggah lagi."
PATIENCE_SECONDS = 30


def as_jpeg(file: IO[bytes], *, longest_side: int, most_pixels: int, too_many: str) -> bytes:
    """The photo as JPEG with its EXIF, upright. Raises FileRefused; `too_many` is its sentence for too many pixels."""
    file.seek(0)
    opener = [sys.executable, "-I", str(Path(heic_opener.__file__)), str(longest_side), str(most_pixels)]
    try:
        # Nothing of the command comes from outside, and nothing of our environment goes with it.
        run = subprocess.run(  # noqa: S603
            opener, input=file.read(), capture_output=True, timeout=PATIENCE_SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefused(BROKEN) from error
    if run.returncode == heic_opener.TOO_MANY_PIXELS:
        raise FileRefused(too_many)
    if run.returncode != heic_opener.DONE:
        raise FileRefused(BROKEN)
    return run.stdout
