"""The stamp duty (bea meterai) that a receipt bears, in rupiah, as dated parameters."""

from datetime import date

from perkim.parameters.first_values import FirstValue, state_first_value
from perkim.parameters.kinds import declare, whole_number
from perkim.parameters.reading import rows_on

SINCE = date(2021, 1, 1)
BASIS = "UU 10/2020 tentang Bea Meterai"
_MOST = 1_000_000_000

DUTY = declare("naskah.meterai", "Naskah dinas: tarif bea meterai", unit="rupiah", parse=whole_number(0, _MOST))
FREE = declare(
    "naskah.meterai_bebas",
    "Naskah dinas: kuitansi sampai jumlah ini tidak bermeterai",
    unit="rupiah",
    parse=whole_number(0, _MOST),
)
for _kind, _value in ((DUTY, 10_000), (FREE, 5_000_000)):
    state_first_value(FirstValue(key=_kind.key, value=_value, starts=SINCE, basis=BASIS))


def stamp_duty(amount: int, day: date) -> int:
    """What a receipt for this amount bears on a day; 0 if none. One query. Raises MissingParameterError."""
    rows = rows_on([DUTY.key, FREE.key], day)
    return int(rows[DUTY.key].parsed) if amount > rows[FREE.key].parsed else 0
