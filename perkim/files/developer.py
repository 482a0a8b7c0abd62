"""A program of its own: photos come in, what is kept of them goes out; of a PDF, what is in it. Started by
`perkim.files.darkroom` only.

It has no settings, no environment and no database, and gives itself little memory and little time: a photo that
crashes a decoder, fills the memory or never ends takes this process down and nothing else.
"""

import json
import os
import resource
import signal
import socket
import sys
import time
import warnings
from contextlib import suppress
from pathlib import Path

from perkim.files import framing
from perkim.files.kinds import DRAWING, PHOTO
from perkim.files.pdf_inside import look_into
from perkim.files.picture import FORMS, TooManyPixelsError, develop

_OPEN_FILES = 64
# Address space of the programs themselves, which is no memory of their own.
_PROGRAMS = 512 * 1024 * 1024
# Where memory runs out, the kernel ends the developer first.
_OOM = Path("/proc/self/oom_score_adj")


def main(most_seconds: float, most_memory: int, idle_seconds: float) -> None:
    """Photo after photo until nobody sends any more."""
    _limit_ourselves(most_memory)
    with socket.socket(fileno=os.dup(0)) as hatch, suppress(EOFError, OSError, ValueError):
        while True:
            until = time.monotonic() + idle_seconds
            form = framing.receive(hatch, framing.MOST_WORD, until).decode("ascii")
            content = framing.receive(hatch, (DRAWING if form == framing.PDF else PHOTO).most_bytes, until)
            framing.send(hatch, framing.TAKEN)
            # By the time of the processor, in the middle of a decoder too: the signal ends the process.
            signal.setitimer(signal.ITIMER_PROF, most_seconds)
            answer = _developed(content, form)
            signal.setitimer(signal.ITIMER_PROF, 0)
            framing.send(hatch, *answer)


def _developed(content: bytes, form: str) -> tuple[bytes, ...]:
    try:
        if form == framing.PDF:
            return (look_into(content),)
        picture = develop(content, form if form in FORMS else FORMS[0])
    except TooManyPixelsError:
        return (framing.TOO_MANY_PIXELS,)
    except MemoryError:
        return (framing.TOO_HEAVY,)
    except Exception:  # Each decoder fails in its own ways, and all of them mean the same.
        return (framing.BROKEN,)
    about = {"width": picture.width, "height": picture.height, "said": picture.said}
    return framing.DONE, json.dumps(about).encode(), picture.jpeg, picture.thumbnail


def _limit_ourselves(most_memory: int) -> None:
    for kind, most in (
        (resource.RLIMIT_DATA, most_memory),
        (resource.RLIMIT_AS, most_memory + _PROGRAMS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
    ):
        resource.setrlimit(kind, (most, most))
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    with suppress(OSError):
        _OOM.write_text("1000", encoding="ascii")


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
