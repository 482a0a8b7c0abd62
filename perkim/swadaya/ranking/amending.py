"""Reserves that moved up after the decree and heirs: an amending decree names them before anything is promised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Max

from perkim.documents.models import Dokumen
from perkim.documents.papers import Paper
from perkim.sipoc.declarations import Move, Reads, Requirement
from perkim.sipoc.levels import asking, descendants, lying_below, path_of
from perkim.sipoc.models import Berkas, Relation
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.registry import owner_of
from perkim.sipoc.terms import Link
from perkim.swadaya.heirs.requirements import heir_of, heirs_unnamed
from perkim.swadaya.models import Place, Succession
from perkim.swadaya.ranking.querysets import PlaceQuerySet


@dataclass(frozen=True, kw_only=True)
class AmendingDecree(Paper):
    """The decree that changes the list. It is asked for as soon as a reserve has moved up, or an heir was recorded,
    after the last decree; `after` names the first one."""

    reads: ClassVar[Reads] = Reads.ALL

    after: str = ""

    def unneeded(self, case: Berkas) -> str:
        return "Tidak ada penerima yang berganti sesudah SK."

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        moved = Place.objects.current().filter(ranking__berkas__any_of=cases.ids(), berkas__outcome="")
        titles_by_year: dict[int, list[str]] = {}
        heirs = Succession.objects.live().filter(lying_below(cases, self._paths(), "berkas"))
        waiting = [*unnamed(moved, (self.after, self.key)), *heirs_unnamed(heirs, self.key)]
        for year, _case, title in waiting:
            titles_by_year.setdefault(year, []).append(title)
        return {
            year: [f"{self.title} belum ada untuk {', '.join(titles)}: catat nomor, tanggal, dan pindaiannya."]
            for year, titles in titles_by_year.items()
        }

    def _paths(self) -> set[str]:
        """The ways up to the years that ask for this, from the households that may have an heir."""
        return {
            path_of(steps)
            for year in asking(self)
            for process, steps in descendants(owner_of(year), year)
            if any(heir_of(stage) for stage in process.stages)
        }


@dataclass(frozen=True, kw_only=True)
class NamedByDecree(Requirement):
    """The household is named by a decree that was recorded after it moved up; who was within the quota from the
    beginning is named by the first one."""

    papers: tuple[str, ...]

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        moved = Place.objects.current().filter(berkas__any_of=cases.ids())
        sentence = "Calon ini cadangan yang naik sesudah SK tercatat. Catat SK perubahannya pada kegiatan dahulu."
        return {case: [sentence] for _year, case, _title in unnamed(moved, self.papers)}


def papers_of(move: Move) -> tuple[str, ...]:
    """The papers by which a move says that a household is named, the first one first; none where it asks for none."""
    return next((each.papers for each in move.requires if isinstance(each, NamedByDecree)), ())


def unnamed(places: PlaceQuerySet, papers: Sequence[str]) -> list[tuple[int, int, str]]:
    """Of these places those that a reserve took after the last of these papers of its year was recorded: the ids of
    year and household, and its title. Three queries."""
    taken = places.filter(instead_of__isnull=False).order_by("position")
    rows = list(taken.values_list("ranking__berkas", "berkas", "berkas__title"))
    since = dict(
        Relation.objects.filter(berkas__in=[case for _, case, _ in rows], kind=Link.REPLACES)
        .order_by()
        .values_list("berkas")
        .annotate(Max("made_at"))
    )
    live = Dokumen.objects.live().filter(berkas__in={year for year, _, _ in rows}, key__in=papers).order_by()
    recorded = dict(live.values_list("berkas").annotate(Max("recorded_at")))
    return [
        (year, case, title)
        for year, case, title in rows
        if case in since and (year not in recorded or recorded[year] < since[case])
    ]
