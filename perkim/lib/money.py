"""Rupiah in words. What people type is read by `perkim.lib.numbers`, and asked for by `perkim.lib.amount_field`."""

from decimal import ROUND_HALF_UP, Decimal

from perkim.lib.text import in_thousands

_LARGE = ((10**9, "miliar"), (10**6, "juta"))


def rupiah(amount: int) -> str:
    """`Rp840.000.000`; `-Rp5.000` for what is taken off."""
    return f"{'-' if amount < 0 else ''}Rp{in_thousands(abs(amount))}"


def short_rupiah(amount: int) -> str:
    """`Rp840 juta`, `Rp8,24 miliar`; less than a million in full."""
    number, unit = in_units(amount)
    return f"Rp{number} {unit}".rstrip()


def in_units(amount: int) -> tuple[str, str]:
    """`8,24` and `miliar`; less than a million in full, with no unit."""
    for unit, name in _LARGE:
        if amount >= unit:
            digits = (Decimal(amount) / unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
            words = f"{digits:,.2f}".translate(str.maketrans(",.", ".,"))
            return words.rstrip("0").rstrip(","), name
    return in_thousands(amount), ""
