"""How long outside work may take, how often it is tried, and how these fit into what the worker allows.

A piece is interrupted when its time is up (`stopwatch.py`); one that does not let itself be interrupted is ended with
its process a little later; only then its lease is over. So no second worker ever takes a piece that another still
holds.
"""

from datetime import timedelta

# What fails is tried again a minute, 2, 4, ... 128 minutes later: four hours of a mail server's absence are waited out.
MOST_ATTEMPTS = 9
FIRST_PAUSE = timedelta(minutes=1)
# What took its worker's life so often, while the other workers lived, is to blame itself.
MOST_LOST = 3

# The time of a piece whose kind states no other: a mail, of which each step waits ten seconds for the server.
MOST_SECONDS = 90
# No kind may state more: a round that takes it as its last piece must end within the worker's own limit of a task.
LONGEST_SECONDS = 480
# A round takes no new piece after this long; the next round goes on.
ROUND_SECONDS = 60
# A piece that is interrupted clears up within this time, or its process ends.
GRACE_SECONDS = 15
# What ending a process, and clocks that differ, may take.
SLACK_SECONDS = 15


def lease_for(most_seconds: float) -> float:
    """How long a piece is leased that may take so long: it has surely ended by then, whatever happened to it."""
    return most_seconds + GRACE_SECONDS + SLACK_SECONDS
