"""What a case page tells without being asked: how far the case is, what it still needs, and what its stage is for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import resolve, reverse

from perkim.accounts.access import rule_of
from perkim.portal.case.deadlines import units_left
from perkim.portal.case.desk import Desk
from perkim.sipoc.completeness import missing_by_requirement, requirements_of
from perkim.sipoc.counted import counted_for
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.models import Berkas, StageVisit, Tenggat, Tugas
from perkim.sipoc.protocols import Printable
from perkim.sipoc.terms import Outcome, Unit


@dataclass(frozen=True, kw_only=True)
class RailSegment:
    """One segment of the rail. `state` is done, now or next; `at` when it was left."""

    title: str
    state: str
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Rail:
    """The boxes of the sheet through which this case passes, and where it is among them."""

    boxes: Sequence[RailSegment]
    number: int
    title: str
    stage: str  # the stage's own name where it says more than its box
    whole: bool  # the case ran through to a good end

    @property
    def total(self) -> int:
        return len(self.boxes)


def rail_of(desk: Desk, visits: Sequence[StageVisit]) -> Rail:
    """Boxes before the present one are done where the case has been there; what it went past stays grey."""
    process, here = desk.process, desk.stage.box
    boxes_of = {stage.key: stage.box for stage in process.stages}
    left: dict[int, datetime] = {}
    for visit in visits:
        box = boxes_of.get(visit.stage)
        if box is not None and visit.left_at and not visit.corrected:
            left[box] = max(left.get(box, visit.left_at), visit.left_at)
    whole = desk.case.outcome == Outcome.SELESAI
    made = []
    for number in process.boxes:
        state = "next"
        if number == here and not whole:
            state = "now"
        elif number in left and (number < here or whole):
            state = "done"
        at = left.get(number) if state == "done" else None
        made.append(RailSegment(title=process.sheet.box_title(number), state=state, at=at))
    title = process.sheet.box_title(here)
    stage = desk.stage.title if desk.stage.title != title else ""
    return Rail(boxes=made, number=process.boxes.index(here) + 1, title=title, stage=stage, whole=whole)


@dataclass(frozen=True, kw_only=True)
class ChecklistItem:
    """One requirement of the stage. `missing` are the sentences that say what lacks; `awaited` who provides it. Where
    nothing is there and nothing lacks, `idle` says so in two words, and `reason` why."""

    title: str
    fact: str
    missing: Sequence[str]
    awaited: str
    url: str
    reason: str = ""
    idle: str = ""

    @property
    def complete(self) -> bool:
        return not self.missing and not self.idle


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """The requirements of the stage in which the case stands."""

    items: Sequence[ChecklistItem]

    @property
    def complete(self) -> int:
        return sum(item.complete for item in self.items)

    @property
    def total(self) -> int:
        return sum(not item.idle for item in self.items)

    @property
    def lacking(self) -> int:
        return self.total - self.complete

    @property
    def awaited(self) -> list[ChecklistItem]:
        """What others than the reader bring."""
        return [item for item in self.items if item.missing and item.awaited and not item.url]


def checklist_of(desk: Desk, waiting: Sequence[Tugas]) -> Checklist:
    """Each requirement costs the queries of its own two answers, whatever the case holds."""
    if not desk.case.is_open:
        return Checklist(items=())
    missing = missing_by_requirement([desk.case])
    tugas_by_key = {tugas.key: tugas for tugas in waiting if tugas.key}
    here = desk.case.as_queryset()
    waits = any(each.missing(here) for each in desk.stage.begins)
    items = []
    for requirement in requirements_of(desk.stage):
        lacking = list(missing[requirement.key].get(desk.case.pk, ()))
        if lacking and not desk.sees_whole:
            # These sentences name cases below that are not the reader's.
            lacking = [f"{requirement.title} belum lengkap."]
        fact = requirement.fact(desk.case)
        is_idle = not fact and not lacking
        items.append(
            ChecklistItem(
                title=requirement.title,
                fact=fact,
                missing=lacking,
                awaited=_awaited(desk, requirement, tugas_by_key.get(requirement.key)) if lacking else "",
                url=_page_of(desk, requirement),
                reason=requirement.unneeded(desk.case) if is_idle else "",
                idle=_idle(waits, "Belum perlu") if is_idle else "",
            )
        )
    return Checklist(items=[*items, *_printouts(desk, waits)])


def _printouts(desk: Desk, waits: bool) -> Iterator[ChecklistItem]:
    """What the portal writes for whoever wants it."""
    for each in desk.stage.printouts:
        fact = each.fact(desk.case)
        url = _allowed_page(desk, each) if desk.can_change else ""
        idle = "" if fact else _idle(waits, "Belum dibuat")
        yield ChecklistItem(title=each.title, fact=fact, missing=(), awaited="", url=url, idle=idle)


def _idle(waits: bool, otherwise: str) -> str:
    """There may be nobody yet for whom it could be there."""
    return "Belum waktunya" if waits else otherwise


def _awaited(desk: Desk, requirement: Requirement, tugas: Tugas | None) -> str:
    if tugas and tugas.person:
        return desk.name(tugas.person)
    if requirement.comes_by_itself:
        return ""
    return str((requirement.worked_by or desk.stage.worked_by).label).lower()


def _page_of(desk: Desk, requirement: Requirement) -> str:
    """Where the requirement is provided, for who may do that; else empty."""
    if not requirement.page or not desk.can_change:
        return ""
    providers = [requirement.worked_by or desk.stage.worked_by, *requirement.also_by]
    return _allowed_page(desk, requirement) if desk.works(providers) else ""


def _allowed_page(desk: Desk, output: Requirement | Printable) -> str:
    url = reverse(output.page, args=[desk.case.public_id, output.key])
    rule = rule_of(resolve(url).func)
    return url if rule and rule.allows(desk.user) else ""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One line of "Tentang tahap ini"."""

    title: str
    words: str


def facts_of(desk: Desk, visits: Sequence[StageVisit], deadlines: Sequence[Tenggat]) -> list[Fact]:
    """What the declaration says about the stage; where the stage says nothing of its own, its sheet speaks."""
    stage, sheet = desk.stage, desk.process.sheet
    given = (*stage.outputs, *stage.printouts)
    facts = [
        Fact(title="Penanggung jawab", words=str(stage.worked_by.label)),
        Fact(title="Pemasok", words=_listed(stage.supplier or sheet.supplier)),
        Fact(title="Masukan", words=_listed([each.title for each in stage.inputs] or sheet.input)),
        Fact(title="Proses", words=_listed(stage.activities)),
        Fact(title="Keluaran", words=_listed([each.title for each in given] or sheet.output)),
        Fact(title="Penerima", words=_listed(stage.customer or sheet.customer)),
    ]
    lasts = _length(desk, visits, deadlines)
    return [fact for fact in facts if fact.words] + ([Fact(title="Lama tahap", words=lasts)] if lasts else [])


def _listed(words: Sequence[str]) -> str:
    """In one line: what does not stand first is written small."""
    small = [word[:1].lower() + word[1:] if _plain(word) else word for word in words]
    return ", ".join([*words[:1], *small[1:]])


def _plain(word: str) -> bool:
    """Whether the first word may be written small: `SK`, `LPD` and names of papers in capitals keep theirs."""
    first = word.split(" ", maxsplit=1)[0]
    return first[1:] == first[1:].lower() and len(first) > 2


def _length(desk: Desk, visits: Sequence[StageVisit], deadlines: Sequence[Tenggat]) -> str:
    """`15 hari kerja, terpakai 14`: by the stage's own deadline, else how long the case has stood here."""
    own = {each.key for each in desk.stage.deadlines if each.until in ("", desk.stage.key)}
    running = next((each for each in deadlines if each.key in own and each.met_at is None), None)
    if running and desk.case.is_open:
        rest = running.left if running.stopped_at else units_left(desk, running)
        whole = _whole(running, desk)
        return f"{whole} {Unit(running.unit).label}, terpakai {max(0, whole - rest)}"
    current = next((visit for visit in visits if visit.left_at is None), None)
    if current is None:
        return ""
    days = desk.calendar.days_until(desk.calendar.day_of(current.entered_at), desk.today)
    return f"{days} hari kerja sejak masuk tahap ini"


def _whole(tenggat: Tenggat, desk: Desk) -> int:
    """The units of a deadline with all its extensions."""
    declared = next((each for each in desk.stage.deadlines if each.key == tenggat.key), None)
    return int(tenggat.amount) + sum(declared.extensions[: tenggat.extended] if declared else ())


@dataclass(frozen=True, kw_only=True)
class Below:
    """Cases below this one that the reader may see: how many of a process stand in a stage (or have ended)."""

    process_title: str
    title: str
    count: int
    url: str


def below(desk: Desk) -> list[Below]:
    """One query, and none for a process that has no cases below."""
    programme = desk.case.declared_programme
    kinds = {each.key: each for each in programme.processes if each.parent == desk.process.key}
    if not kinds:
        return []
    seen = Berkas.objects.visible_to(desk.user).filter(parent=desk.case).order_by()
    rows = list(seen.values_list("process", "stage", "outcome").annotate(Count("id")))
    counted: dict[tuple[str, str], int] = {}
    for process, stage, outcome, count in rows:
        place = (process, "" if outcome else stage)
        counted[place] = counted.get(place, 0) + count
    groups = []
    for kind in kinds.values():
        for stage in [each.key for each in kind.stages] + [""]:
            if count := counted.get((kind.key, stage)):
                title = kind.stage(stage).title if stage else "Sudah ditutup"
                url = _list_url(desk, kind.key, stage)
                groups.append(Below(process_title=kind.title, title=title, count=count, url=url))
    return groups


def counted_below(desk: Desk) -> str:
    """For whom the cases below are counted; empty where nothing lies below this kind of case."""
    programme, region = desk.case.declared_programme, str(desk.case.region_id)
    kinds = [each for each in programme.processes if each.parent == desk.process.key]
    return " ".join(counted_for(desk.user, programme, each, region) for each in kinds)


def _list_url(desk: Desk, process: str, stage: str) -> str:
    """The list of these cases: of one stage, or (without one) of all."""
    narrowed = {"tahap": stage} if stage else {"status": "semua"}
    query = urlencode({"proses": process, "induk": desk.case.public_id, **narrowed})
    return f"{reverse('portal:cases', args=[desk.case.programme])}?{query}"
