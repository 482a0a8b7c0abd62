"""Whole numbers in Indonesian words, as they stand on receipts and decrees. Plain Python, no Django."""

_ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))
# Beyond this the words have other names that nobody here would read.
LARGEST = 10**15 - 1


def terbilang(number: int) -> str:
    """`dua puluh juta`, `seribu seratus sebelas`, `nol`, `minus dua`. Raises ValueError beyond 999 triliun."""
    if not -LARGEST <= number <= LARGEST:
        raise ValueError(f"{number} has no words here")
    if number < 0:
        return f"minus {terbilang(-number)}"
    return _words(number) or "nol"


def rupiah_letters(amount: int) -> str:
    """`dua puluh juta rupiah`."""
    return f"{terbilang(amount)} rupiah"


def _words(number: int) -> str:
    parts = []
    for scale, name in _SCALES:
        count, number = divmod(number, scale)
        if count:
            parts.append("seribu" if scale == 1000 and count == 1 else f"{_below_thousand(count)} {name}")
    return " ".join([*parts, *([_below_thousand(number)] if number else [])])


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    said = ["seratus" if hundreds == 1 else f"{_ONES[hundreds]} ratus"] if hundreds else []
    return " ".join([*said, *([_below_hundred(rest)] if rest else [])])


def _below_hundred(number: int) -> str:
    if number < 12:
        return _ONES[number]
    if number < 20:
        return f"{_ONES[number - 10]} belas"
    tens, ones = divmod(number, 10)
    return f"{_ONES[tens]} puluh {_ONES[ones]}".rstrip()
