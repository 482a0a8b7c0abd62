"""The numbers of staged aid: what a house gets by the kind of work, and the gates of its terms, as dated parameters."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from perkim.funds.gates import Ceilings
from perkim.parameters.first_values import FirstValue, state_first_value
from perkim.parameters.kinds import ParameterKind, ParameterValueError, declare, part, whole_number, yes_or_no

SINCE = date(2020, 1, 1)
_MOST = 1_000_000_000


def _parse_table(value: Any, limits: Mapping[str, tuple[int, int]]) -> dict[str, int]:
    """Whole numbers by name, all of these and no others; the screen of parameters states each as a list of one."""
    if not isinstance(value, dict) or set(value) != set(limits):
        raise ParameterValueError(f"Isi setiap baris: {', '.join(limits)}.")
    plain = {
        name: stated[0] if isinstance(stated, list) and len(stated) == 1 else stated for name, stated in value.items()
    }
    return {name: part(name, whole_number(*bounds), plain[name]) for name, bounds in limits.items()}


# What each of some houses gets, by the case's id: by the decree, once there is one.
AidOf = Callable[[Iterable[int]], Mapping[int, Ceilings]]
_SHARE = "persen tahap 1"
_PARTS = {"bahan": (1, _MOST), "upah": (0, _MOST), _SHARE: (1, 99)}


def aid_as_table(aid: Mapping[str, Ceilings]) -> dict[str, int]:
    """What a house gets by the kind of work, as it is stored: `PK bahan`, `PK upah`, `PK persen tahap 1`."""
    return {
        f"{kind} {name}": amount
        for kind, ceilings in aid.items()
        for name, amount in zip(_PARTS, (ceilings.material, ceilings.wages, ceilings.first), strict=True)
    }


def aid_of_table(table: Mapping[str, int]) -> dict[str, Ceilings]:
    """The same read back, by the kind of work."""
    kinds = dict.fromkeys(name.split(" ", 1)[0] for name in table)
    parts = {kind: [table[f"{kind} {name}"] for name in _PARTS] for kind in kinds}
    return {kind: Ceilings(material=numbers[0], wages=numbers[1], first=numbers[2]) for kind, numbers in parts.items()}


def _parse_gates(value: Any) -> dict[int, int]:
    percents = _parse_table(value, {"tahap 1": (0, 100), "tahap 2": (0, 100)})
    if percents["tahap 1"] > percents["tahap 2"]:
        raise ParameterValueError("Batas tahap 1 tidak boleh melebihi batas tahap 2. Periksa keduanya.")
    return {1: percents["tahap 1"], 2: percents["tahap 2"]}


@dataclass(frozen=True, kw_only=True)
class AidSince:
    """What a house gets by the kind of work from a day on, until the next one begins."""

    aid: Mapping[str, Ceilings]
    basis: str
    starts: date = SINCE


def declare_aid(key: str, title: str, stated: Sequence[AidSince]) -> ParameterKind:
    """Make known what a house gets in one programme by the kind of work; called beside its declaration. It is what the
    values of a year begin with; what a household gets is said by the decree. `stated`: the first values, in order."""
    aid = stated[0].aid
    limits = {f"{kind} {name}": bounds for kind in aid for name, bounds in _PARTS.items()}
    kind = declare(
        key,
        title,
        unit="rupiah tiap rumah",
        units={f"{kind} {_SHARE}": "persen" for kind in aid},
        parse=lambda value: aid_of_table(_parse_table(value, limits)),
    )
    ends = [each.starts - timedelta(days=1) for each in stated[1:]]
    for each, last in zip(stated, [*ends, None], strict=True):
        value = aid_as_table(each.aid)
        state_first_value(FirstValue(key=key, value=value, starts=each.starts, ends=last, basis=each.basis))
    return kind


GATES = declare("dana.gerbang", "Kemajuan fisik yang membuka pencairan tiap tahap", unit="persen", parse=_parse_gates)
state_first_value(
    FirstValue(
        key=GATES.key,
        value={"tahap 1": 30, "tahap 2": 100},
        starts=SINCE,
        basis="Format pelaksanaan BSPS: LPD tahap 1 pada fisik 30 %, LPD tahap 2 pada 100 %",
    )
)

GROUP_GATE = declare(
    "dana.gerbang_kpb",
    "Gerbang tiap KPB: semua rumah menunggu yang paling lambat",
    unit="(1 ya, 0 tidak)",
    parse=yes_or_no,
)
state_first_value(
    FirstValue(
        key=GROUP_GATE.key,
        value=0,
        starts=SINCE,
        basis="Nilai awal portal: gerbang tiap penerima, KPB hanya menjumlahkan; dapat diubah dinas",
    )
)
