"""What is known of house aid that somebody received: recorded from old lists, or given by this portal's own programmes.
Matched by NIK, family card, spouse and place of the house. Source: `domain.md` §3.2 (E5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from perkim.documents.models import Dokumen
from perkim.people.aid import Match, Seeker, aid_before, matches, numbers_of
from perkim.people.models import Family, Person
from perkim.people.nearby import LocatedTable, Point, metres_between, near_rows
from perkim.swadaya.aid.awards import Award, awarded_households, awards_of, decrees_naming
from perkim.swadaya.models import Calon, Succession
from perkim.visits.models import Visit

_HOUSES = (LocatedTable(model=Visit, key="berkas_id"), LocatedTable(model=Calon, key="berkas_id"))


@dataclass(frozen=True, kw_only=True)
class KnownAid:
    """Earlier aid of one household, newest first, and the decree by which this portal names it, if there is one."""

    aid: Sequence[Match] = ()
    decree: Dokumen | None = None


@dataclass(frozen=True, kw_only=True)
class _Holder:
    """Somebody to whom a case gave aid: who holds it now, or who died and was followed by an heir."""

    pk: int
    nik_index: bytes | memoryview | None
    spouse_index: bytes | memoryview | None
    kk_index: bytes | memoryview | None


@dataclass(frozen=True, kw_only=True)
class _Candidates:
    """Awarded households that may be what is sought, by case id, and which lie close to the seekers' places."""

    rows: Mapping[int, Calon]
    near: Mapping[int, Mapping[int, float]]


def aid_known(seekers: Sequence[Seeker], *, metres: float) -> list[list[Match]]:
    """For each seeker, earlier aid of old lists and of this portal, newest first. A bounded number of queries."""
    listed = aid_before(seekers, metres=metres)
    sought = _sought(seekers, metres)
    given = _given(seekers, metres, sought, awards_of(sought.rows.values()) if sought.rows else {}, {})
    return [_newest_first(*both) for both in zip(listed, given, strict=True)]


def aid_of_households(people: Mapping[int, Calon], *, metres: float) -> dict[int, KnownAid]:
    """The same of households, by case id; what their own case gives never counts against them. `berkas__parent` is
    loaded. A bounded number of queries, however many."""
    points = points_of(people.values())
    seekers = [_seeker(calon, points.get(pk)) for pk, calon in people.items()]
    listed = aid_before(seekers, metres=metres)
    sought = _sought(seekers, metres)
    decrees = decrees_naming(each.berkas for each in {**people, **sought.rows}.values())
    awards = awards_of(sought.rows.values(), decrees) if sought.rows else {}
    given = _given(seekers, metres, sought, awards, points)
    return {
        pk: KnownAid(
            aid=_newest_first(recorded, [match for match in own if match.aid.pk != pk]),
            decree=decrees.get(pk),
        )
        for pk, recorded, own in zip(people, listed, given, strict=True)
    }


def _newest_first(listed: Sequence[Match], given: Sequence[Match]) -> list[Match]:
    return sorted((*listed, *given), key=lambda match: (match.aid.counted_from, match.aid.pk), reverse=True)


def points_of(people: Iterable[Calon]) -> dict[int, Point]:
    """The position of each house, by case id: as the facilitator recorded it, else as the village wrote it. One
    query."""
    rows = {each.berkas_id: each for each in people}
    written = {
        pk: (float(each.latitude), float(each.longitude))
        for pk, each in rows.items()
        if each.latitude is not None and each.longitude is not None
    }
    placed = Visit.objects.filter(berkas__any_of=list(rows), latitude__isnull=False).newest()
    return written | {visit.berkas_id: visit.point for visit in placed if visit.point}


def _seeker(calon: Calon, point: Point | None) -> Seeker:
    latitude, longitude = point or (None, None)
    return Seeker.of(calon.person, calon.family, calon.spouse, latitude=latitude, longitude=longitude)


def _sought(seekers: Sequence[Seeker], metres: float) -> _Candidates:
    """Two queries, one where no place is known."""
    near = near_rows([each.point for each in seekers], metres, *_HOUSES)
    beside = {pk for here in near.values() for pk in here}
    rows = awarded_households().filter(berkas__in=_sharing(seekers, beside))
    return _Candidates(rows={each.berkas_id: each for each in rows}, near=near)


def _sharing(seekers: Sequence[Seeker], beside: set[int]) -> QuerySet[Calon, Any]:
    """The cases that name any of these people, their spouses or their family cards, now or before an heir followed, and
    those of the houses `beside`. Each part is read by an index of its own: one condition with OR would read the whole
    table."""
    niks, kks = numbers_of(seekers)
    calon = Calon.objects.order_by().values("berkas")
    dead = Succession.objects.live().order_by().values("berkas")
    parts = [
        calon.filter(person__nik_index__any_of=niks),
        calon.filter(spouse__nik_index__any_of=niks),
        calon.filter(family__kk_index__any_of=kks),
        dead.filter(before__nik_index__any_of=niks),
        dead.filter(spouse_before__nik_index__any_of=niks),
        dead.filter(family_before__kk_index__any_of=kks),
    ]
    first = calon.filter(berkas__any_of=beside)
    return first.union(*parts)


def _given(
    seekers: Sequence[Seeker],
    metres: float,
    sought: _Candidates,
    awards: Mapping[int, Award],
    points: Mapping[int, Point],
) -> list[list[Match]]:
    """What this portal gave. `points` are known already. Two queries, none without awards."""
    if not awards:
        return [[] for _ in seekers]
    close = {pk for here in sought.near.values() for pk in here if pk in awards}
    stand = points_of(sought.rows[pk] for pk in close) if close - set(points) else points
    near = {
        place: _within(seeker, awards.keys() & sought.near.get(place, {}).keys(), stand, metres)
        for place, seeker in enumerate(seekers)
    }
    holders = [each for each in _holders(sought.rows) if each.pk in awards]
    return matches(seekers, holders, near, awards)


def _holders(rows: Mapping[int, Calon]) -> list[_Holder]:
    holders = [_holder(pk, each.person, each.family, each.spouse) for pk, each in rows.items()]
    dead = Succession.objects.live().filter(berkas__any_of=list(rows))
    for each in dead.select_related("before", "family_before", "spouse_before"):
        holders.append(_holder(each.berkas_id, each.before, each.family_before, each.spouse_before))
    return holders


def _holder(pk: int, person: Person, family: Family, spouse: Person | None) -> _Holder:
    return _Holder(
        pk=pk,
        nik_index=person.nik_index,
        kk_index=family.kk_index,
        spouse_index=spouse.nik_index if spouse else None,
    )


def _within(seeker: Seeker, cases: Iterable[int], points: Mapping[int, Point], metres: float) -> dict[int, float]:
    """A house that was written down here and found elsewhere stands where it was found."""
    if seeker.point is None:
        return {}
    away = {pk: metres_between(*seeker.point, *points[pk]) for pk in cases if pk in points}
    return {pk: distance for pk, distance in away.items() if distance <= metres}
