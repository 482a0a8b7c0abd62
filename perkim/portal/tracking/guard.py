"""Against guessing receipt codes: so many wrong ones from one line in a quarter of an hour, then none is answered.

A code that its check symbol already disproves takes no place: it finds nothing, and an honest slip must not lock a
village out. The wait does not grow: a whole village may share one line, and 40 random bits outlast this pace by far.
"""

from perkim.accounts.guessing import Guard

WRONG_CODES = 10
WINDOW_SECONDS = 15 * 60

guard = Guard(name="lacak", wrong=WRONG_CODES, window=WINDOW_SECONDS, longest=WINDOW_SECONDS)
