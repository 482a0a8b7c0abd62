"""Ports for the servers that tests start."""

import os
import socket
from itertools import count

# Below those that the kernel gives to whoever calls out: nobody is given one between its choice here and its use.
FIRST, BLOCKS, EACH = 20_000, 240, 50
_used = count()


def free_port() -> int:
    """From a block of this process: tests that run at once choose different ones."""
    block = FIRST + os.getpid() % BLOCKS * EACH
    for _ in range(EACH):
        port = block + next(_used) % EACH
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise AssertionError(f"all ports from {block} on are taken")
