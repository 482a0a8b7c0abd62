"""How many digits the account numbers of each bank have: a dated parameter. No source of `domain.md` states it [D]."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from perkim.banking.numbers import LEAST, MOST
from perkim.imports.tables.headers import normal
from perkim.parameters.first_values import FirstValue, state_first_value
from perkim.parameters.kinds import ParameterValueError, declare, part, whole_number
from perkim.parameters.reading import value_on

_FIRST = {"Bank Jatim": 10, "BRI": 15, "BNI": 10, "Bank Mandiri": 13, "BTN": 16, "BSI": 10}


def _parse(value: Any) -> dict[str, int]:
    """A length for each bank; the screen of parameters states each as a list of one."""
    if not isinstance(value, dict) or not value:
        raise ParameterValueError("Isi panjang nomor rekening untuk setiap bank.")
    plain = {
        name: stated[0] if isinstance(stated, list) and len(stated) == 1 else stated for name, stated in value.items()
    }
    return {name: part(name, whole_number(LEAST, MOST), length) for name, length in plain.items()}


LENGTHS = declare("rekening.panjang", "Panjang nomor rekening tiap bank", unit="angka", parse=_parse)
state_first_value(
    FirstValue(
        key=LENGTHS.key,
        value=_FIRST,
        starts=date(2020, 1, 1),
        basis="Nilai awal portal menurut buku tabungan bank-bank itu; dapat diubah dinas",
    )
)


def lengths_on(day: date) -> Mapping[str, int]:
    lengths: Mapping[str, int] = value_on(LENGTHS, day)
    return lengths


def known_bank(written: str, lengths: Mapping[str, int]) -> str:
    """The name by which a bank is known, matched without case and marks; as written if it is not known."""
    return {normal(name): name for name in lengths}.get(normal(written), " ".join(written.split()))
