"""Codes that people read from paper and type: no symbols that look alike."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def random_code(groups: int, size: int = 4) -> str:
    """An unguessable code in groups, as `7KQM-2XNA-93TP`. Each symbol holds almost 5 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(size)) for _ in range(groups))


def normalised(typed: str) -> str:
    """A typed code without spaces and hyphens, in capitals: what is compared."""
    return "".join(symbol for symbol in typed.upper() if symbol.isalnum())
