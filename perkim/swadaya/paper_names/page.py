"""What the page of a paper's names shows: how many differ in which way, and a page of the differences."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from perkim.accounts.access import account_of
from perkim.accounts.models import User
from perkim.imports.models import Batch
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import parts_of
from perkim.swadaya.models import Calon, PaperList, PaperName
from perkim.swadaya.paper_names.comparing import Difference
from perkim.swadaya.paper_names.list_kind import kind_of_names
from perkim.swadaya.paper_names.policies import answer_refusal, list_refusal, paper_title, recorded_paper
from perkim.swadaya.paper_names.requirements import NamesAgree, differences_of
from perkim.swadaya.paper_names.terms import NameDifference

SIZE = 50
_BATCHES = 5


@dataclass(frozen=True, kw_only=True)
class NamesDesk:
    """The names of one paper of a year, for one reader."""

    user: User
    case: Berkas
    requirement: NamesAgree

    @cached_property
    def differences(self) -> Sequence[Difference] | None:
        """None while no list is compared."""
        return differences_of(self.requirement, [self.case.pk]).get(self.case.pk)

    @cached_property
    def current(self) -> PaperList | None:
        """The newest list; compared no more where its paper was replaced or withdrawn since."""
        lists = PaperList.objects.current().filter(berkas=self.case, key=self.requirement.paper)
        return lists.select_related("stored_by").first()

    @property
    def paper_title(self) -> str:
        return paper_title(self.case, self.requirement)

    def answerable(self, name: int) -> list[Difference]:
        """What this row is to be answered for, with one reason; empty where it is for nothing."""
        here = (each for each in self.differences or () if each.listed and each.listed.pk == name)
        return [each for each in here if each.can_be_answered]

    def has_listed(self, name: int) -> bool:
        """Whether this is a row of one of its lists, also of an earlier one."""
        lists = PaperList.objects.filter(berkas=self.case, key=self.requirement.paper)
        return PaperName.objects.filter(pk=name, paper_list__in=lists).exists()


def desk_of(request: HttpRequest, public_id: UUID, key: str) -> NamesDesk:
    """The activity, if the reader may read its papers and it compares names under this key; else it does not exist
    (404)."""
    user = account_of(request)
    seen = Berkas.objects.seen_whole_by(user).select_related("region__parent")
    case = get_object_or_404(seen, public_id=public_id)
    requirement = NamesAgree.find(case.declared, key)
    if requirement is None:
        raise Http404("this kind of case compares no names under this key")
    return NamesDesk(user=user, case=case, requirement=requirement)


def shown(request: HttpRequest, desk: NamesDesk) -> dict[str, Any]:
    """The context of the page. A number of queries that does not grow with the names."""
    case, requirement, differences = desk.case, desk.requirement, desk.differences or ()
    counts = Counter(each.sort for each in differences)
    chosen = request.GET.get("jenis", "")
    sort = NameDifference(chosen) if chosen in counts else None
    picked = [each for each in differences if sort in (None, each.sort)]
    page = Paginator(picked, SIZE).get_page(request.GET.get("page"))
    parts = parts_of(desk.user, [case])
    declared = kind_of_names(case, requirement.paper)
    batches = Batch.objects.filter(kind=declared.key, ref=str(case.public_id)) if declared else Batch.objects.none()
    return {
        "case": case,
        "requirement": requirement,
        "paper_title": desk.paper_title,
        "paper": recorded_paper(case, requirement),
        "current": desk.current,
        "compared": desk.differences is not None,
        "names": desk.current.names.count() if desk.current else 0,
        "waiting": sum(each.waits for each in differences),
        "tabs": _tabs(counts, sort),
        "page": page,
        "rows": _rows(list(page)),
        "answers": not answer_refusal(desk.user, case, requirement, parts),
        "refusal": list_refusal(desk.user, case, requirement, parts),
        "kind": declared.key if declared else "",
        "batches": batches.select_related("created_by").order_by("-id")[:_BATCHES],
    }


def calon_of(differences: Sequence[Difference]) -> Mapping[int, Calon]:
    """The households that these are about, by case. One query."""
    cases = [each.ours.case for each in differences if each.ours]
    rows = Calon.objects.filter(berkas__any_of=cases).with_people()
    return {each.berkas_id: each for each in rows}


def _tabs(counts: Mapping[NameDifference, int], sort: NameDifference | None) -> list[tuple[str, str, int, bool]]:
    """Value in the address, title, how many, whether it is shown; none where there is nothing to choose from."""
    if len(counts) < 2:
        return []
    every = ("", "Semua", sum(counts.values()), sort is None)
    return [every, *((str(each), str(each.label), counts[each], each is sort) for each in counts)]


def _rows(differences: Sequence[Difference]) -> list[tuple[Difference, PaperName | None, Calon | None, str]]:
    """Each with its row of the list, and who answered, with its household, and which digits of the NIK differ. Two
    queries."""
    listed = [each.listed.pk for each in differences if each.listed]
    names = PaperName.objects.select_related("answered_by", "region__parent").in_bulk(listed)
    households = calon_of(differences)
    return [_row(each, names, households) for each in differences]


def _row(
    difference: Difference, names: Mapping[int, PaperName], households: Mapping[int, Calon]
) -> tuple[Difference, PaperName | None, Calon | None, str]:
    listed = names.get(difference.listed.pk) if difference.listed else None
    household = households.get(difference.ours.case) if difference.ours else None
    unlike = ""
    if difference.sort is NameDifference.OTHER_NIK and listed and household:
        unlike = _unlike(listed.nik, household.person.nik)
    return difference, listed, household, unlike


def _unlike(listed: str, ours: str) -> str:
    """Where two numbers differ, without a digit of them: most of them is hidden on the page."""
    places = [str(place) for place, (a, b) in enumerate(zip(listed, ours, strict=False), start=1) if a != b]
    return f"Berbeda pada angka ke-{', '.join(places)}."
