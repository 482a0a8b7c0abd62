"""What the portal's own programmes gave: an award is house aid from the day of its decree, like aid of an old list.

Nothing is written for it. That a case was awarded, by which decree, to whom, how much and where the house stands is
told by the case itself; whoever undoes the award, ends the case before any money, or names an heir changes the register
with it. Source: `domain.md` §3.2.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q, Sum
from django.utils.timezone import localdate

from perkim.documents.models import Dokumen
from perkim.funds.models import Entry
from perkim.funds.terms import PAID_KINDS
from perkim.people.aid import Match, Seeker, aid_before, matches, metres_between, near_rows, numbers_of
from perkim.people.models import Family, Person
from perkim.sipoc.models import Berkas, Relation, StageVisit
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.registry import programmes
from perkim.sipoc.terms import Link, Outcome
from perkim.swadaya.amending import papers_of
from perkim.swadaya.models import Calon, Place, Succession
from perkim.swadaya.querysets import CalonQuerySet
from perkim.swadaya.ranking_requirements import award_of
from perkim.swadaya.values import decreed_value_of_many
from perkim.visits.models import Visit

Point = tuple[float, float]
_KIND = ("programme", "process")


@dataclass(frozen=True, kw_only=True)
class Awarding:
    """How one kind of case is awarded: the stages that only an awarded case stands in, and the papers that name it."""

    programme: str
    process: str
    after: tuple[str, ...]
    papers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Award:
    """House aid that one case of this portal gave. `decree` is the number of the paper that names the household, empty
    where none is recorded; then the day is that of the award. `activity` is the id of the year's activity."""

    case: Berkas
    holder: str
    granted_on: date
    decree: str
    amount: int | None
    activity: int
    exception: str = ""

    @property
    def pk(self) -> int:
        return self.case.pk

    @property
    def programme(self) -> str:
        return self.case.declared_programme.title

    @property
    def year(self) -> int:
        return self.granted_on.year

    @property
    def counted_from(self) -> date:
        return self.granted_on


@dataclass(frozen=True, kw_only=True)
class _Holder:
    """Somebody to whom a case gave aid: who holds it now, or who died and was followed by an heir."""

    pk: int
    nik_index: bytes | memoryview | None
    spouse_index: bytes | memoryview | None
    kk_index: bytes | memoryview | None


def awardings() -> list[Awarding]:
    """Every kind of case that is awarded from a ranking."""
    found = []
    for programme in programmes():
        for process in programme.processes:
            keys = [stage.key for stage in process.stages]
            for stage in process.stages:
                if move := award_of(stage):
                    after = tuple(keys[keys.index(stage.key) + 1 :])
                    papers = papers_of(stage.move(move))
                    found.append(Awarding(programme=programme.slug, process=process.key, after=after, papers=papers))
    return found


def awarded(cases: BerkasQuerySet) -> BerkasQuerySet:
    """Those that stand, or ended, behind their award; also those whose award came to nothing."""
    behind = Q(pk__in=[])
    for each in awardings():
        behind |= Q(programme=each.programme, process=each.process, stage__in=each.after)
    return cases.filter(behind)


def awarded_households() -> CalonQuerySet:
    """Everybody in a case behind its award, as `awards_of` reads them."""
    rows = Calon.objects.filter(berkas__in=awarded(Berkas.objects.all()))
    return rows.select_related("person", "family", "spouse", "berkas__parent", "berkas__region__parent")


def aid_known(seekers: Sequence[Seeker], *, metres: float, own: Sequence[int | None] = ()) -> list[list[Match]]:
    """For each seeker, earlier aid of old lists and of this portal, newest first. `own` are the ids of the seekers'
    own cases, which never count against themselves. A bounded number of queries."""
    listed = aid_before(seekers, metres=metres)
    given = _given(seekers, metres, own or [None] * len(seekers))
    return [
        sorted((*a, *b), key=lambda match: (match.aid.counted_from, match.aid.pk), reverse=True)
        for a, b in zip(listed, given, strict=True)
    ]


def awards_of(cases: Iterable[Calon]) -> dict[int, Award]:
    """The aid that these households have by their awards, by case id; one whose award came to nothing, or who was
    never awarded, is not there. Six queries at most. `berkas__parent` is loaded."""
    rows = {each.berkas_id: each for each in cases}
    closed = [pk for pk, each in rows.items() if each.berkas.outcome not in ("", Outcome.SELESAI)]
    paid = _paid(closed)
    kept = {pk: each for pk, each in rows.items() if pk not in closed or paid.get(pk, 0) > 0}
    if not kept:
        return {}
    named, amounts = decrees_naming(kept), decreed_value_of_many(kept)
    days = _award_days([pk for pk in kept if pk not in named])
    return {
        pk: Award(
            case=each.berkas,
            holder=each.person.name,
            granted_on=(named[pk].dated if pk in named else None) or days.get(pk) or localdate(each.berkas.opened_at),
            decree=named[pk].number if pk in named else "",
            amount=paid.get(pk) or amounts.get(pk),
            activity=_activity(each.berkas),
        )
        for pk, each in kept.items()
    }


def decrees_naming(cases: Iterable[int]) -> dict[int, Dokumen]:
    """The recorded decree by which each of these households is named, by case id: the first one, or for a reserve that
    moved up the first that was recorded afterwards. Who waits outside of the quota is named by none. Five queries."""
    ids = list(cases)
    rows = list(Berkas.objects.filter(pk__any_of=ids).order_by().values_list("pk", "parent__parent", *_KIND))
    papers = {(each.programme, each.process): each.papers for each in awardings()}
    live = _papers({activity for _, activity, *_ in rows if activity}, {key for own in papers.values() for key in own})
    if not live:
        return {}
    named = set(Place.objects.standing().within().filter(berkas__any_of=ids).values_list("berkas", flat=True))
    named |= set(awarded(Berkas.objects.filter(pk__any_of=ids)).values_list("pk", flat=True))
    moved_up = Relation.objects.filter(berkas__any_of=ids, kind=Link.REPLACES).order_by()
    since = dict(moved_up.values_list("berkas").annotate(Min("made_at")))
    found = {}
    for pk, activity, *kind in rows:
        own = papers.get(tuple(kind), ()) if pk in named else ()
        after = [each for each in live.get(activity, ()) if pk not in since or each.recorded_at >= since[pk]]
        if naming := [each for each in after if each.key in own]:
            found[pk] = min(naming, key=lambda each: (own.index(each.key), each.recorded_at))
    return found


def _papers(activities: Collection[int], keys: Collection[str]) -> dict[int, list[Dokumen]]:
    """The recorded papers of these keys that bear a date, by activity. One query."""
    found: dict[int, list[Dokumen]] = {}
    rows = Dokumen.objects.live().filter(berkas__any_of=activities, key__in=keys, dated__isnull=False)
    for paper in rows:
        found.setdefault(paper.berkas_id, []).append(paper)
    return found


def points_of(people: Mapping[int, Calon]) -> dict[int, Point]:
    """Where each house stands: as the facilitator found it, else as the village wrote it. One query."""
    written = {
        pk: (float(each.latitude), float(each.longitude))
        for pk, each in people.items()
        if each.latitude is not None and each.longitude is not None
    }
    placed = Visit.objects.filter(berkas__any_of=list(people), latitude__isnull=False).newest()
    return written | {visit.berkas_id: visit.point for visit in placed if visit.point}


def _given(seekers: Sequence[Seeker], metres: float, own: Sequence[int | None]) -> list[list[Match]]:
    """What the portal gave, by the same ways."""
    close = [near_rows(seekers, metres, model, key="berkas_id") for model in (Visit, Calon)]
    beside = {pk for found in close for here in found.values() for pk in here}
    holding = _holding(seekers)
    rows = {each.berkas_id: each for each in awarded_households().filter(berkas__any_of=beside | holding)}
    awards = awards_of(rows.values())
    if not awards:
        return [[] for _ in seekers]
    points = points_of(rows)
    near = {
        place: _within(seeker, {pk for here in close for pk in here.get(place, ())}, points, metres)
        for place, seeker in enumerate(seekers)
    }
    kept = {place: {pk: each for pk, each in here.items() if pk in awards} for place, here in near.items()}
    holders = [each for each in _holders(rows) if each.pk in awards]
    told = matches(seekers, holders, kept, awards)
    return [[each for each in here if each.aid.pk != mine] for here, mine in zip(told, own, strict=True)]


def _holding(seekers: Sequence[Seeker]) -> set[int]:
    """The cases that name any of these people, their spouses or their family cards, now or before an heir followed."""
    niks, kks = numbers_of(seekers)
    people = list(Person.objects.indexed(niks).values_list("pk", flat=True)) if niks else []
    families = list(Family.objects.indexed(kks).values_list("pk", flat=True)) if kks else []
    if not people and not families:
        return set()
    calon = Calon.objects.order_by().values_list("berkas", flat=True)
    dead = Succession.objects.standing().order_by().values_list("berkas", flat=True)
    # Each part is read by an index of its own: one condition with OR would read the whole table.
    parts = [
        calon.filter(person__any_of=people),
        calon.filter(spouse__any_of=people),
        calon.filter(family__any_of=families),
        dead.filter(before__any_of=people),
        dead.filter(spouse_before__any_of=people),
        dead.filter(family_before__any_of=families),
    ]
    first, *others = parts
    return set(first.union(*others))


def _holders(rows: Mapping[int, Calon]) -> list[_Holder]:
    found = [_holder(pk, each.person, each.family, each.spouse) for pk, each in rows.items()]
    dead = Succession.objects.standing().filter(berkas__any_of=list(rows))
    for each in dead.select_related("before", "family_before", "spouse_before"):
        found.append(_holder(each.berkas_id, each.before, each.family_before, each.spouse_before))
    return found


def _holder(pk: int, person: Person, family: Family, spouse: Person | None) -> _Holder:
    return _Holder(
        pk=pk,
        nik_index=person.nik_index,
        kk_index=family.kk_index,
        spouse_index=spouse.nik_index if spouse else None,
    )


def _within(seeker: Seeker, cases: Iterable[int], points: Mapping[int, Point], metres: float) -> dict[int, float]:
    """A house that was written down here and found elsewhere stands where it was found."""
    if seeker.latitude is None or seeker.longitude is None:
        return {}
    here = (float(seeker.latitude), float(seeker.longitude))
    away = {pk: metres_between(*here, *points[pk]) for pk in cases if pk in points}
    return {pk: distance for pk, distance in away.items() if distance <= metres}


def _paid(cases: Collection[int]) -> dict[int, int]:
    """What was paid to shops and builders for each of these and stands, in rupiah. One query."""
    if not cases:
        return {}
    booked = Entry.objects.filter(plan__berkas__any_of=list(cases), kind__in=PAID_KINDS).order_by()
    return dict(booked.values_list("plan__berkas").annotate(Sum("amount")))


def _award_days(cases: Collection[int]) -> dict[int, date]:
    """When each of these came behind its award. One query."""
    if not cases:
        return {}
    after = {key for each in awardings() for key in each.after}
    entered = StageVisit.objects.filter(berkas__any_of=list(cases), stage__in=after, corrected=False).order_by()
    return {pk: localdate(at) for pk, at in entered.values_list("berkas").annotate(Min("entered_at"))}


def _activity(case: Berkas) -> int:
    return (case.parent.parent_id if case.parent else None) or 0
