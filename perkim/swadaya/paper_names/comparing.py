"""Names of a paper from outside held against ours: who is strange, whose NIK, name, village, kind of work or value
differs, who is missing. Numbers are compared by their keyed hashes. Nothing here asks the database."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from perkim.lib.money import rupiah
from perkim.lib.names import name_order, sought_words
from perkim.lib.text import within_sentence
from perkim.swadaya.paper_names.terms import ANSWERABLE, BLOCKING, NameDifference, answered_sorts
from perkim.swadaya.terms import WorkKind

_ANOTHER_LIST = "Minta naskahnya diperbaiki, lalu unggah daftar yang baru"
_ORDER = {sort: place for place, sort in enumerate(NameDifference)}


class ListedName(Protocol):
    """A row of a list, as far as it is compared. Without a village it means one of any."""

    @property
    def pk(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def nik_index(self) -> bytes | memoryview: ...
    @property
    def region_id(self) -> str | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def amount(self) -> int | None: ...
    @property
    def answer_to(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class OurName:
    """One of our households. `former` are the keyed hashes, and `former_names` the names, of those in whose place an
    heir goes on: a paper may name them still. `kind` and `amount` are empty where nothing was said of them yet."""

    case: int
    name: str
    nik_index: bytes
    village: str
    place: str
    former: tuple[bytes, ...] = ()
    former_names: tuple[str, ...] = ()
    kind: str = ""
    amount: int | None = None

    @property
    def indexes(self) -> tuple[bytes, ...]:
        return (self.nik_index, *self.former)

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.former_names)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing in which a list differs from ours. `listed` is the row, `ours` the household; of who is strange or
    missing there is one of them only."""

    sort: NameDifference
    listed: ListedName | None = None
    ours: OurName | None = None

    @property
    def name(self) -> str:
        """As the list has it; ours, where it has none."""
        return self.listed.name if self.listed else self.ours.name if self.ours else ""

    @property
    def answered(self) -> bool:
        return self.can_be_answered and self.listed is not None and self.sort in answered_sorts(self.listed.answer_to)

    @property
    def can_be_answered(self) -> bool:
        return self.sort in ANSWERABLE

    @property
    def waits(self) -> bool:
        """Whether something must be done about it before the case goes on."""
        return self.sort in BLOCKING and not self.answered

    @property
    def what(self) -> str:
        """What is wrong, as a sentence that names no number of a person."""
        return _WHAT[self.sort].format(**self._values)

    @property
    def mend(self) -> str:
        return _MEND[self.sort]

    @property
    def _values(self) -> dict[str, str]:
        listed, ours = self.listed, self.ours
        return {
            "name": self.name,
            "our_name": ours.name if ours else "",
            "place": ours.place if ours else "",
            "listed_kind": _kind(listed.kind) if listed else "",
            "our_kind": _kind(ours.kind) if ours else "",
            "listed_amount": rupiah((listed.amount if listed else None) or 0),
            "our_amount": rupiah((ours.amount if ours else None) or 0),
        }


_WHAT: Mapping[NameDifference, str] = {
    NameDifference.STRANGE: (
        "{name} tercantum di daftar ini, tetapi bukan di antara nama kegiatan ini yang dibandingkan."
    ),
    NameDifference.OTHER_NIK: "NIK {name} ({place}) di daftar ini berbeda dari NIK di portal.",
    NameDifference.OTHER_NAME: "NIK {our_name} ({place}) di daftar ini atas nama {name}.",
    NameDifference.OTHER_VILLAGE: "Desa {name} di daftar ini berbeda dari {place} di portal.",
    NameDifference.OTHER_KIND: "{name} di daftar ini untuk {listed_kind}, menurut survei {our_kind}.",
    NameDifference.OTHER_VALUE: "Nilai {name} di daftar ini {listed_amount}, seharusnya {our_amount} menurut portal.",
    NameDifference.MISSING: "{name} ({place}) ada di portal, tetapi tidak tercantum di daftar ini.",
}
_MEND: Mapping[NameDifference, str] = {
    NameDifference.STRANGE: f"{_ANOTHER_LIST}; bila ralat sudah diminta atau namanya memang benar, tulis jawabannya.",
    NameDifference.OTHER_NIK: (
        f"Cocokkan dengan KTP. {_ANOTHER_LIST}, atau perbaiki NIK di portal; bila ralat sudah diminta, tulis "
        "jawabannya."
    ),
    NameDifference.OTHER_NAME: (
        f"Cocokkan dengan KTP. {_ANOTHER_LIST}, atau perbaiki nama di portal; bila orangnya memang sama atau ralat "
        "sudah diminta, tulis jawabannya."
    ),
    NameDifference.OTHER_VILLAGE: (
        f"{_ANOTHER_LIST}; bila orangnya memang sama atau ralat sudah diminta, tulis jawabannya."
    ),
    NameDifference.OTHER_KIND: f"{_ANOTHER_LIST}, atau survei ulang rumahnya bila survei yang keliru.",
    NameDifference.OTHER_VALUE: f"{_ANOTHER_LIST}, atau betulkan nilainya di portal bila portal yang keliru.",
    NameDifference.MISSING: f"{_ANOTHER_LIST} bila seharusnya tercantum; tanpa itu calon ini tidak dapat ditetapkan.",
}


def compare(listed: Sequence[ListedName], ours: Sequence[OurName]) -> list[Difference]:
    """All differences, sort by sort, each in the order of names. Who is not met by NIK is looked for by name."""
    pairs = _pairs(listed, ours)
    met = {household.case for _, household in pairs if household}
    differences = [each for row, household in pairs for each in differences_between(row, household)]
    differences += [Difference(sort=NameDifference.MISSING, ours=each) for each in ours if each.case not in met]
    return sorted(differences, key=lambda each: (_ORDER[each.sort], name_order(each.name)))


def _pairs(listed: Sequence[ListedName], ours: Sequence[OurName]) -> list[tuple[ListedName, OurName | None]]:
    """Each row with the household that it means, None for nobody; no household is meant twice."""
    by_nik = {index: each for each in ours for index in each.indexes}
    paired: dict[int, OurName] = {}
    met: set[int] = set()
    for row in listed:
        household = by_nik.get(bytes(row.nik_index))
        if household and household.case not in met:
            paired[row.pk] = household
            met.add(household.case)
    by_name: defaultdict[frozenset[str], list[OurName]] = defaultdict(list)
    for each in ours:
        if each.case not in met:
            by_name[_key(each.name)].append(each)
    for row in listed:
        if row.pk in paired:
            continue
        namesakes = [each for each in by_name[_key(row.name)] if row.region_id in (None, each.village)]
        # Of several nobody can say which is meant.
        if len(namesakes) == 1 and namesakes[0].case not in met:
            paired[row.pk] = namesakes[0]
            met.add(namesakes[0].case)
    return [(row, paired.get(row.pk)) for row in listed]


def differences_between(row: ListedName, household: OurName | None) -> Iterator[Difference]:
    """What differs between a row and the household that it means."""
    if household is None:
        yield Difference(sort=NameDifference.STRANGE, listed=row)
        return
    if bytes(row.nik_index) not in household.indexes:
        yield Difference(sort=NameDifference.OTHER_NIK, listed=row, ours=household)
    if row.name not in household.names and _key(row.name) not in map(_key, household.names):
        yield Difference(sort=NameDifference.OTHER_NAME, listed=row, ours=household)
    if row.region_id not in (None, household.village):
        yield Difference(sort=NameDifference.OTHER_VILLAGE, listed=row, ours=household)
    if row.kind and household.kind and row.kind != household.kind:
        yield Difference(sort=NameDifference.OTHER_KIND, listed=row, ours=household)
    if row.amount is not None and household.amount is not None and row.amount != household.amount:
        yield Difference(sort=NameDifference.OTHER_VALUE, listed=row, ours=household)


def _key(name: str) -> frozenset[str]:
    """What names are compared by: titles, initials and order aside."""
    return frozenset(sought_words(name))


def _kind(kind: str) -> str:
    return f"{within_sentence(WorkKind(kind).label)} ({kind})" if kind else ""
