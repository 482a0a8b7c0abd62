"""What is looked at in a list beyond single cells: doubles, numbers against what was typed, places, earlier aid.

All rows at once and a number of queries that does not grow with them. Source: `domain.md` §2.1, §2.2, §3.2, §3.4.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models.functions import Lower
from django.utils import timezone

from perkim.imports.declarations import ImportRefused, Row
from perkim.lib.nik import FEMALE, read_nik
from perkim.parameters.reading import value_on
from perkim.people.aid import Seeker
from perkim.people.cipher import KK, NIK, index_of
from perkim.people.masking import mask_nik
from perkim.regions.boundaries import Boundaries, regency_box
from perkim.regions.models import CODE_LENGTHS, Region
from perkim.sipoc.models import Berkas
from perkim.swadaya.actions.candidates import told_where
from perkim.swadaya.awards import aid_known
from perkim.swadaya.models import Calon
from perkim.swadaya.parameters import SAME_PLACE

FAULTS = {
    "duplicate_nik": "NIK tercantum dua kali",
    "already_proposed": "Sudah diusulkan tahun ini",
    "spouse_is_self": "NIK pasangan sama dengan NIK calon",
    "other_regency": "NIK terbit di luar kabupaten",
    "birth_mismatch": "Tanggal lahir berbeda dengan NIK",
    "sex_mismatch": "L/P berbeda dengan NIK",
    "same_kk": "No. KK sama dengan calon lain",
    "aid_before": "Pernah menerima bantuan rumah",
    "outside_regency": "Koordinat di luar kabupaten",
    "outside_village": "Koordinat di luar desa",
    "half_position": "Koordinat tidak lengkap",
    "other_village": "Desa lain",
}
# A list of which so large a part lies elsewhere was made for another village.
MOSTLY, FEWEST = 0.8, 5


# `DESA SUMBERWULUH KECAMATAN CANDIPURO` in a title.
_NAMED = re.compile(
    r"\b(?:desa|kelurahan)\s*:?\s+(.+?)(?=\s*[,;:]|\s+(?:kecamatan|kec|kabupaten|kab|tahun)\b|\s*$)", re.I
)


def judge(titles: Sequence[str], *, ref: str) -> None:
    """A title that names another village: the file is that village's. Raises ImportRefused."""
    village = Berkas.objects.select_related("region__parent").get(public_id=ref).region
    named = {" ".join(found.split()).casefold() for title in titles for found in _NAMED.findall(title)}
    if not named or village.name.casefold() in named:
        return
    known = Region.objects.villages().annotate(bare=Lower("name")).filter(bare__in=named).first()
    if known:
        raise ImportRefused(
            f"Judul file ini menyebut {known}, padahal usulan ini untuk {village.address}. Pilih file desa yang benar."
        )


def check(rows: Sequence[Row], *, ref: str, now: datetime) -> None:
    """Add what is found to the rows of a list for the usulan of this public id."""
    usulan = Berkas.objects.select_related("region__parent").get(public_id=ref)
    _check_village(rows, usulan.region)
    _check_places(rows, usulan.region)
    doubled = _check_numbers(rows, usulan)
    _check_families(rows)
    _check_identities([row for row in rows if row.line not in doubled], usulan, now)
    _check_aid(rows, now)


def _check_village(rows: Sequence[Row], village: Region) -> None:
    """A column with the village's name, where the list has one. Names repeat, so only another name is wrong."""
    for row in rows:
        told = str(row.values.get("village") or "")
        bare = told.casefold().removeprefix("desa ").removeprefix("kelurahan ").strip()
        if bare and bare != village.name.casefold():
            what, mend = f"Baris ini menyebut desa {told}.", f"Usulan ini untuk {village}. Keluarkan barisnya."
            row.error("other_village", "village", what, mend)


def _check_places(rows: Sequence[Row], village: Region) -> None:
    placed = []
    box = regency_box()
    for row in rows:
        latitude, longitude = row.values.get("latitude"), row.values.get("longitude")
        if (latitude is None) != (longitude is None):
            if not _faulty(row, "latitude", "longitude"):
                row.warn("half_position", "latitude", "Hanya satu dari dua koordinat yang terisi.", "Isi keduanya.")
        elif latitude is not None and longitude is not None:
            if box.holds(float(latitude), float(longitude)):
                placed.append((row, (float(latitude), float(longitude))))
            else:
                what = "Koordinat ini di luar kabupaten."
                row.error("outside_regency", "latitude", what, "Periksa angka lintang dan bujurnya, atau kosongkan.")
    if not placed:
        return
    points = [point for _, point in placed]
    everywhere = Boundaries.everywhere()
    inside = everywhere.contain([str(village.code)] * len(points), points)
    outside = [each for each, within in zip(placed, inside, strict=True) if within is False]
    found = everywhere.villages_at([point for _, point in outside])
    _refuse_other_village(len(placed), found, village)
    names = {str(region.code): region.address for region in Region.objects.filter(code__in=set(filter(None, found)))
             .select_related("parent")}  # fmt: skip
    for (row, _), code in zip(outside, found, strict=True):
        where = f"di {names[code]}" if code in names else "di luar batas desa mana pun"
        what = f"Titik rumah jatuh {where}, bukan di {village}."
        row.warn("outside_village", "latitude", what, "Ambil titik lagi di rumahnya, atau jelaskan saat survei.")


def _refuse_other_village(placed: int, found: Sequence[str | None], village: Region) -> None:
    """Most houses lie in one other village: the file is that village's."""
    counts: dict[str, int] = defaultdict(int)
    for code in found:
        if code:
            counts[code] += 1
    code, count = max(counts.items(), key=lambda each: each[1], default=("", 0))
    if placed >= FEWEST and count >= MOSTLY * placed:
        other = Region.objects.select_related("parent").get(code=code)
        raise ImportRefused(
            f"{count} dari {placed} rumah pada file ini terletak di {other.address}, padahal usulan ini untuk "
            f"{village.address}. Pilih file desa yang benar."
        )


def _check_numbers(rows: Sequence[Row], usulan: Berkas) -> set[int]:
    """Doubles within the file and with what is proposed already. Returns the lines whose NIK is somebody else's."""
    first: dict[str, str] = {}
    doubled = set()
    for row in rows:
        nik = row.values.get("nik")
        if nik and nik in first:
            what = f"NIK ini sudah ada di {first[nik]}."
            row.error("duplicate_nik", "nik", what, "Cocokkan dengan KTP. Keluarkan baris yang ganda.")
            doubled.add(row.line)
        elif nik:
            first[nik] = row.where
        if nik and nik == row.values.get("spouse_nik"):
            row.error("spouse_is_self", "spouse_nik", "NIK pasangan sama dengan NIK calon.", "Isi NIK pasangannya.")
    standing = _standing({index_of(NIK, nik): nik for nik in first}, usulan.year)
    for row in rows:
        if (found := standing.get(row.values.get("nik") or "")) and row.line not in doubled:
            here = found.berkas.parent_id == usulan.pk
            where = "usulan ini" if here else told_where(found)
            mend = (
                "Baris ini tidak perlu disimpan lagi." if here else "Satu orang hanya diusulkan sekali dalam setahun."
            )
            row.error("already_proposed", "nik", f"NIK ini sudah ada di {where}.", mend)
    return doubled


def _standing(wanted: dict[bytes, str], year: int) -> dict[str, Calon]:
    rows = Calon.objects.standing(year).filter(person__nik_index__any_of=list(wanted))
    found = rows.select_related("person", "berkas__parent").order_by("pk")
    return {wanted[bytes(each.person.nik_index)]: each for each in found}


def _check_families(rows: Sequence[Row]) -> None:
    """Two candidates of one family card: only one of them can be aided (`domain.md` §2.2)."""
    first: dict[str, Row] = {}
    for row in rows:
        kk = row.values.get("kk")
        if kk and kk in first:
            what = f"No. KK sama dengan {first[kk].where}."
            mend = "Satu KK hanya dapat satu bantuan. Jelaskan bila keduanya memang rumah tangga terpisah."
            row.ask_evidence("same_kk", "kk", what, mend, needs_reason=True)
        elif kk:
            first[kk] = row


def _check_identities(rows: Iterable[Row], usulan: Berkas, now: datetime) -> None:
    """What the number says of its bearer against what was typed. A NIK never changes, so it may be right."""
    regency = str(usulan.region.code)[: CODE_LENGTHS["KABUPATEN"]]
    for row in rows:
        if not row.values.get("nik"):
            continue
        nik = read_nik(row.values["nik"])
        if not nik.is_from(regency):
            what = f"NIK ini terbit di luar kabupaten ({nik.region[:5]})."
            row.ask_evidence("other_regency", "nik", what, "Cocokkan dengan KTP, lalu tulis sejak kapan pindah.",
                             needs_reason=True)  # fmt: skip
        birth = row.values.get("birth")
        if birth and birth.day and not nik.fits_birth(birth.day):
            told = nik.birth_date(birth.day, timezone.localdate(now))
            what = (
                f"Tanggal lahir {birth.day:%d-%m-%Y}, menurut NIK {told:%d-%m-%Y}." if told else "Berbeda dengan NIK."
            )
            mend = "Cocokkan keduanya dengan KTP. Bila KTP memang begitu, tulis alasannya."
            row.ask_evidence("birth_mismatch", "birth", what, mend, needs_reason=True)
        if row.values.get("sex") and row.values["sex"] != nik.sex:
            told_sex = "perempuan" if nik.sex == FEMALE else "laki-laki"
            what = f"L/P terisi {row.values['sex']}, menurut NIK {told_sex}."
            row.ask_evidence("sex_mismatch", "sex", what, "Cocokkan dengan KTP.", needs_reason=True)


def _check_aid(rows: Sequence[Row], now: datetime) -> None:
    """Aid received before is told, not judged: the survey's verdict knows the years and the exemptions."""
    asked = [row for row in rows if row.values.get("nik")]
    seekers = [
        Seeker(
            nik_index=index_of(NIK, row.values["nik"]),
            kk_index=index_of(KK, row.values["kk"]) if row.values.get("kk") else None,
            spouse_index=index_of(NIK, row.values["spouse_nik"]) if row.values.get("spouse_nik") else None,
            latitude=row.values.get("latitude") if row.values.get("longitude") is not None else None,
            longitude=row.values.get("longitude") if row.values.get("latitude") is not None else None,
        )
        for row in asked
    ]
    metres = value_on(SAME_PLACE, timezone.localdate(now))
    for row, matches in zip(asked, aid_known(seekers, metres=metres), strict=True):
        if matches:
            newest = matches[0]
            what = f"Pernah menerima {newest.aid.programme} tahun {newest.aid.year} (cocok {newest.how})."
            row.ask_evidence("aid_before", "nik", what, "Kelayakannya dinilai saat survei menurut jarak tahunnya.")


def _faulty(row: Row, *columns: str) -> bool:
    return any(each.column in columns for each in row.findings)


def shown_nik(row: Row) -> str:
    """For the preview: never the whole number."""
    nik = row.values.get("nik")
    return mask_nik(nik) if nik else row.text("nik")[:4]
