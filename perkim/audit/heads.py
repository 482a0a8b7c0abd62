"""Who keeps the heads of chains, and who knows what must have left entries: for `manage.py verify_log`.

Each app with chained subjects registers a reader. A log that was emptied together with its heads is given away by what
is left elsewhere: a case without a head, an account that nobody is said to have made.
"""

from collections.abc import Callable, Iterable, Mapping

Reader = Callable[[], Mapping[str, bytes]]
Witness = Callable[[], Iterable[str]]
_readers: list[Reader] = []
_witnesses: list[Witness] = []


def keeps_heads(reader: Reader) -> Reader:
    """Register a function that returns subject and head of every chain that its app's rows must have."""
    _readers.append(reader)
    return reader


def kept_heads() -> list[Mapping[str, bytes]]:
    return [reader() for reader in _readers]


def bears_witness(witness: Witness) -> Witness:
    """Register a function that names the rows of its app whose entries are not in the log."""
    _witnesses.append(witness)
    return witness


def without_entries() -> list[str]:
    return [where for witness in _witnesses for where in witness()]
