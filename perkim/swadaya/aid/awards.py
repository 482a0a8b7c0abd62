"""What the portal's own programmes gave: an award is house aid from the day of its decree, like aid of an old list.

Nothing is written for it. That a case was awarded, by which decree, to whom, how much and where the house is are read
from the case itself; whoever undoes the award, ends the case before any money, or names an heir changes the register
with it. Source: `domain.md` §3.2.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, Q, Sum
from django.utils.timezone import localdate

from perkim.documents.models import Dokumen
from perkim.funds.models import LedgerEntry
from perkim.funds.terms import PAID_KINDS
from perkim.sipoc.declarations import Process
from perkim.sipoc.happened import Beginning
from perkim.sipoc.levels import above, id_above, loading
from perkim.sipoc.models import Berkas, Relation, StageVisit
from perkim.sipoc.registry import process as process_of
from perkim.sipoc.registry import programmes
from perkim.sipoc.terms import Link, Outcome
from perkim.swadaya.candidates.querysets import CalonQuerySet
from perkim.swadaya.models import Calon, Place
from perkim.swadaya.ranking.amending import papers_of
from perkim.swadaya.ranking.requirements import RankingFrozen, award_of
from perkim.swadaya.ranking.values import decreed_value_of_many


@dataclass(frozen=True, kw_only=True)
class Awarding:
    """How one kind of case is awarded: the stages that only an awarded case stands in, the papers that name it, and the
    kind of case above by which it is ranked: the year's activity."""

    programme: str
    process: str
    after: tuple[str, ...]
    papers: tuple[str, ...]
    activity: str


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


def awarding_of(programme: str, process: str) -> Awarding | None:
    """How this kind of case is awarded from a ranking; None for one that is not. Remembered with the declaration that
    it was read from, which does not change: another one of the same name is read anew."""
    declared = process_of(programme, process)
    if (programme, process) not in _AWARDINGS or _AWARDINGS[programme, process][0] is not declared:
        _AWARDINGS[programme, process] = (declared, _awarding(programme, declared))
    return _AWARDINGS[programme, process][1]


_AWARDINGS: dict[tuple[str, str], tuple[Process, Awarding | None]] = {}


def _awarding(programme: str, process: Process) -> Awarding | None:
    keys = [stage.key for stage in process.stages]
    for stage in process.stages:
        if move := award_of(stage):
            return Awarding(
                programme=programme,
                process=process.key,
                after=tuple(keys[keys.index(stage.key) + 1 :]),
                papers=papers_of(stage.move(move)),
                activity=next((each.key for each in above(process) if _ranks(each, process)), ""),
            )
    return None


def _ranks(activity: Process, households: Process) -> bool:
    ranking = RankingFrozen.find(activity)
    return ranking is not None and ranking.process == households.key


def awardings() -> list[Awarding]:
    """Every kind of case that is awarded from a ranking."""
    kinds = [(programme.slug, process.key) for programme in programmes() for process in programme.processes]
    return [awarding for kind in kinds if (awarding := awarding_of(*kind))]


def is_awarded(case: Berkas) -> bool:
    """Whether the case is, or ended, in a stage behind its award; also where the award came to nothing."""
    kind = awarding_of(case.programme, case.process)
    return kind is not None and case.stage in kind.after


def awarded_households() -> CalonQuerySet:
    """Everybody whose case `is_awarded`, as `awards_of` reads them."""
    behind = Q(pk__in=[])
    for each in awardings():
        behind |= Q(berkas__programme=each.programme, berkas__process=each.process, berkas__stage__in=each.after)
    return Calon.objects.filter(behind).with_people().select_related(loading("berkas"))


def awards_of(cases: Iterable[Calon], named: Mapping[int, Dokumen] | None = None) -> dict[int, Award]:
    """The aid that these awarded households have, by case id; one whose award came to nothing is not there. `named` is
    what `decrees_naming` says of them, where it was asked already. Five queries at most. `berkas__parent` is loaded."""
    rows = {each.berkas_id: each for each in cases}
    closed = [pk for pk, each in rows.items() if each.berkas.outcome not in ("", Outcome.SELESAI)]
    paid = _paid(closed)
    kept = {pk: each for pk, each in rows.items() if pk not in closed or paid.get(pk, 0) > 0}
    if not kept:
        return {}
    if named is None:
        named = decrees_naming(each.berkas for each in kept.values())
    amounts = decreed_value_of_many(kept)
    days = _award_days([pk for pk in kept if pk not in named])
    return {
        pk: Award(
            case=each.berkas,
            holder=each.person.name,
            granted_on=(named[pk].dated if pk in named else None) or days.get(pk) or localdate(each.berkas.opened_at),
            decree=named[pk].number if pk in named else "",
            amount=paid.get(pk) or amounts.get(pk),
            activity=activity_of(each.berkas),
        )
        for pk, each in kept.items()
    }


def decrees_naming(cases: Iterable[Berkas]) -> dict[int, Dokumen]:
    """The recorded decree by which each of these households is named, by case id: the first one, or for a reserve that
    moved up the first that was recorded afterwards. Who waits outside of the quota is named by none. Three queries,
    one where no decree is recorded. The parents are loaded."""
    naming = _recorded({each.pk: each for each in cases})
    if not naming:
        return {}
    waiting = [pk for pk, (case, _) in naming.items() if not is_awarded(case)]
    within = Place.objects.current().within().filter(berkas__any_of=waiting) if waiting else Place.objects.none()
    here = set(within.values_list("berkas", flat=True))
    named = {pk: papers for pk, (case, papers) in naming.items() if pk in here or is_awarded(case)}
    moved_up = Relation.objects.filter(berkas__any_of=list(named), kind=Link.REPLACES).order_by()
    since = dict(moved_up.values_list("berkas").annotate(Max("made_at"))) if named else {}
    first = {
        pk: next((each for each in papers if pk not in since or each.recorded_at >= since[pk]), None)
        for pk, papers in named.items()
    }
    return {pk: paper for pk, paper in first.items() if paper}


def decreed_since(case: Berkas) -> list[Beginning]:
    """The day of the decree by which the household is named; none while it is not. Three queries."""
    paper = decrees_naming([case]).get(case.pk)
    return [Beginning(paper.dated, f"SK {paper.number}")] if paper and paper.dated else []


def _recorded(cases: Mapping[int, Berkas]) -> dict[int, tuple[Berkas, list[Dokumen]]]:
    """The cases whose activity has recorded papers that may name them, each with these in their order. One query."""
    keys = {key for kind in awardings() for key in kind.papers}
    live = _papers({activity_of(case) for case in cases.values()} - {0}, keys)
    recorded = {}
    for pk, case in cases.items():
        kind = awarding_of(case.programme, case.process)
        own = kind.papers if kind else ()
        papers = [each for each in live.get(activity_of(case), ()) if each.key in own]
        if papers:
            recorded[pk] = (case, sorted(papers, key=lambda each: (own.index(each.key), each.recorded_at)))
    return recorded


def _papers(activities: Collection[int], keys: Collection[str]) -> dict[int, list[Dokumen]]:
    """The recorded papers of these keys that bear a date, by activity. One query."""
    by_activity: dict[int, list[Dokumen]] = {}
    if not activities:
        return by_activity
    rows = Dokumen.objects.live().filter(berkas__any_of=list(activities), key__in=keys, dated__isnull=False)
    for paper in rows:
        by_activity.setdefault(paper.berkas_id, []).append(paper)
    return by_activity


def _paid(cases: Collection[int]) -> dict[int, int]:
    """What was paid to shops and builders for each of these and not taken back, in rupiah. One query."""
    if not cases:
        return {}
    booked = LedgerEntry.objects.filter(plan__berkas__any_of=list(cases), kind__in=PAID_KINDS).order_by()
    return dict(booked.values_list("plan__berkas").annotate(Sum("amount")))


def _award_days(cases: Collection[int]) -> dict[int, date]:
    """When each of these came behind its award. One query."""
    if not cases:
        return {}
    after = {key for each in awardings() for key in each.after}
    entered = StageVisit.objects.filter(berkas__any_of=list(cases), stage__in=after, corrected=False).order_by()
    return {pk: localdate(at) for pk, at in entered.values_list("berkas").annotate(Min("entered_at"))}


def activity_of(case: Berkas) -> int:
    """The id of the year's activity by which a household is awarded; 0 where it never is. No query where the cases
    between are loaded."""
    kind = awarding_of(case.programme, case.process)
    return (id_above(case, kind.activity) if kind else None) or 0
