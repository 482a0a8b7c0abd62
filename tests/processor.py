"""How long something keeps the processor, for what must not explode: a hostile text takes minutes or nothing."""

import gc
import time
from collections.abc import Callable


def processor_seconds(act: Callable[[], object]) -> float:
    """Of this process alone: neither what else the machine does counts, nor clearing up after other tests."""
    gc.disable()
    try:
        begun = time.process_time()
        act()
        return time.process_time() - begun
    finally:
        gc.enable()
