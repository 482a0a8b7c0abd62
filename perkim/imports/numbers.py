"""Numbers as offices write them: `1.500.000,-`, `1,5 juta`, `7.2`, `8° 10' 46,2" LS`. Plain Python, no Django."""

import re
from decimal import Decimal, InvalidOperation

_NUMBER = re.compile(r"[+-]?\d[\d.,]*")
_GROUPS = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+")
_SCALES = {"juta": 1_000_000, "jt": 1_000_000, "ribu": 1_000, "rb": 1_000}
_SCALED = re.compile(r"(.*?)(juta|jt|ribu|rb)\.?")
_DEGREES = re.compile(
    r"(?P<sign>[+-]?)(?P<degrees>\d{1,3})\s*[°º]\s*(?:(?P<minutes>\d{1,2})\s*['′’]\s*)?"
    r"(?:(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|”|'')\s*)?(?P<side>LS|LU|BT|S|N|E)?",
    re.IGNORECASE,
)
# What spreadsheets make of numbers with more digits than they can hold.
SCIENTIFIC = re.compile(r"\d[.,]?\d*E\+?\d+", re.IGNORECASE)


def number(text: str) -> Decimal | None:
    """A written number; None if it is none. The last of two kinds of separators is the decimal one; a single one with
    three digits behind it parts thousands."""
    packed = "".join(text.split())
    if not _NUMBER.fullmatch(packed):
        return None
    if "." in packed and "," in packed:
        decimal = max(packed.rfind("."), packed.rfind(","))
        whole, rest = packed[:decimal], packed[decimal + 1 :]
        return _decimal(f"{_digits(whole)}.{rest}") if rest.isdigit() else _trailing(packed)
    if _GROUPS.fullmatch(packed) and not packed.lstrip("+-").startswith("0"):
        return _decimal(_digits(packed))
    return _decimal(packed.rstrip(".,").replace(",", "."))


def money(text: str) -> Decimal | None:
    """Rupiah as text: with `Rp`, dots, `,-` or `,00` at the end, in millions or thousands; None if it is none."""
    packed = "".join(text.split()).casefold().removeprefix("rp").removeprefix("idr").lstrip(".:")
    packed = packed.removesuffix(",-").removesuffix(".-").removesuffix("-")
    scaled = _SCALED.fullmatch(packed)
    if scaled:
        amount = number(scaled[1])
        return None if amount is None else amount * _SCALES[scaled[2]]
    return number(packed)


def degrees(text: str) -> Decimal | None:
    """A coordinate as decimal degrees, written with a point or a comma, or in degrees, minutes and seconds."""
    written = text.strip()
    plain = "".join(written.split()).rstrip("°º").replace(",", ".")
    if re.fullmatch(r"[+-]?\d+(\.\d+)?", plain):
        return _decimal(plain)
    found = _DEGREES.fullmatch(written)
    if found is None:
        return None
    whole = Decimal(found["degrees"])
    minutes = Decimal(found["minutes"] or 0)
    seconds = Decimal((found["seconds"] or "0").replace(",", "."))
    value = whole + minutes / 60 + seconds / 3600
    south = (found["side"] or "").upper() in ("LS", "S")
    return -value if south or found["sign"] == "-" else value


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
