"""A program of its own: HEIC comes in, JPEG of at most 1600 px with its EXIF goes out. Run by `perkim.files.heic` only.

It knows nothing of Django or of us, and gives itself little memory and time: what it opens comes from strangers.
"""

import io
import resource
import sys

from pi_heif import register_heif_opener
from PIL import Image

MOST_MEMORY, MOST_SECONDS = 2 * 1024**3, 20
# So good that the JPEG made of it afterwards shows no difference.
QUALITY = 95
# What its end says; anything else is a photo that cannot be opened.
DONE, TOO_MANY_PIXELS = 0, 3


def main(longest_side: int, most_pixels: int) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
    with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=["HEIF"]) as image:
        if image.width * image.height > most_pixels:
            return TOO_MANY_PIXELS
        # Opening has turned the picture and says so in its EXIF.
        kept = {key: image.info[key] for key in ("exif", "icc_profile") if image.info.get(key)}
        picture = image.convert("RGB")
    picture.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    picture.save(sys.stdout.buffer, "JPEG", quality=QUALITY, **kept)
    return DONE


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
