"""The households of one year's activity as a bank's list names them: by NIK, else by name and village."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from perkim.banking.models import Account
from perkim.banking.names import closest, may_be_cut, packed
from perkim.imports.tables.headers import normal
from perkim.lib.names import by_name, name_order
from perkim.people.cipher import NIK, index_of
from perkim.sipoc.levels import path_to
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import process as process_of
from perkim.swadaya.models import Calon

# A list of another activity names nobody of this one: to look for names like all of its names would take minutes.
SUGGESTED = 40


@dataclass(frozen=True, kw_only=True)
class AccountHolder:
    """One household of the decree, with its current account."""

    case: int
    name: str
    nik_index: bytes
    village: str
    place: str
    account: Account | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.place})"


@dataclass(frozen=True, kw_only=True)
class Miss:
    """Why a row matches nobody: the kind of finding, its column, what is wrong and how to mend it."""

    kind: str
    column: str
    what: str
    mend: str


def households_of(year: Berkas, process: str, stages: Sequence[str]) -> list[AccountHolder]:
    """All households of an activity that stand in these stages. Two queries."""
    path = path_to(process_of(year.programme, process), year.process)
    below = Berkas.objects.open().filter(**{path: year}, process=process, stage__in=stages)
    accounts = {each.berkas_id: each for each in Account.objects.current().filter(berkas__in=below.values("pk"))}
    candidates = (
        Calon.objects.filter(berkas__in=below.values("pk")).with_people().order_by(*by_name("person__name", "pk"))
    )
    return [
        AccountHolder(
            case=calon.berkas_id,
            name=calon.person.name,
            nik_index=bytes(calon.person.nik_index),
            village=calon.berkas.region.name,
            place=calon.berkas.region.address,
            account=accounts.get(calon.berkas_id),
        )
        for calon in candidates
    ]


class NamedHouseholds:
    """The households by NIK and by name."""

    def __init__(self, households: Iterable[AccountHolder]) -> None:
        self._all = list(households)
        self._by_nik = {each.nik_index: each for each in self._all}
        self._by_name: defaultdict[str, list[AccountHolder]] = defaultdict(list)
        for each in self._all:
            self._by_name[packed(each.name)].append(each)
        self._names = {each.name: each for each in self._all}
        self._suggested = 0

    def find(self, *, name: str, nik: str = "", village: str = "") -> AccountHolder | Miss:
        """Whom a row means; a NIK counts before the name, the village distinguishes households of the same name."""
        if nik:
            household = self._by_nik.get(index_of(NIK, nik))
            what = "NIK ini bukan NIK penerima pada SK kegiatan ini."
            return household or Miss(kind="not_in_sk", column="nik", what=what, mend=self._like(name))
        named = self._by_name.get(packed(name)) or self._cut(name)
        if not named:
            return Miss(
                kind="not_in_sk", column="name", what=f"“{name}” tidak ada di SK kegiatan ini.", mend=self._like(name)
            )
        there = [each for each in named if not village or _bare(each.village) == _bare(village)]
        if not there:
            what = f"Di SK, {named[0].name} tercatat di {named[0].place}, bukan {village}."
            return Miss(kind="not_in_sk", column="village", what=what, mend="Periksa desanya, atau isi NIK-nya.")
        return there[0] if len(there) == 1 else _equal(there)

    def _cut(self, name: str) -> list[AccountHolder]:
        """Those whose longer name begins like this one, as far as a bank prints it."""
        short = packed(name)
        longer = [key for key in self._by_name if key.startswith(short)] if may_be_cut(name) else []
        return [each for key in longer for each in self._by_name[key]]

    def _like(self, name: str) -> str:
        """How a row that means nobody can be mended; similar names are suggested for a limited number of rows."""
        leave = "keluarkan barisnya bila memang bukan penerima."
        if self._suggested >= SUGGESTED:
            return f"Perbaiki namanya, atau {leave}"
        self._suggested += 1
        alike = [str(self._names[each]) for each in closest(name, self._names)]
        return f"Maksudnya {' atau '.join(alike)}? Perbaiki namanya, atau {leave}" if alike else leave.capitalize()


def _equal(named: Sequence[AccountHolder]) -> Miss:
    apart = len({each.village for each in named}) == len(named)
    places = "; ".join(sorted({each.place for each in named}, key=name_order))
    what = f"Ada {len(named)} penerima bernama {named[0].name}: {places}."
    mend = "Isi desa atau NIK-nya, supaya jelas yang mana." if apart else "Isi NIK-nya, supaya jelas yang mana."
    return Miss(kind="same_names", column="village" if apart else "nik", what=what, mend=mend)


def _bare(village: str) -> str:
    words = normal(village)
    for kind in ("desa ", "kelurahan ", "kel ", "ds "):
        words = words.removeprefix(kind)
    return words
