"""Who received house aid before: by NIK, by family card, by spouse, and by the house itself (`domain.md` §3.2, E5).

Aid follows the house: whoever lives within 15 m of an aided one is told of it, though aid to a former owner shuts
nobody out (`Match.of_house_only`). Numbers are compared by their keyed hashes; nothing is decrypted. These are the rows
of old lists; what the portal's own programmes gave is matched in the same way (`perkim.swadaya.aid.awards`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, Self

from django.db.models import QuerySet

from perkim.lib.nik import read_kk, read_nik
from perkim.people.cipher import KK, NIK, index_of
from perkim.people.models import Aid, Family, Person
from perkim.people.nearby import MOST_NEAR, LocatedTable, Point, near_rows

HOUSE_METRES = 15.0


class Way(StrEnum):
    """By what earlier aid was found."""

    NIK = "NIK"
    FAMILY = "nomor KK"
    SPOUSE = "NIK pasangan"
    HOUSE = "letak rumah"


@dataclass(frozen=True, kw_only=True)
class Seeker:
    """Somebody whose earlier aid is asked for. What is not known is None and finds nothing."""

    nik_index: bytes | None = None
    kk_index: bytes | None = None
    spouse_index: bytes | None = None
    latitude: Decimal | float | None = None
    longitude: Decimal | float | None = None

    @classmethod
    def of(
        cls,
        person: Person | None,
        family: Family | None = None,
        spouse: Person | None = None,
        *,
        latitude: Decimal | float | None = None,
        longitude: Decimal | float | None = None,
    ) -> Self:
        """From rows, without opening any number."""
        return cls(
            nik_index=bytes(person.nik_index) if person else None,
            kk_index=bytes(family.kk_index) if family else None,
            spouse_index=bytes(spouse.nik_index) if spouse else None,
            latitude=latitude,
            longitude=longitude,
        )

    @classmethod
    def typed(
        cls,
        *,
        nik: str = "",
        kk: str = "",
        spouse_nik: str = "",
        latitude: Decimal | float | None = None,
        longitude: Decimal | float | None = None,
    ) -> Self:
        """From numbers as they were typed, of people who need not be stored. Raises NikError."""
        return cls(
            nik_index=index_of(NIK, read_nik(nik).text) if nik else None,
            kk_index=index_of(KK, read_kk(kk)) if kk else None,
            spouse_index=index_of(NIK, read_nik(spouse_nik).text) if spouse_nik else None,
            latitude=latitude,
            longitude=longitude,
        )

    @property
    def point(self) -> Point | None:
        """Latitude and longitude, if both are known."""
        if self.latitude is None or self.longitude is None:
            return None
        return float(self.latitude), float(self.longitude)


class Given(Protocol):
    """Aid that was given, whether an old list or the portal itself tells of it."""

    @property
    def pk(self) -> int: ...
    @property
    def programme(self) -> str: ...
    @property
    def year(self) -> int: ...
    @property
    def granted_on(self) -> date | None: ...
    @property
    def counted_from(self) -> date: ...
    @property
    def exception(self) -> str: ...
    @property
    def amount(self) -> int | None: ...


class Numbered(Protocol):
    """Whose it was: the keyed hashes of one holder of some aid, whose key is `pk`. None finds nobody."""

    @property
    def pk(self) -> int: ...
    @property
    def nik_index(self) -> bytes | memoryview | None: ...
    @property
    def spouse_index(self) -> bytes | memoryview | None: ...
    @property
    def kk_index(self) -> bytes | memoryview | None: ...


_LISTED = LocatedTable(model=Aid, key="id", condition="withdrawn_at IS NULL")


@dataclass(frozen=True, kw_only=True)
class Match:
    """Earlier aid of one seeker, and all the ways it was found. `metres` lie between the houses, if both are known."""

    aid: Given
    ways: tuple[Way, ...]
    metres: float | None = None

    @property
    def of_house_only(self) -> bool:
        """Only the place says so: perhaps a former owner's, or a neighbour's."""
        return self.ways == (Way.HOUSE,)

    @property
    def how(self) -> str:
        """`NIK dan nomor KK`."""
        *first, last = [str(way) for way in self.ways]
        return f"{', '.join(first)} dan {last}" if first else last


def aid_before(seekers: Sequence[Seeker], *, metres: float = HOUSE_METRES) -> list[list[Match]]:
    """For each seeker, earlier aid of the lists that was not withdrawn, newest first. At most three queries, however
    many seekers.

    How many years back matter, and which exemptions, is for the caller's rule to say.
    """
    near = near_rows([each.point for each in seekers], metres, _LISTED)
    niks, kks = numbers_of(seekers)
    by_number = list(_sharing(niks, kks)) if niks or kks else []
    aids = {aid.pk: aid for aid in by_number}
    aids |= Aid.objects.in_bulk({pk for distances in near.values() for pk in distances} - set(aids))
    return matches(seekers, by_number, near, aids)


def numbers_of(seekers: Iterable[Seeker]) -> tuple[set[bytes], set[bytes]]:
    """All NIK and all KK of these seekers and their spouses, as hashes."""
    niks = {index for each in seekers for index in (each.nik_index, each.spouse_index) if index}
    return niks, {each.kk_index for each in seekers if each.kk_index}


def matches(
    seekers: Sequence[Seeker],
    holders: Iterable[Numbered],
    near: Mapping[int, Mapping[int, float]],
    aids: Mapping[int, Given],
) -> list[list[Match]]:
    """For each seeker what was found, newest first: by the numbers of `holders`, and by place (`near`, in metres, by
    the seeker's place in the list). No query."""
    newest_first = sorted(holders, key=lambda each: aids[each.pk].counted_from, reverse=True)
    by_number = _Numbers(newest_first)
    return [_matches(by_number.ways(seeker), near.get(place, {}), aids) for place, seeker in enumerate(seekers)]


def _matches(ways: Mapping[int, set[Way]], near: Mapping[int, float], aids: Mapping[int, Given]) -> list[Match]:
    matched = []
    for pk in {*ways, *near}:
        all_ways = ways.get(pk, set()) | ({Way.HOUSE} if pk in near else set())
        matched.append(Match(aid=aids[pk], ways=tuple(way for way in Way if way in all_ways), metres=near.get(pk)))
    return sorted(matched, key=lambda match: (match.aid.counted_from, match.aid.pk), reverse=True)


class _Numbers:
    """The holders of aid by their numbers, so many of each at most: a number that more of them bear is nobody's, such
    as one that fills a column."""

    def __init__(self, holders: Iterable[Numbered]) -> None:
        self._by_nik: defaultdict[bytes, list[int]] = defaultdict(list)
        self._by_spouse: defaultdict[bytes, list[int]] = defaultdict(list)
        self._by_kk: defaultdict[bytes, list[int]] = defaultdict(list)
        for each in holders:
            for shelf, index in (
                (self._by_nik, each.nik_index),
                (self._by_spouse, each.spouse_index),
                (self._by_kk, each.kk_index),
            ):
                if index is not None and len(borne := shelf[bytes(index)]) < MOST_NEAR:
                    borne.append(each.pk)

    def ways(self, seeker: Seeker) -> dict[int, set[Way]]:
        """What was found of this seeker, and how."""
        by_aid: dict[int, set[Way]] = defaultdict(set)
        for way, index, shelf in (
            (Way.NIK, seeker.nik_index, self._by_nik),
            (Way.FAMILY, seeker.kk_index, self._by_kk),
            (Way.SPOUSE, seeker.nik_index, self._by_spouse),
            (Way.SPOUSE, seeker.spouse_index, self._by_nik),
            (Way.SPOUSE, seeker.spouse_index, self._by_spouse),
        ):
            for pk in shelf.get(index, ()) if index else ():
                by_aid[pk].add(way)
        return by_aid


def _sharing(niks: set[bytes], kks: set[bytes]) -> QuerySet[Aid]:
    """Each part is read by an index of its own: one condition with OR would read the whole table."""
    live = Aid.objects.live()
    parts = [
        live.filter(nik_index__any_of=niks),
        live.filter(spouse_index__any_of=niks),
        live.filter(kk_index__any_of=kks),
    ]
    first, *others = [part.order_by().values("pk") for part in parts]
    return Aid.objects.filter(pk__in=first.union(*others))
