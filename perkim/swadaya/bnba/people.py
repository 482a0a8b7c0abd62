"""People of a list: what a NIK says of its bearer against what was typed, days of birth, and who seems to stand in it
twice or to have died. Source: `domain.md` §2.2. A NIK never changes, so what it says may be right after all."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from perkim.imports.cells.days import Birth
from perkim.imports.declarations import Row
from perkim.lib.choices import squeezed
from perkim.lib.days import swapped
from perkim.lib.nik import FEMALE, Nik, read_nik
from perkim.regions.models import CODE_LENGTHS, Region

# Nobody has lived so long.
OLDEST = 130
_DECEASED = re.compile(r"\b(?:alm|almh|almarhum|almarhumah|wafat|meninggal)\b", re.IGNORECASE)
_CONFIRM = "Cocokkan keduanya dengan KTP. Bila KTP memang begitu, tulis alasannya."


def check_people(rows: Sequence[Row], village: Region, today: date) -> None:
    """Each row by itself. One query."""
    regency = str(village.code)[: CODE_LENGTHS["KABUPATEN"]]
    kecamatan = set(Region.objects.kecamatan().within(regency).values_list("code", flat=True))
    for row in rows:
        _check_life(row, today)
        if row.values.get("nik"):
            nik = read_nik(row.values["nik"])
            _check_region(row, nik, regency, kecamatan)
            _check_birth(row, nik, today)
            _check_sex(row, nik)


def check_alike(rows: Sequence[Row]) -> None:
    """The same name with numbers that differ by one slip: one of them was probably mistyped, and it is one person."""
    namesakes: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        name = squeezed(str(row.values.get("name") or ""))
        if name and row.values.get("nik"):
            namesakes[name].append(row)
    for same in namesakes.values():
        if len(same) > 1:
            _check_namesakes(same)


def _check_namesakes(rows: Sequence[Row]) -> None:
    first: dict[str, Row] = {}
    for row in rows:
        nik = row.values["nik"]
        slips = list(_slips(nik))
        other = next((first[slip] for slip in slips if slip in first and first[slip].values["nik"] != nik), None)
        if other:
            what = f"Nama ini juga ada di {other.where}, dengan NIK yang berbeda satu angka atau tertukar."
            row.warn("nearly_same_nik", "nik", what, "Cocokkan dengan KTP. Bila orangnya sama, keluarkan satu baris.",
                     needs_reason=True)  # fmt: skip
        for slip in slips:
            first.setdefault(slip, row)


def _slips(nik: str) -> Iterator[str]:
    """Keys of which two numbers share one if they differ by one digit, or by two neighbours exchanged."""
    for at in range(len(nik)):
        yield f"{nik[:at]}_{nik[at + 1 :]}"
        pair = "".join(sorted(nik[at : at + 2]))
        yield f"{nik[:at]}<{pair}>{nik[at + 2 :]}"


def _check_life(row: Row, today: date) -> None:
    if _DECEASED.search(str(row.values.get("name") or "")):
        what = "Nama ini bertanda almarhum; calonnya tampaknya sudah meninggal."
        mend = "Bila sudah meninggal, usulkan penghuni rumahnya. Bila masih hidup, jelaskan."
        row.warn("deceased", "name", what, mend, needs_reason=True)
    birth = row.values.get("birth")
    if birth and birth.day and birth.day > today:
        row.error("birth_impossible", "birth", "Tanggal lahir ini belum terjadi.", "Cocokkan tahunnya dengan KTP.")
    elif birth and birth.day and today.year - birth.day.year >= OLDEST:
        what = f"Menurut tanggal lahir ini umurnya {today.year - birth.day.year} tahun."
        row.error("birth_impossible", "birth", what, "Cocokkan tahunnya dengan KTP.")


def _check_region(row: Row, nik: Nik, regency: str, kecamatan: set[str]) -> None:
    if not nik.is_from(regency):
        what = f"NIK ini terbit di luar kabupaten ({nik.region[:5]})."
        row.ask_evidence("other_regency", "nik", what, "Cocokkan dengan KTP, lalu tulis sejak kapan pindah.",
                         needs_reason=True)  # fmt: skip
    elif kecamatan and nik.region not in kecamatan:
        what = f"Kode kecamatan pada NIK ini ({nik.region}) tidak ada di kabupaten."
        row.warn("unknown_kecamatan", "nik", what, "Cocokkan dengan KTP. Bila KTP memang begitu, tulis alasannya.",
                 needs_reason=True)  # fmt: skip


def _check_birth(row: Row, nik: Nik, today: date) -> None:
    birth: Birth | None = row.values.get("birth")
    if not birth or not birth.day:
        return
    written = birth.written
    if written and written.month_first and nik.fits_birth(birth.day):
        what = f"Pada {written.written} bulannya ditulis di depan; dibaca {birth.day:%d-%m-%Y}, sama dengan NIK."
        row.warn("birth_settled", "birth", what, "Betulkan bila bukan itu maksudnya.")
        return
    if nik.fits_birth(birth.day):
        return
    meant = next((each for each in written.readings if nik.fits_birth(each)), None) if written else None
    if written and meant and meant.year == birth.day.year:
        row.values["birth"] = birth._replace(day=meant)
        what = f"{written.written} dapat dibaca dua cara; menurut NIK maksudnya {meant:%d-%m-%Y}."
        row.warn("birth_settled", "birth", what, "Betulkan bila bukan itu maksudnya.")
        return
    _tell_mismatch(row, nik, birth.day, today)


def _tell_mismatch(row: Row, nik: Nik, entered: date, today: date) -> None:
    exchanged = swapped(entered)
    if exchanged and nik.fits_birth(exchanged):
        what = f"Hari dan bulan tampaknya tertukar: terisi {entered:%d-%m-%Y}, menurut NIK {exchanged:%d-%m-%Y}."
        mend = "Betulkan sesuai KTP. Bila KTP memang begitu, tulis alasannya di baris ini."
        row.ask_evidence("birth_swapped", "birth", what, mend, needs_reason=True)
        return
    by_nik = nik.birth_date(entered, today)
    what = f"Tanggal lahir {entered:%d-%m-%Y}, menurut NIK {by_nik:%d-%m-%Y}." if by_nik else "Berbeda dengan NIK."
    row.ask_evidence("birth_mismatch", "birth", what, _CONFIRM, needs_reason=True)


def _check_sex(row: Row, nik: Nik) -> None:
    if row.values.get("sex") and row.values["sex"] != nik.sex:
        sex_by_nik = "perempuan" if nik.sex == FEMALE else "laki-laki"
        what = f"L/P terisi {row.values['sex']}, menurut NIK {sex_by_nik}."
        row.ask_evidence("sex_mismatch", "sex", what, "Cocokkan dengan KTP.", needs_reason=True)
