"""Requirements about socialisation: every recipient was reached, in a village and in all villages of a year."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Count

from perkim.documents.papers import PapersBelow
from perkim.lib.names import by_name
from perkim.lib.text import full_stop
from perkim.meetings.models import Meeting
from perkim.sipoc.declarations import Process, Programme, Reads, Requirement, Stage
from perkim.sipoc.levels import path_below
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.registry import owner_of
from perkim.swadaya.socialisation.reaching import Receiving, declares, names

PAGE = "swadaya:meetings_of"


@dataclass(frozen=True, kw_only=True)
class RecipientsChosen(Requirement):
    """The village has recipients: with them its work begins."""

    reads: ClassVar[Reads] = Reads.STAGE

    receiving: Receiving

    def fact(self, case: Berkas) -> str:
        number = self.receiving.below([case], case.declared_programme).count()
        return f"{number} penerima." if number else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        programme = _programme(cases)
        if programme is None:
            return {}
        rows = self.receiving.below(cases, programme).order_by().values_list("parent", flat=True)
        have = set(rows.distinct())
        sentence = f"{self.title}: belum ada."
        return {pk: [sentence] for pk in cases.ids() if pk not in have}

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        yield from _faults(self.receiving, process)


@dataclass(frozen=True, kw_only=True)
class RecipientsReached(Requirement):
    """A village with recipients has held its meeting, and each of them was there or sent somebody, at the first or at a
    later one. A village without recipients needs none."""

    reads: ClassVar[Reads] = Reads.STAGE

    receiving: Receiving
    page: str = PAGE

    def fact(self, case: Berkas) -> str:
        held = Meeting.objects.filter(berkas=case).count()
        if not held:
            return ""
        programme = case.declared_programme
        everybody = self.receiving.below([case], programme).count()
        reached = everybody - self.receiving.unreached([case], programme).count()
        return f"{held} kali, {reached} dari {everybody} penerima hadir atau diwakili."

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        programme = _programme(cases)
        if programme is None:
            return {}
        lacking: dict[int, list[Berkas]] = defaultdict(list)
        for each in self.receiving.unreached(cases, programme):
            lacking[each.parent_id or 0].append(each)
        held = set(Meeting.objects.filter(berkas__any_of=cases.ids()).values_list("berkas", flat=True))
        return {
            pk: [self._sentence(unreached) if pk in held else f"{self.title}: pertemuannya belum dicatat."]
            for pk, unreached in lacking.items()
        }

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        yield from _faults(self.receiving, process)

    def _sentence(self, unreached: Sequence[Berkas]) -> str:
        return (
            f"{len(unreached)} penerima belum hadir atau diwakili: {full_stop(names(unreached))} "
            "Temui mereka, lalu catat sosialisasi susulan."
        )


@dataclass(frozen=True, kw_only=True)
class VillagesReached(Requirement):
    """Every recipient of the year was reached, in every village: no money is promised to recipients who do not know
    their rights and duties. `process` is that of the villages' proposals, one level below."""

    process: str
    receiving: Receiving

    def fact(self, case: Berkas) -> str:
        villages = Berkas.objects.filter(parent=case, process=self.process, outcome="")
        everybody = self.receiving.below(villages, case.declared_programme).count()
        reached = everybody - self.receiving.unreached(villages, case.declared_programme).count()
        return f"{reached} dari {everybody} penerima hadir atau diwakili." if everybody else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        programme = _programme(cases)
        if programme is None:
            return {}
        villages = Berkas.objects.open().filter(parent__any_of=cases.ids(), process=self.process)
        counted = self.receiving.unreached(villages, programme).order_by(*by_name("parent__region__name", "parent"))
        place = ("parent__region__name", "parent__region__parent__name")
        year_of = f"parent__{path_below(self, self.process)}"
        rows = counted.values_list(year_of, "parent", *place).annotate(Count("id"))
        lines: dict[int, list[str]] = defaultdict(list)
        for year, _village, name, kecamatan, number in rows:
            lines[year].append(f"{name}, Kec. {kecamatan} ({number})")
        return {pk: [f"Penerima yang belum terjangkau sosialisasi: {'; '.join(said)}."] for pk, said in lines.items()}

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        owner = owner_of(process)
        below = [one for one in owner.processes if one.key == self.process and one.parent == process.key]
        if not below:
            yield f"names the process {self.process!r}, which does not lie below {process.key!r}"
            return
        yield from _faults(self.receiving, below[0])


@dataclass(frozen=True, kw_only=True)
class VillagePapers(PapersBelow):
    """A paper of every village that has recipients: where all wait as reserves, nothing was held or formed."""

    receiving: Receiving

    def expected(self, cases: BerkasQuerySet) -> BerkasQuerySet:
        villages, programme = super().expected(cases), _programme(cases)
        if programme is None:
            return villages
        return villages.filter(pk__in=self.receiving.below(villages, programme).order_by().values("parent"))


def stages_of(process: Process, requirement: RecipientsReached) -> list[str]:
    """The stages in which meetings are recorded."""
    return [stage.key for stage in process.stages if requirement in stage.requirements]


def _programme(cases: BerkasQuerySet) -> Programme | None:
    first = cases.order_by().first()
    return first.declared_programme if first else None


def _faults(receiving: Receiving, process: Process) -> Iterator[str]:
    owner = owner_of(process)
    below = [one for one in owner.processes if one.key == receiving.process and one.parent == process.key]
    if not below or not declares(below[0], receiving.since):
        yield f"names {receiving.process!r} since {receiving.since!r}, which does not lie below {process.key!r}"
