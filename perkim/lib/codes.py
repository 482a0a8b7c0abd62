"""Codes that people read from paper and type: no symbols that look alike."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RECEIPT_SYMBOLS = 8


def random_code(groups: int, size: int = 4) -> str:
    """An unguessable code in groups, as `7KQM-2XNA-93TP`. Each symbol holds almost 5 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(size)) for _ in range(groups))


def normalised(typed: str) -> str:
    """A typed code without spaces and hyphens, in capitals: what is compared."""
    return "".join(symbol for symbol in typed.upper() if symbol.isalnum())


def receipt_code(prefix: str) -> str:
    """A receipt code such as `KS-4MK-7XW-2PC`: eight random symbols and one that checks them. About 40 random bits."""
    symbols = "".join(secrets.choice(ALPHABET) for _ in range(RECEIPT_SYMBOLS))
    return _spelled(prefix, symbols + _check_symbol(symbols))


def spelled_receipt(typed: str) -> str:
    """A typed receipt code as it is stored, whatever its case, spaces and hyphens; empty if it is none: mistyped,
    incomplete, or without the letters in front."""
    symbols = normalised(typed)
    prefix, code = symbols[: -RECEIPT_SYMBOLS - 1], symbols[-RECEIPT_SYMBOLS - 1 :]
    return _spelled(prefix, code) if prefix and is_receipt_code(code) else ""


def is_receipt_code(typed: str) -> bool:
    """Whether the last nine symbols fit together; a code with one wrong or two swapped symbols never does."""
    symbols = normalised(typed)[-RECEIPT_SYMBOLS - 1 :]
    fits = len(symbols) == RECEIPT_SYMBOLS + 1 and set(symbols) <= set(ALPHABET)
    return fits and _check_symbol(symbols[:-1]) == symbols[-1]


def _spelled(prefix: str, symbols: str) -> str:
    return "-".join([prefix, symbols[:3], symbols[3:6], symbols[6:]])


def _check_symbol(symbols: str) -> str:
    """The weighted sum modulo 31, which is prime and the size of the alphabet: so every single slip and every swap of
    neighbours changes it."""
    total = sum(weight * ALPHABET.index(symbol) for weight, symbol in enumerate(symbols, start=2))
    return ALPHABET[total % len(ALPHABET)]
