"""Text from outside before any pattern sees it, and words that depend on a value. Plain Python, no Django."""

from datetime import datetime
from decimal import Decimal

# From which hour of the day each greeting is said in an office of Java.
_GREETINGS = ((4, "Selamat pagi"), (11, "Selamat siang"), (15, "Selamat sore"), (18, "Selamat malam"))


def one_line(text: str, most: int) -> str:
    """Text from outside as patterns may see it: its words with single blanks between; empty if that is longer than
    anybody writes. Patterns with several runs of blanks or digits take hours over thousands of them."""
    single = " ".join(text.split())
    return single if len(single) <= most else ""


def shortened(text: str, most: int = 60) -> str:
    """What was typed as a sentence may repeat it: what is longer than anybody meant is cut, and shows that it is."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def in_thousands(number: int | Decimal) -> str:
    """A number of things or rupiah as people read it: `1.000.000`. A year is none, and is never written so."""
    return f"{number:,}".replace(",", ".")


def within_sentence(title: object) -> str:
    """A title inside a sentence: `rencana teknis`, `LPD tahap 1`; what is written in capitals stays so."""
    return " ".join(word if sum(map(str.isupper, word)) > 1 else word.lower() for word in str(title).split(" "))


def full_stop(words: object) -> str:
    """Words as the end of a sentence: a title (`Ir. Bambang, M.T.`) or a quoted reason brings its own full stop."""
    text = str(words)
    return text if text.endswith((".", "”")) else f"{text}."


def day_greeting(now: datetime) -> str:
    """The greeting for a local time: morning from 04.00, noon from 11.00, afternoon from 15.00, night from 18.00."""
    said = [words for hour, words in _GREETINGS if now.hour >= hour]
    return said[-1] if said else "Selamat malam"
