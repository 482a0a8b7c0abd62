"""Words that depend on a value: greetings. Plain Python, no Django."""

from datetime import datetime

# From which hour of the day each greeting is said in an office of Java.
_GREETINGS = ((4, "Selamat pagi"), (11, "Selamat siang"), (15, "Selamat sore"), (18, "Selamat malam"))


def day_greeting(now: datetime) -> str:
    """The greeting for a local time: morning from 04.00, noon from 11.00, afternoon from 15.00, night from 18.00."""
    said = [words for hour, words in _GREETINGS if now.hour >= hour]
    return said[-1] if said else "Selamat malam"
