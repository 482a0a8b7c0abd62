"""Rupiah of cases: `840.000.000`, with or without `Rp` and dots; never with cents."""

from typing import Any

from perkim.lib.amount_field import AmountField
from perkim.lib.numbers import MOST_RUPIAH


class RupiahField(AmountField):
    """A whole, non-negative amount that fits any budget of a regency."""

    default_error_messages = {"invalid": "Tulis rupiah bulat tanpa sen, misalnya 840.000.000."}

    def __init__(self, **rest: Any) -> None:
        super().__init__(min_value=0, max_value=MOST_RUPIAH, localize=False, **rest)
