"""The numbers of household aid that law or office may change: dated parameters with their legal basis. Source:
`domain.md` §2.4, §3.2, §3.3, §4.1, §4.5; marks [P], [B] and [D] of §0."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from perkim.parameters.first_values import FirstValue, state_first_value
from perkim.parameters.kinds import ParameterKind, ParameterValueError, declare, part, whole_number
from perkim.swadaya.rules import FloorMinimum, Unsuitable, Weights
from perkim.swadaya.rules.building import ALADIN
from perkim.swadaya.terms import AidException, Condition, Floor, Latrine, Roof, Wall, Water

# Before any case of this system began.
SINCE = date(2020, 1, 1)
# A group (KPB) has no more members than this, by law; the office may state fewer.
LARGEST_KPB = 20

# Threshold sets that have a name; the office may state others. `pengecualian`: earlier aid that shuts nobody out.
SETS: Mapping[str, Mapping[str, Any]] = {
    "BSPS_LAMA": {"huni": 3, "jeda": 10, "huni_pasca": 10, "lansia": 58, "pengecualian": ["BENCANA"]},
    "BSPS_2026": {
        "huni": 1,
        "jeda": 5,
        "huni_pasca": 3,
        "lansia": 58,
        "pengecualian": ["BENCANA", "KEBAKARAN", "KUMUH"],
    },
}
_SET_NUMBERS, _EXCEPTIONS = ("huni", "jeda", "huni_pasca", "lansia"), "pengecualian"
_KNOWN_EXCEPTIONS = tuple(code for code in AidException.values if code)
# How the screen states that there are none.
_NO_EXCEPTION = "-"


def _one(value: Any) -> Any:
    """A value of a table, which the screen of parameters states as a list of one."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _table(names: tuple[str, ...], most: int) -> Callable[[Any], dict[str, int]]:
    """Parses whole numbers by name, all of these and no others."""
    number = whole_number(0, most)

    def parse(value: Any) -> dict[str, int]:
        if not isinstance(value, dict) or set(value) != set(names):
            raise ParameterValueError(f"Isi setiap baris: {', '.join(names)}.")
        return {name: part(name, number, _one(value[name])) for name in names}

    return parse


def parse_thresholds(value: Any) -> dict[str, Any]:
    """One set: years and an age as whole numbers, and the exceptions as codes (`domain.md` §3.2, E5)."""
    table = dict(value) if isinstance(value, dict) else {}
    codes = table.pop(_EXCEPTIONS, None)
    names = (*_SET_NUMBERS, _EXCEPTIONS)
    if set(table) != set(_SET_NUMBERS):
        raise ParameterValueError(f"Isi setiap baris: {', '.join(names)}.")
    numbers = _table(_SET_NUMBERS, 100)(table)
    if codes is None:
        raise ParameterValueError(f"Isi setiap baris: {', '.join(names)}.")
    exceptions = [code for code in (codes if isinstance(codes, list) else [codes]) if code != _NO_EXCEPTION]
    if wrong := [code for code in exceptions if code not in _KNOWN_EXCEPTIONS]:
        known = ", ".join(_KNOWN_EXCEPTIONS)
        raise ParameterValueError(
            f"“{wrong[0]}” bukan pengecualian. Pilihannya: {known}; tulis {_NO_EXCEPTION} bila tidak ada."
        )
    return {**numbers, _EXCEPTIONS: frozenset(exceptions)}


def _parse_area(value: Any) -> FloorMinimum:
    try:
        aid, spm = (Decimal(str(_one(value[name]))) for name in ("bantuan", "spm"))
    except (InvalidOperation, KeyError, TypeError) as error:
        raise ParameterValueError("Isi luas tiap orang dalam m², misalnya 7,2 dan 9.") from error
    if not 0 < aid <= spm <= 100:
        raise ParameterValueError("Luas untuk bantuan lebih dari 0 dan tidak melebihi luas SPM. Periksa keduanya.")
    return FloorMinimum(aid=aid, spm=spm)


_CHOICES = {
    "kondisi": Condition.values,
    "atap": Roof.values,
    "dinding": Wall.values,
    "lantai": Floor.values,
    "air": Water.values,
}


def _parse_unsuitable(value: Any) -> Unsuitable:
    if not isinstance(value, dict) or set(value) != set(_CHOICES):
        raise ParameterValueError(f"Isi setiap baris: {', '.join(_CHOICES)}.")
    for name, known in _CHOICES.items():
        if not isinstance(value[name], list) or (wrong := [each for each in value[name] if each not in known]):
            raise ParameterValueError(f"“{wrong[0]}” bukan pilihan {name}. Pilihannya: {', '.join(known)}.")
    return Unsuitable(
        conditions=frozenset(value["kondisi"]),
        materials={name: frozenset(value[name]) for name in ALADIN},
        water=frozenset(value["air"]),
    )


_WEIGHTS = {
    "struktur B": 1,
    "struktur C": 3,
    "struktur T": 3,
    "aladin B": 1,
    "aladin C": 3,
    "tanpa jamban": 3,
    "jamban bersama": 1,
    "air tak layak": 2,
    "luas kurang": 2,
    "lansia atau disabilitas": 2,
    "desil 1": 3,
    "desil 2": 2,
    "desil 3": 1,
}


def _parse_weights(value: Any) -> Weights:
    points = _table(tuple(_WEIGHTS), 100)(value)
    return Weights(
        structure={state: points[f"struktur {state}"] for state in "BCT"},
        finish={state: points[f"aladin {state}"] for state in "BC"},
        latrine={Latrine.NONE: points["tanpa jamban"], Latrine.SHARED: points["jamban bersama"]},
        water=points["air tak layak"],
        area=points["luas kurang"],
        frail=points["lansia atau disabilitas"],
        decile={number: points[f"desil {number}"] for number in (1, 2, 3)},
    )


_PROGRESS = {"pondasi": 15, "sloof": 8, "kolom": 12, "ring_balok": 8, "dinding": 22, "rangka_atap": 12}
_PROGRESS |= {"penutup_atap": 10, "lantai": 8, "sanitasi": 5}


def _parse_progress(value: Any) -> dict[str, int]:
    weights = _table(tuple(_PROGRESS), 100)(value)
    if sum(weights.values()) != 100:
        raise ParameterValueError(f"Jumlah bobot harus 100. Sekarang {sum(weights.values())}.")
    return weights


def _declare(
    key: str, title: str, unit: str, parse: Callable[[Any], Any], *values: tuple[Any, date, date | None, str]
) -> ParameterKind:
    """Make a parameter known with its first values: value, first and last day, basis."""
    kind = declare(f"swadaya.{key}", title, unit=unit, parse=parse)
    for value, starts, ends, basis in values:
        state_first_value(FirstValue(key=kind.key, value=value, starts=starts, ends=ends, basis=basis))
    return kind


_OURS = "Nilai awal portal; dapat diubah dinas"
_LAST_OF = date(2025, 12, 31)

THRESHOLDS = _declare(
    "ambang",
    "Ambang kelayakan rumah swadaya",
    "tahun",
    parse_thresholds,
    (SETS["BSPS_LAMA"], SINCE, _LAST_OF, "BSPS_LAMA: syarat BSPS menurut Permen PUPR 7/2018 dan formatnya"),
    (SETS["BSPS_2026"], date(2026, 1, 1), None, "BSPS_2026: formulir kelayakan BSPS tahun 2026"),
)
UMK = _declare(
    "umk",
    "UMK (upah minimum kabupaten/kota)",
    "rupiah sebulan",
    whole_number(1, 100_000_000),
    (2_429_764, date(2025, 1, 1), _LAST_OF, "Keputusan Gubernur Jawa Timur tentang UMK 2025"),
    (2_578_320, date(2026, 1, 1), None, "Keputusan Gubernur Jawa Timur tentang UMK 2026"),
)
UMP = _declare(
    "ump",
    "UMP provinsi (0: belum ditetapkan, penghasilan diukur dengan UMK)",
    "rupiah sebulan",
    whole_number(0, 100_000_000),
    (0, SINCE, None, "Belum diteliti; isi menurut Keputusan Gubernur Jawa Timur tentang UMP"),
)
FLOOR_AREA = _declare(
    "luas_minimum",
    "Luas lantai paling kecil tiap orang",
    "m²",
    _parse_area,
    ({"bantuan": "7.2", "spm": "9"}, SINCE, None, "Permen PUPR 7/2018; SPM perumahan rakyat"),
)
UNSUITABLE = _declare(
    "tidak_layak",
    "Keadaan dan bahan yang dihitung tidak layak",
    "(kode)",
    _parse_unsuitable,
    (
        {
            "kondisi": ["B", "C", "T"],
            "atap": ["RUMBIA"],
            "dinding": ["BAMBU"],
            "lantai": ["TANAH"],
            "air": ["SUMUR_TERBUKA", "SUNGAI"],
        },
        SINCE,
        None,
        _OURS,
    ),
)
LEAST_FAILING = _declare(
    "indikator_gagal",
    "Indikator yang paling sedikit tidak memenuhi agar layak diusulkan",
    "dari 6",
    whole_number(1, 6),
    (2, SINCE, None, "Formulir kelayakan BSPS yang dipakai di Jember; dapat diubah dinas"),
)
WEIGHTS = _declare("bobot_nilai", "Bobot nilai peringkat", "poin", _parse_weights, (_WEIGHTS, SINCE, None, _OURS))
PROGRESS = _declare("bobot_fisik", "Bobot kemajuan fisik", "%", _parse_progress, (_PROGRESS, SINCE, None, _OURS))
MOST_MEMBERS = _declare(
    "kpb_anggota",
    "Anggota KPB paling banyak",
    "orang",
    whole_number(1, LARGEST_KPB),
    (LARGEST_KPB, SINCE, None, "Petunjuk teknis BSPS: KPB paling banyak 20 orang"),
)
SAME_PLACE = _declare(
    "jarak_bantuan",
    "Jarak yang dianggap rumah yang sama",
    "meter",
    whole_number(1, 200),
    (15, SINCE, None, _OURS),
)
SURVEY_AGE = _declare(
    "umur_survei",
    "Umur survei yang masih ikut bila calon diambil ke usulan lain",
    "bulan",
    whole_number(0, 60),
    (12, SINCE, None, _OURS),
)
# Every parameter that a verdict reads.
OF_A_VERDICT = (THRESHOLDS, UMK, UMP, FLOOR_AREA, UNSUITABLE, LEAST_FAILING, WEIGHTS)
