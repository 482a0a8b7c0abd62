"""Numbers as people write them: `1.500.000,-`, `1,5 juta`, `6 x 7 m`, `±36 m²`, `5 orang`. Plain Python, no Django.

One separator with three digits behind it, as in `99.125`, has two readings: thousands and decimals.
"""

import re
from decimal import Decimal, InvalidOperation

from perkim.lib.text import one_line

# Nobody writes more; longer text is no number.
LONGEST = 60
# As much as fits a bigint and any budget of a regency.
MOST_RUPIAH = 10**15
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*")
_GROUPS = re.compile(r"[+-]?[0-9]{1,3}(?:[.,][0-9]{3})+")
_TWO_READINGS = re.compile(r"[+-]?([1-9][0-9]{0,2})[.,]([0-9]{3})")
_SCALES = {"miliar": 10**9, "milyar": 10**9, "juta": 10**6, "jt": 10**6, "ribu": 1_000, "rb": 1_000}
_SCALED = re.compile(r"([0-9][0-9.,]*)(miliar|milyar|juta|jt|ribu|rb)\.?")
_CURRENCY = re.compile(r"^(?:rp|idr)[.:]*|rupiah$|[,.]?[-=]+$")
_ABOUT = re.compile(r"^(?:±|\+/-|\+-|~|kuranglebih|kl\.|kl|sekitar|kira-kira|kira2|lebihkurang|ca\.)")
_RATE = re.compile(r"(?:/|per|tiap|se)(bulan|bln|bl|hari|hr|minggu|mgg|tahun|thn|th|musim|panen|orang|org)\.?$")
_MONTHLY = frozenset({"bulan", "bln", "bl"})
_RATES = {"hr": "hari", "mgg": "minggu", "thn": "tahun", "th": "tahun", "org": "orang"}
_COUNTED = re.compile(r"(?:orang|org|jiwa|kk|keluarga|unit|buah|lantai|tahun|thn|th|bulan|bln|rumahtangga|rt)\.?$")
_SAME = {"orang": ("orang", "org", "jiwa"), "KK": ("kk", "keluarga", "rumahtangga", "rt")}
_IN_WORDS = re.compile(r"\([a-z]{1,30}\)$")
_SQUARE = re.compile(r"(?:meterpersegi|mpersegi|m2|m²|m\^2|mtr2|meter2|meter|mtr|m)\.?$")
_LENGTH = re.compile(r"(?:meter|mtr|m)\.?$")
_TIMES = re.compile(r"[x×*]")
_HECTARE, _HECTARES = Decimal(10_000), ("hektare", "hektar", "ha")
# What spreadsheets make of numbers with more digits than they can hold.
SCIENTIFIC = re.compile(r"[0-9][.,]?[0-9]*E\+?[0-9]+", re.IGNORECASE)


class NumberError(ValueError):
    """What is wrong with a written number, as a sentence."""


def number(text: str) -> Decimal | None:
    """A written number; None if it is none. The last of two kinds of separators is the decimal one; a single one with
    three digits behind it parts thousands."""
    packed = _packed(text)
    if not _NUMBER.fullmatch(packed):
        return None
    if "." in packed and "," in packed:
        decimal = max(packed.rfind("."), packed.rfind(","))
        whole, rest = packed[:decimal], packed[decimal + 1 :]
        return _decimal(f"{_digits(whole)}.{rest}") if rest.isdigit() else _trailing(packed)
    if _GROUPS.fullmatch(packed) and not packed.lstrip("+-").startswith("0"):
        return _decimal(_digits(packed))
    return _decimal(packed.rstrip(".,").replace(",", "."))


def readings(text: str) -> tuple[Decimal, ...]:
    """All that a written number can mean, none if it is no number. `99.125` is 99125 or 99,125."""
    packed = _packed(text)
    value = number(packed)
    if value is None:
        return ()
    if not _TWO_READINGS.fullmatch(packed):
        return (value,)
    return value, Decimal(packed.replace(",", "."))


def count(text: str) -> Decimal | None:
    """A number of things: `5`, `5 orang`, `4 th`, `4 (empat)`; None if it is none."""
    packed = _IN_WORDS.sub("", _packed(text))
    return number(_COUNTED.sub("", _without_about(packed)))


def counts_other(text: str, of: str) -> bool:
    """Whether a number of things says that it counts something else: `3 KK` is no number of `orang`."""
    counted = _COUNTED.search(_IN_WORDS.sub("", _packed(text)))
    return counted is not None and counted[0].rstrip(".") not in _SAME[of]


def money(text: str) -> Decimal | None:
    """Rupiah as text: with `Rp`, dots, `,-` or `,00` at the end, in millions or thousands, `/bulan`; None if it is
    none. Raises NumberError for a wage by the day, week or year, and for millions with two readings."""
    packed = _CURRENCY.sub("", _without_about(_packed(text)))
    rate = _RATE.search(packed)
    if rate:
        if rate[1] not in _MONTHLY:
            raise NumberError(f"Ini jumlah per {_RATES.get(rate[1], rate[1])}.")
        packed = packed[: rate.start()]
    packed = _CURRENCY.sub("", _CURRENCY.sub("", _without_about(packed)))
    if any(name in packed for name in _SCALES):
        return _scaled(packed)
    return number(packed)


def whole_rupiah(text: str) -> int | None:
    """Rupiah as a form asks for them: all digits, whole, with or without `Rp`; `1.5` and `12.50` are none. Raises
    NumberError as `money` does, and for more than a column of the database holds."""
    packed = _packed(text)
    amount = None if any(name in packed for name in _SCALES) else money(packed)
    if amount is None or amount < 0 or amount != amount.to_integral_value():
        return None
    if amount >= MOST_RUPIAH:
        raise NumberError("Jumlah ini terlalu besar.")
    return int(amount)


def areas(text: str) -> tuple[Decimal, ...]:
    """Square metres: `36 m²`, `±36`, `6 x 7 m` (42), `0,5 ha`. All readings, none if it is no area. Raises NumberError
    if a product is not what is written behind it."""
    packed = _without_about(_packed(text))
    product, _, stated = packed.partition("=")
    if stated or _TIMES.search(packed):
        return _product(product, stated)
    for name in _HECTARES:
        if packed.endswith(name):
            hectares = readings(packed.removesuffix(name))
            # Nobody's plot has a thousand hectares.
            return (hectares[-1] * _HECTARE,) if hectares else ()
    return readings(_SQUARE.sub("", packed))


def has_product(text: str) -> bool:
    """Whether an area is written as length times width."""
    return bool(_TIMES.search(_packed(text)))


def _product(product: str, stated: str) -> tuple[Decimal, ...]:
    sides = [readings(_LENGTH.sub("", _SQUARE.sub("", side))) for side in _TIMES.split(product)]
    if len(sides) != 2 or not all(sides):
        return ()
    # No side of a house or plot is a thousand metres long.
    area = sides[0][-1] * sides[1][-1]
    if stated and all(abs(each - area) > 1 for each in readings(_SQUARE.sub("", stated)) or (Decimal(-2),)):
        raise NumberError(f"{product} bukan {stated}.")
    return (area,)


def _scaled(packed: str) -> Decimal | None:
    """`1,5juta`; `1juta500ribu`, the larger first."""
    parts = list(_SCALED.finditer(packed))
    if "".join(part[0] for part in parts) != packed:
        return None
    scales = [_SCALES[part[2]] for part in parts]
    amounts = [readings(part[1]) for part in parts]
    if scales != sorted(set(scales), reverse=True) or not all(amounts):
        return None
    if scales[0] > 1_000 and len(amounts[0]) > 1:
        raise NumberError(f"{parts[0][0]} dapat dibaca dua cara.")
    return sum((amount[0] * scale for amount, scale in zip(amounts, scales, strict=True)), Decimal(0))


def _without_about(packed: str) -> str:
    return _ABOUT.sub("", packed)


def _packed(text: str) -> str:
    """Without blanks and case, every dash a hyphen; what is too long to be a number is nothing."""
    return one_line(text, LONGEST).replace(" ", "").casefold().replace("\u2212", "-").replace("\u2013", "-")


def _digits(text: str) -> str:
    return text.replace(".", "").replace(",", "")


def _trailing(packed: str) -> Decimal | None:
    """`1.500.000,`: a separator with nothing behind it."""
    return number(packed[:-1]) if packed[-1] in ".," else None


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
