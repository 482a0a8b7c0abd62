"""What is checked in a list beyond single cells: doubles, numbers against what was typed, places, earlier aid.

All rows at once and a number of queries that does not grow with them. Source: `domain.md` §2.1, §2.2, §3.2, §3.4.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from perkim.imports.declarations import Row
from perkim.parameters.reading import value_on
from perkim.people.aid import Seeker
from perkim.people.cipher import KK, NIK, index_of
from perkim.people.masking import mask_nik
from perkim.people.models import Person
from perkim.sipoc.models import Berkas
from perkim.swadaya.aid.known import aid_known
from perkim.swadaya.bnba.known_people import MATCH, NAMELESS, is_otherwise_called
from perkim.swadaya.bnba.people import check_alike, check_people
from perkim.swadaya.bnba.villages import check_places, check_village
from perkim.swadaya.candidates.actions import PROPOSED_ELSEWHERE
from perkim.swadaya.models import Calon
from perkim.swadaya.parameters import SAME_PLACE

# Reasons for these are given row by row: what they tell of one person is never true of many at once.
ONE_BY_ONE = frozenset({"birth_swapped", "deceased"})
# Findings that tell of somebody known by a typed number; that they were given is written down.
ANSWERS = frozenset({"already_proposed", "otherwise_known", "aid_before"})
FAULTS = {
    "duplicate_nik": "NIK tercantum dua kali",
    "already_proposed": "Sudah diusulkan tahun ini",
    "otherwise_known": "NIK tercatat atas nama lain",
    "spouse_is_self": "NIK pasangan sama dengan NIK calon",
    "other_regency": "NIK terbit di luar kabupaten",
    "unknown_kecamatan": "NIK dengan kode kecamatan yang tidak ada",
    "nearly_same_nik": "Nama sama, NIK hampir sama",
    "deceased": "Nama bertanda almarhum",
    "birth_mismatch": "Tanggal lahir berbeda dengan NIK",
    "birth_swapped": "Hari dan bulan lahir tertukar",
    "birth_settled": "Tanggal lahir dipastikan dari NIK",
    "birth_impossible": "Tanggal lahir tidak mungkin",
    "sex_mismatch": "L/P berbeda dengan NIK",
    "same_kk": "No. KK sama dengan calon lain",
    "aid_before": "Pernah menerima bantuan rumah",
    "outside_regency": "Koordinat di luar kabupaten",
    "outside_village": "Koordinat di luar desa",
    "shared_point": "Koordinat sama dengan rumah lain",
    "half_position": "Koordinat tidak lengkap",
    "other_village": "Desa lain",
}


def check(rows: Sequence[Row], *, ref: str, now: datetime) -> None:
    """Add what is found to the rows of a list for the usulan of this public id."""
    usulan = Berkas.objects.select_related("region__parent").get(public_id=ref)
    check_village(rows, usulan.region)
    check_places(rows, usulan.region)
    doubled = _check_numbers(rows, usulan)
    _check_names(rows, usulan)
    _check_families(rows)
    check_people([row for row in rows if row.line not in doubled], usulan.region, timezone.localdate(now))
    check_alike(rows)
    _check_aid(rows, now)


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
    proposed = _already_proposed({index_of(NIK, nik): nik for nik in first}, usulan.year)
    for row in rows:
        if (calon := proposed.get(row.values.get("nik") or "")) and row.line not in doubled:
            here = calon.berkas.parent_id == usulan.pk
            what = "NIK ini sudah ada di usulan ini." if here else f"NIK ini {PROPOSED_ELSEWHERE}"
            mend = (
                "Baris ini tidak perlu disimpan lagi." if here else "Satu orang hanya diusulkan sekali dalam setahun."
            )
            row.error("already_proposed", "nik", what, mend)
    return doubled


def _already_proposed(wanted: dict[bytes, str], year: int) -> dict[str, Calon]:
    rows = Calon.objects.proposed_or_aided(year).filter(person__nik_index__any_of=list(wanted))
    candidates = rows.select_related("person", "berkas__parent").order_by("pk")
    return {wanted[bytes(each.person.nik_index)]: each for each in candidates}


def _check_names(rows: Sequence[Row], usulan: Berkas) -> None:
    """A number under which somebody is known by another name, and who is in no case of this village: the reader of the
    list is not told who it is. Two queries."""
    typed = [(row, *pair) for row in rows for pair in (("nik", "name"), ("spouse_nik", "spouse_name"))]
    numbered = [(row, key, row.values[key], str(row.values.get(name) or "")) for row, key, name in typed
             if row.values.get(key)]  # fmt: skip
    indexes = {index_of(NIK, nik): nik for _, _, nik, _ in numbered}
    known = {indexes[bytes(person.nik_index)]: person for person in Person.objects.indexed(indexes)}
    other = [(row, key, known[nik]) for row, key, nik, name in numbered
             if nik in known and is_otherwise_called(known[nik], name or NAMELESS)]  # fmt: skip
    here = _of_village([person.pk for _, _, person in other], usulan) if other else set()
    for row, key, person in other:
        if person.pk not in here:
            row.error("otherwise_known", key, "NIK ini sudah tercatat atas nama lain.", MATCH)


def _of_village(persons: Sequence[int], usulan: Berkas) -> set[int]:
    """Those of these persons who are, or were, in a case of the list's village and programme."""
    cases = Berkas.objects.filter(programme=usulan.programme, region=usulan.region_id)
    rows = Calon.objects.filter(Q(person__any_of=persons) | Q(spouse__any_of=persons), berkas__in=cases)
    return {pk for row in rows.values_list("person", "spouse") for pk in row if pk}


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


def _check_aid(rows: Sequence[Row], now: datetime) -> None:
    """Aid received before is reported, not judged: the survey's verdict knows the years and the exemptions."""
    numbered = [row for row in rows if row.values.get("nik")]
    seekers = [
        Seeker(
            nik_index=index_of(NIK, row.values["nik"]),
            kk_index=index_of(KK, row.values["kk"]) if row.values.get("kk") else None,
            spouse_index=index_of(NIK, row.values["spouse_nik"]) if row.values.get("spouse_nik") else None,
            latitude=row.values.get("latitude") if row.values.get("longitude") is not None else None,
            longitude=row.values.get("longitude") if row.values.get("latitude") is not None else None,
        )
        for row in numbered
    ]
    metres = value_on(SAME_PLACE, timezone.localdate(now))
    for row, matches in zip(numbered, aid_known(seekers, metres=metres), strict=True):
        if matches:
            newest = matches[0]
            what = f"Pernah menerima {newest.aid.programme} tahun {newest.aid.year} (cocok {newest.how})."
            row.ask_evidence("aid_before", "nik", what, "Kelayakannya dinilai saat survei menurut jarak tahunnya.")


def shown_nik(row: Row) -> str:
    """For the preview: never the whole number."""
    nik = row.values.get("nik")
    return mask_nik(nik) if nik else row.text("nik")[:4]
