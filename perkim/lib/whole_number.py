"""The one door for whole numbers out of text from outside: addresses, forms, files. Plain Python, no Django.

`int` alone takes more than anybody means: digits of other scripts, blanks, `1_000`. It refuses what `isdigit` allows
(`²`) and what has more than 4,300 digits; and columns of a database overflow far below that.
"""

# Any number of so many digits fits a bigint; who compares with a smaller column, or fills one, says `most`.
MOST_DIGITS = 18
LARGEST = 10**MOST_DIGITS - 1


def is_digits(text: str) -> bool:
    """Whether a text is nothing but the digits 0 to 9, as `str.isdigit` alone does not say."""
    return text.isascii() and text.isdecimal()


def typed_whole(text: object, *, least: int = 0, most: int = LARGEST) -> int | None:
    """A whole number written with the digits 0 to 9 alone, blanks around it aside; None for what is none, and for one
    that is not within these bounds."""
    digits = text.strip() if isinstance(text, str) else ""
    if not is_digits(digits) or len(digits) > MOST_DIGITS:
        return None
    number = int(digits)
    return number if least <= number <= most else None
