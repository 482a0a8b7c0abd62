"""What a year and its households ask of the names that a paper from outside gives. Where no list of a paper was
brought, nothing is asked: the office outside gives one only now and then."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db.models import F, Max

from perkim.accounts.roles import Role
from perkim.documents.models import Dokumen
from perkim.documents.papers import Paper
from perkim.lib.text import in_thousands
from perkim.sipoc.declarations import Process, Reads, Requirement, Stage
from perkim.sipoc.levels import asking, levels_below, path_below
from perkim.sipoc.models import Berkas, Relation
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.registry import owner_of
from perkim.sipoc.terms import Link
from perkim.swadaya.models import PaperList, PaperName, Place
from perkim.swadaya.paper_names.comparing import Difference, compare, differences_between
from perkim.swadaya.paper_names.ours import OurNames, names_of_cases
from perkim.swadaya.paper_names.querysets import PaperListQuerySet
from perkim.swadaya.paper_names.terms import NameDifference

PAGE = "swadaya:paper_names"
_LACKING: Mapping[NameDifference, str] = {
    NameDifference.STRANGE: (
        "{title}: {count} nama di daftarnya bukan di antara nama yang dibandingkan dan belum dijawab."
    ),
    NameDifference.OTHER_NIK: "{title}: {count} NIK di daftarnya berbeda dari portal dan belum dijawab.",
    NameDifference.OTHER_NAME: "{title}: {count} nama di daftarnya berbeda dari portal dan belum dijawab.",
    NameDifference.OTHER_VILLAGE: "{title}: {count} desa di daftarnya berbeda dari portal dan belum dijawab.",
    NameDifference.OTHER_KIND: "{title}: {count} jenis pekerjaan di daftarnya berbeda dari hasil survei.",
    NameDifference.OTHER_VALUE: "{title}: {count} nilai di daftarnya berbeda dari nilai bantuan di portal.",
}


@dataclass(frozen=True, kw_only=True)
class NamesAgree(Requirement):
    """The names of the paper of this key agree with `ours`, as far as a list of them was brought.

    Who is strange, or has another NIK, is answered with a reason by `worked_by` (who works the stage, if nobody is
    named). Another kind of work or value cannot be answered: the paper is corrected, or the ranking frozen anew. Who is
    missing holds up nothing here; an award asks `NamedInList`. A file of which lines were not stored is brought again.
    """

    reads: ClassVar[Reads] = Reads.ALL

    page: str = PAGE
    paper: str
    ours: OurNames

    def fact(self, case: Berkas) -> str:
        names = PaperName.objects.filter(paper_list__in=compared_lists(self, [case.pk])).count()
        if not names:
            return ""
        waiting = sum(each.waits for each in differences_of(self, [case.pk]).get(case.pk, ()))
        compared = f"{in_thousands(names)} nama dibandingkan"
        return f"{compared}, {in_thousands(waiting)} perbedaan menunggu." if waiting else f"{compared}."

    def unneeded(self, case: Berkas) -> str:
        return "Tidak ada daftar nama yang dibandingkan; daftarnya tidak wajib."

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        ids = cases.ids()
        left_out = dict(compared_lists(self, ids).values_list("berkas", "left_out"))
        differences = differences_of(self, ids) if left_out else {}
        sentences = {year: self._lacking(each, left_out[year]) for year, each in differences.items()}
        return {year: each for year, each in sentences.items() if each}

    def _lacking(self, differences: Sequence[Difference], left_out: int) -> list[str]:
        counted = Counter(each.sort for each in differences if each.waits)
        sentences = [
            _LACKING[sort].format(count=in_thousands(count), title=self.title) for sort, count in counted.items()
        ]
        if left_out:
            count = in_thousands(left_out)
            sentences.append(f"{self.title}: {count} baris filenya tidak disimpan. Unggah lagi daftar yang utuh.")
        return sentences

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        if Paper.find(process, self.paper) is None:
            yield f"names the paper {self.paper!r}, which the process does not ask for"
        below = next((each for each in owner_of(process).processes if each.key == self.ours.process), None)
        if below is None or not levels_below(below, process.key):
            yield f"names the process {self.ours.process!r}, which does not lie below {process.key!r}"
        if sum(each.paper == self.paper for each in NamesAgree.all_in(process)) > 1:
            yield f"is not the only one about the names of {self.paper!r}"


@dataclass(frozen=True, kw_only=True)
class NamedInList(Requirement):
    """The household's name stands in the list of its year that `names` compares, or does so under a NIK, a name or a
    village that was answered for. Whoever moved up after that list came is named by an amending decree: `NamedByDecree`
    asks for it."""

    reads: ClassVar[Reads] = Reads.ALL

    names: NamesAgree

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        rows = cases.order_by().values_list("pk", F(path_below(self.names, self.names.ours.process)))
        above = {case: year for case, year in rows if year}
        since = _listed_since(self.names, set(above.values()))
        year_of = {case: year for case, year in above.items() if year in since}
        named, doubted = _named(self.names, year_of)
        unnamed = year_of.keys() - named
        if not unnamed:
            return {}
        moved, numbers = _moved_up(unnamed), _numbers(self.names.paper, since)
        return {
            case: [_sentence(numbers.get(year_of[case], ""), doubted=case in doubted)]
            for case in unnamed
            if case not in moved or moved[case] <= since[year_of[case]]
        }

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        if not asking(self.names):
            yield f"reads the list of {self.names.paper!r}, which nothing above {process.key!r} compares"
        elif process.key != self.names.ours.process:
            yield f"is asked of {process.key!r}, but the list names cases of {self.names.ours.process!r}"


def _sentence(number: str, *, doubted: bool) -> str:
    where = f"SK nomor {number}" if number else "SK"
    if doubted:
        return (
            f"Nama atau desa calon ini berbeda pada {where} dan belum dijawab. Jawab perbedaannya pada kegiatan, atau "
            "minta ralatnya."
        )
    return (
        f"Nama calon ini tidak tercantum pada {where}. Minta ralatnya, lalu unggah daftar nama yang baru pada kegiatan."
    )


def compared_lists(requirement: NamesAgree, years: Collection[int]) -> PaperListQuerySet:
    """The list of each of these years that counts, if it has one."""
    lists: PaperListQuerySet = PaperList.objects.compared().filter(berkas__any_of=list(years), key=requirement.paper)
    return lists.order_by()


def differences_of(requirement: NamesAgree, years: Collection[int]) -> dict[int, list[Difference]]:
    """By the id of the year; one without a list that is compared is not there. One query where none has a list, six at
    most otherwise."""
    lists = compared_lists(requirement, years)
    year_of = dict(lists.values_list("pk", "berkas"))
    if not year_of:
        return {}
    listed: dict[int, list[PaperName]] = {year: [] for year in year_of.values()}
    for row in PaperName.objects.filter(paper_list__in=list(year_of)).order_by("line", "id"):
        listed[year_of[row.paper_list_id]].append(row)
    path = path_below(requirement, requirement.ours.process)
    ours = requirement.ours.by_year(list(listed), path)
    return {year: compare(rows, ours.get(year, [])) for year, rows in listed.items()}


def lead_of(process: Process, requirement: NamesAgree) -> Role:
    """Who answers for the differences."""
    return requirement.worked_by or _worker(process, requirement)


def desk_of(process: Process, requirement: NamesAgree) -> Role:
    """Who records the paper, and brings its list."""
    paper = Paper.find(process, requirement.paper)
    if paper is None:
        raise LookupError(f"{process.key!r} does not ask for the paper {requirement.paper!r}")
    return paper.worked_by or _worker(process, paper)


def _worker(process: Process, requirement: Requirement) -> Role:
    return next(each.worked_by for each in process.stages if requirement in each.requirements)


def _named(requirement: NamesAgree, year_of: Mapping[int, int]) -> tuple[set[int], set[int]]:
    """Those of these households that stand in the list of their year, and those whose NIK does with a name or village
    that nobody answered for. A bounded number of queries."""
    if not year_of:
        return set(), set()
    listed = _listed(requirement, set(year_of.values()))
    named: set[int] = set()
    doubted: set[int] = set()
    for case, household in names_of_cases(year_of).items():
        keys = ((year_of[case], index) for index in household.indexes)
        waiting = [
            any(each.waits for each in differences_between(listed[key], household)) for key in keys if key in listed
        ]
        if waiting:
            (doubted if all(waiting) else named).add(case)
    if rest := {year for case, year in year_of.items() if case not in named | doubted}:
        compared = differences_of(requirement, rest).values()
        named |= {each.ours.case for differences in compared for each in differences if each.ours and _is_meant(each)}
    return named, doubted


def _listed(requirement: NamesAgree, years: Collection[int]) -> dict[tuple[int, bytes], PaperName]:
    """The rows of the lists of these years, by year and the keyed hash of the NIK. One query."""
    names = PaperName.objects.filter(paper_list__in=compared_lists(requirement, years))
    fields = ("paper_list__berkas", "name", "nik_index", "region", "kind", "amount", "answer_to")
    rows = names.select_related("paper_list").only(*fields).order_by()
    return {(row.paper_list.berkas_id, bytes(row.nik_index)): row for row in rows}


def _is_meant(difference: Difference) -> bool:
    """Whether somebody answered for it that the list means the household under another NIK."""
    return difference.sort is NameDifference.OTHER_NIK and difference.answered


def _listed_since(requirement: NamesAgree, years: Collection[int]) -> dict[int, datetime]:
    return dict(compared_lists(requirement, years).values_list("berkas", "stored_at"))


def _moved_up(cases: Collection[int]) -> dict[int, datetime]:
    """Since when those of these households that moved up into the quota are in it."""
    moved = Place.objects.current().filter(berkas__any_of=list(cases), instead_of__isnull=False).order_by()
    links = Relation.objects.filter(berkas__in=moved.values("berkas"), kind=Link.REPLACES).order_by()
    return dict(links.values_list("berkas").annotate(Max("made_at")))


def _numbers(key: str, years: Collection[int]) -> dict[int, str]:
    papers = Dokumen.objects.live().filter(berkas__any_of=list(years), key=key).order_by()
    return dict(papers.values_list("berkas", "number"))
