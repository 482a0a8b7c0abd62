"""Whom of ours the names of a paper are compared with: those whom the ranking of the year counts, or its candidates."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F

from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Assessment, Calon, Place, Succession
from perkim.swadaya.paper_names.comparing import OurName


@dataclass(frozen=True, kw_only=True)
class OurNames:
    """Which cases of `process` a list is compared with. `ranked`: those within the quota of the year's ranking, with
    the kind of work and the value that it froze. Otherwise all that are open, with the kind of their verdict; what they
    get is not known yet."""

    process: str
    ranked: bool = False

    def by_year(self, years: Collection[int], path: str) -> Mapping[int, list[OurName]]:
        """By the id of the year, which lies above the households by this path of a query. Four queries at most."""
        if self.ranked:
            return _ranked(years)
        return self._candidates(years, path)

    def _candidates(self, years: Collection[int], path: str) -> dict[int, list[OurName]]:
        below = Berkas.objects.open().filter(**{f"{path}__in": list(years)}, process=self.process)
        rows = below.order_by("id").values_list("pk", F(path))
        year_of = {case: year for case, year in rows if year is not None}
        assessed = Assessment.objects.current().filter(berkas__any_of=list(year_of)).order_by()
        kinds = dict(assessed.values_list("berkas", "kind"))
        return _named(year_of, kinds, {})


def _ranked(years: Collection[int]) -> dict[int, list[OurName]]:
    places = Place.objects.current().counting().filter(ranking__berkas__any_of=list(years)).select_related("ranking")
    rows = list(places.order_by("position"))
    return _named(
        {each.berkas_id: each.ranking.berkas_id for each in rows},
        {each.berkas_id: each.kind for each in rows},
        {each.berkas_id: each.worth.total for each in rows},
    )


def _named(year_of: Mapping[int, int], kinds: Mapping[int, str], worth: Mapping[int, int]) -> dict[int, list[OurName]]:
    """The households of these cases, by year. Two queries."""
    former = _former(year_of)
    names: defaultdict[int, list[OurName]] = defaultdict(list)
    candidates = Calon.objects.filter(berkas__any_of=list(year_of)).select_related("person", "berkas__region__parent")
    for calon in candidates.order_by("berkas"):
        case = calon.berkas_id
        names[year_of[case]].append(
            OurName(
                case=case,
                name=calon.person.name,
                nik_index=bytes(calon.person.nik_index),
                village=str(calon.berkas.region_id),
                place=calon.berkas.region.address,
                former=tuple(index for index, _ in former.get(case, ())),
                former_names=tuple(name for _, name in former.get(case, ())),
                kind=kinds.get(case, ""),
                amount=worth.get(case),
            )
        )
    return names


def names_of_cases(cases: Collection[int]) -> dict[int, OurName]:
    """The household of each case, with nothing said of kind and value. Two queries."""
    return {each.case: each for each in _named(dict.fromkeys(cases, 0), {}, {}).get(0, ())}


def _former(cases: Iterable[int]) -> dict[int, list[tuple[bytes, str]]]:
    """The keyed hashes and the names of those in whose place an heir goes on, by case."""
    rows = Succession.objects.live().filter(berkas__any_of=list(cases)).order_by("id")
    former: defaultdict[int, list[tuple[bytes, str]]] = defaultdict(list)
    for case, index, name in rows.values_list("berkas", "before__nik_index", "before__name"):
        former[case].append((bytes(index), name))
    return former
