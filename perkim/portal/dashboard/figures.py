"""What an activity adds up to: the cases below it by stage, money, lateness and place, as one reader may see them.

The same branches and filters answer here and in the lists, so that a number and the list behind it agree. Each question
is one query whose answer has as many rows as there are stages or places, never as many as there are cases.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Min, Q, Sum

from perkim.accounts.models import User
from perkim.lib.names import name_order
from perkim.regions.models import CODE_LENGTHS
from perkim.sipoc.declarations import Process
from perkim.sipoc.levels import levels_below
from perkim.sipoc.models import Berkas, BerkasArea, Tenggat
from perkim.sipoc.querysets import BerkasQuerySet, either
from perkim.sipoc.scopes import process_branches
from perkim.sipoc.terms import Outcome

_KECAMATAN = CODE_LENGTHS["KECAMATAN"]
_REGION = ("region", "region__name", "region__parent__name")


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Some cases added up. `amount` is None where none of them has one; `oldest` is the deadline passed longest ago."""

    count: int = 0
    open_count: int = 0
    done: int = 0
    late: int = 0
    amount: int | None = None
    oldest: datetime | None = None

    def __add__(self, other: "Tally") -> "Tally":
        amounts = [each for each in (self.amount, other.amount) if each is not None]
        oldest = [each for each in (self.oldest, other.oldest) if each is not None]
        return Tally(
            count=self.count + other.count,
            open_count=self.open_count + other.open_count,
            done=self.done + other.done,
            late=self.late + other.late,
            amount=sum(amounts) if amounts else None,
            oldest=min(oldest, default=None),
        )


@dataclass(frozen=True, kw_only=True)
class AreaTally:
    """A kecamatan, or a village of one; the whole kabupaten where a case lies in no single kecamatan."""

    code: str
    name: str
    kecamatan: str
    tally: Tally


@dataclass(frozen=True, kw_only=True)
class Totals:
    """Everything the dashboard shows, by stage, by outcome and by place, with the deadlines that were kept."""

    whole: Tally = field(default_factory=Tally)
    stages: Mapping[str, Tally] = field(default_factory=dict)
    outcomes: Mapping[str, Tally] = field(default_factory=dict)
    kecamatan: Sequence[AreaTally] = ()
    villages: Sequence[AreaTally] = ()
    promised: int = 0
    kept: int = 0


def processes_below(case: Berkas) -> list[Process]:
    """The kinds of case below this one, the farthest down first: there the households are."""
    kinds = case.declared_programme.processes
    level, below = [case.process], list[Process]()
    while level := [each.key for each in kinds if each.parent in level]:
        below += [each for each in kinds if each.key in level]
    return below[::-1]


def cases_below(user: User, case: Berkas, process: Process) -> BerkasQuerySet:
    """The cases of one kind below this one that the account sees, by the branches of the lists."""
    steps = levels_below(process, case.process)
    rows = Berkas.objects.of(case.programme, process.key).below(case.public_id, steps)
    return rows.filter(either(process_branches(user, case.programme, process.key)))


def totals_of(rows: BerkasQuerySet, now: datetime) -> Totals:
    """Four queries at most, however many cases."""
    by_stage = _by_stage(rows, now)
    whole = _sum(tally for *_, tally in by_stage)
    spread = _in_one_region(rows, now)
    # Those of several regions are queried only where there are any: most kinds of case have none.
    if sum(each.tally.count for each in spread) < whole.count:
        spread += _in_several(rows, now)
    promised, kept = _promises(rows)
    return Totals(
        whole=whole,
        stages=_grouped((stage, tally) for stage, outcome, tally in by_stage if not outcome),
        outcomes=_grouped((outcome, tally) for _, outcome, tally in by_stage if outcome),
        kecamatan=_places(spread, lambda code: code[:_KECAMATAN]),
        villages=[each for each in _places(spread, str) if len(each.code) > _KECAMATAN],
        promised=promised,
        kept=kept,
    )


def _by_stage(rows: BerkasQuerySet, now: datetime) -> list[tuple[str, str, Tally]]:
    groups = rows.order_by().values("stage", "outcome").annotate(**_measures(now))
    return [(row["stage"], row["outcome"], _tally(row)) for row in groups]


def _measures(now: datetime) -> dict[str, Any]:
    late = Q(outcome="", ranked_due__lt=now)
    return {
        "n": Count("pk"),
        "open_count": Count("pk", filter=Q(outcome="")),
        "done": Count("pk", filter=Q(outcome=Outcome.SELESAI)),
        "late": Count("pk", filter=late),
        "total": Sum("amount"),
        "oldest": Min("earliest_due", filter=late),
    }


def _tally(row: Mapping[str, Any]) -> Tally:
    amount = None if row["total"] is None else int(row["total"])
    return Tally(
        count=row["n"],
        open_count=row["open_count"],
        done=row["done"],
        late=row["late"],
        amount=amount,
        oldest=row["oldest"],
    )


@dataclass(frozen=True, kw_only=True)
class _Spread:
    """Cases of one region, or one case of several: `regions` says of each its code, name and kecamatan's name."""

    regions: Sequence[tuple[str, str, str]]
    tally: Tally


def _in_one_region(rows: BerkasQuerySet, now: datetime) -> list[_Spread]:
    """Added up by the database, region by region."""
    plain = rows.filter(spans=False).order_by().values(*_REGION).annotate(**_measures(now))
    code, name, kecamatan = _REGION
    return [
        _Spread(regions=[(row[code] or "", row[name] or "", row[kecamatan] or "")], tally=_tally(row)) for row in plain
    ]


def _in_several(rows: BerkasQuerySet, now: datetime) -> list[_Spread]:
    """One by one, each with all its areas."""
    areas = BerkasArea.objects.filter(berkas__in=rows.filter(spans=True))
    columns = [F(f"berkas__{name}") for name in ("outcome", "ranked_due", "earliest_due", "amount")]
    lying: dict[int, list[tuple[str, str, str]]] = {}
    tallies: dict[int, Tally] = {}
    for row in areas.values_list("berkas", *_REGION, *columns):
        pk, code, name, above, *facts = row
        lying.setdefault(pk, []).append((code, name, above or ""))
        tallies[pk] = _single(*facts, now=now)
    return [_Spread(regions=lying[pk], tally=tallies[pk]) for pk in lying]


def _single(outcome: str, ranked: datetime, due: datetime | None, amount: int | None, *, now: datetime) -> Tally:
    late = not outcome and ranked < now
    return Tally(
        count=1,
        open_count=int(not outcome),
        done=int(outcome == Outcome.SELESAI),
        late=int(late),
        amount=amount,
        oldest=due if late else None,
    )


def _places(spread: Iterable[_Spread], place_of: Callable[[str], str]) -> list[AreaTally]:
    """By place, the fullest first. A case that lies in two places counts in both, and once in each."""
    tallies: dict[str, Tally] = {}
    names: dict[str, tuple[str, str]] = {}
    for each in spread:
        for code, (name, kecamatan) in {
            place_of(code): _named(code, place_of(code), *rest) for code, *rest in each.regions
        }.items():
            tallies[code] = tallies.get(code, Tally()) + each.tally
            names[code] = (name, kecamatan)
    made = [
        AreaTally(code=code, name=names[code][0], kecamatan=names[code][1], tally=tallies[code]) for code in tallies
    ]
    return sorted(made, key=lambda place: (-place.tally.count, name_order(place.name), place.code))


def _named(code: str, place: str, name: str, above: str) -> tuple[str, str]:
    """The name of the place in which a region lies, and of the kecamatan around it."""
    if len(code) > _KECAMATAN:
        return (name if place == code else above, above)
    return (name, name) if len(code) == _KECAMATAN else ("Seluruh kabupaten", "")


def _promises(rows: BerkasQuerySet) -> tuple[int, int]:
    """Deadlines that were met, and those of them met in time. What became void counts for neither side."""
    met = Tenggat.objects.filter(berkas__in=rows, met_at__isnull=False)
    totals = met.aggregate(n=Count("pk"), kept=Count("pk", filter=Q(met_at__lte=F("due_at"))))
    return totals["n"], totals["kept"]


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def _grouped(pairs: Iterable[tuple[str, Tally]]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    for key, tally in pairs:
        tallies[key] = tallies.get(key, Tally()) + tally
    return tallies
