"""Invented people of Sumberwuluh, as lists tell them. Serials are 99xx, which nobody has."""

from datetime import UTC, date, datetime

from perkim.people.identities import Identity, ListedAid
from perkim.people.models import Aid

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
NIK, SPOUSE_NIK, KK = "3508031503859901", "3508035507909902", "3508031203199901"
OTHER_NIK, OTHER_KK = "3508030101709903", "3508031203199902"


def man(**fields) -> Identity:
    told = {"nik": NIK, "name": "Suparman", "sex": "L", "birth_place": "Lumajang", "birth_date": date(1985, 3, 15)}
    return Identity(**{**told, "kk": KK, **fields})


def many(count: int, *, first: int = 0) -> list[Identity]:
    """That many men of as many households."""
    return [
        Identity(
            nik=f"350803{1 + n % 28:02}{1 + n // 28 % 12:02}{60 + n // 336 % 40:02}{9901 - n // 13_440}",
            name=f"Orang {n}",
            sex="L",
            kk=f"3508031203{n // 9_000:02}{1_000 + n % 9_000}",
        )
        for n in range(first, first + count)
    ]


def listed_aid(**fields) -> ListedAid:
    known = {"holder_name": "Suparman", "programme": "BSPS", "source": Aid.Source.APBN, "year": 2019}
    return ListedAid(**{**known, **fields})
