"""What is said to the person at the terminal, in Indonesian, and the one exception whose words may be shown."""

import contextlib


class LocalError(Exception):
    """Something the person can mend; the message says what is wrong and how."""


def say(text: str) -> None:
    # The terminal may be gone already (closed window, broken pipe); stopping must go on without it.
    with contextlib.suppress(OSError, ValueError):
        print(text, flush=True)
