"""Lists of house aid given before, by other donors and in earlier years, as a kind of import. Source: `domain.md` §3.2.

They belong to no case: every candidate is looked up in them by NIK, family card, spouse and place of the house.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.imports import cells
from perkim.imports.cells import addresses, year
from perkim.imports.cells.position_pairs import refuse_outside, settle_positions
from perkim.imports.declarations import (
    Column,
    ImportKind,
    ImportRefused,
    Progress,
    Result,
    Row,
    Target,
    register,
)
from perkim.imports.models import Batch
from perkim.imports.wording import PageTexts
from perkim.lib.nik import NikError
from perkim.people.actions import record_aid_many, withdraw_aid_many
from perkim.people.identities import ListedAid, PeopleError
from perkim.people.models import Aid
from perkim.regions.boundaries import regency_box
from perkim.regions.models import CODE_LENGTHS
from perkim.swadaya.aid.awards import awardings
from perkim.swadaya.bnba.words import LATITUDES, LONGITUDES
from perkim.swadaya.places import Places

KIND, REF = "bantuan-terdahulu", "kabupaten"
RECORDERS = frozenset({Role.STAF, Role.KABID_PRM})
FIRST_YEAR = 1990

SOURCES: Mapping[str, tuple[str, ...]] = {
    Aid.Source.DAK: ("dana alokasi khusus",),
    Aid.Source.APBN: ("bsps", "kementerian"),
    Aid.Source.PROVINCE: ("apbd provinsi", "apbd i", "provinsi"),
    Aid.Source.REGENCY: ("apbd kabupaten", "apbd ii", "kabupaten"),
    Aid.Source.VILLAGE: ("dana desa", "dd", "desa"),
    Aid.Source.BAZNAS: ("basnas", "zakat"),
    Aid.Source.CSR: ("csr perusahaan", "tjsl", "perusahaan"),
    Aid.Source.JASMAS: ("aspirasi", "pokir"),
    Aid.Source.OTHER: ("lainnya", "lain lain"),
}
EXEMPTIONS: Mapping[str, tuple[str, ...]] = {
    Aid.Exemption.DISASTER: ("bencana alam",),
    Aid.Exemption.FIRE: ("rumah terbakar",),
    Aid.Exemption.SLUM: ("penataan kumuh", "kawasan kumuh"),
}

COLUMNS = (
    Column(key="no", title="No", names=("nomor", "no urut"), parse=cells.text(10), identifies=True),
    Column(
        key="name",
        title="Nama penerima",
        names=("nama", "nama lengkap", "penerima"),
        parse=cells.person,
        required=True,
        identifies=True,
        example="Suwarno",
    ),
    Column(
        key="nik",
        title="NIK",
        names=("nik ktp", "no ktp"),
        parse=cells.nik,
        identifies=True,
        personal=True,
        example="3508031203719908",
    ),
    Column(key="kk", title="No. KK", names=("kk", "nomor kk"), parse=cells.kk, personal=True),
    Column(key="spouse_nik", title="NIK pasangan", names=("nik suami istri",), parse=cells.nik, personal=True),
    Column(
        key="programme",
        title="Program",
        names=("nama program", "jenis bantuan", "kegiatan", "bantuan"),
        parse=cells.text(100),
        required=True,
        example="Bedah rumah",
    ),
    Column(
        key="source",
        title="Sumber dana",
        names=("sumber", "dana", "donatur"),
        parse=cells.choice(SOURCES, shown="DAK, APBN, APBD, Dana Desa, Baznas, CSR, Jasmas, atau lain"),
        choices=tuple(SOURCES),
        example="APBD",
    ),
    Column(
        key="year",
        title="Tahun",
        names=("tahun anggaran", "ta", "thn"),
        parse=year(FIRST_YEAR, 2100),
        required=True,
        example="2022",
    ),
    Column(key="granted_on", title="Tanggal SK", names=("tgl sk",), parse=cells.day, example="14-06-2022"),
    Column(key="decree", title="Nomor SK", names=("no sk", "sk"), parse=cells.text(100)),
    Column(key="amount", title="Nilai", names=("nilai bantuan", "besaran", "jumlah bantuan"), parse=cells.rupiah),
    Column(key="code", title="Kode desa", names=("kode wilayah", "kode desa kelurahan"), parse=cells.text(13)),
    Column(key="village", title="Desa/kelurahan", names=("desa", "kelurahan"), parse=cells.text(60)),
    Column(key="kecamatan", title="Kecamatan", names=("kec",), parse=cells.text(60)),
    Column(key="dusun", title="Dusun", names=("alamat dusun", "nama dusun"), parse=cells.text(60)),
    Column(key="rt", title="RT", names=("alamat rt", "no rt"), parse=cells.rt_rw),
    Column(key="rw", title="RW", names=("alamat rw", "no rw"), parse=cells.rt_rw),
    Column(key="latitude", title="Lintang", names=LATITUDES, parse=cells.latitude),
    Column(key="longitude", title="Bujur", names=LONGITUDES, parse=cells.longitude),
    Column(
        key="exception",
        title="Pengecualian",
        names=("alasan khusus",),
        parse=cells.choice(EXEMPTIONS, shown="bencana, kebakaran, atau kumuh"),
        choices=tuple(EXEMPTIONS),
        hint="Hanya bila bantuan karena bencana, kebakaran, atau penataan kumuh.",
    ),
    addresses.WHOLE,
    addresses.RT_RW,
)


def records_aid(user: User) -> bool:
    """Whether the account keeps the list of earlier aid: for the whole regency, in a programme that gives such aid."""
    giving = {each.programme for each in awardings()}
    return any(
        post.role in RECORDERS
        and (not post.programme or post.programme in giving)
        and len(str(post.region_id)) == CODE_LENGTHS["KABUPATEN"]
        for post in user.assignments_today
    )


def _target(*, ref: str, user: User, now: datetime) -> Target | None:
    if ref != REF or not records_aid(user):
        return None
    return Target(title="Bantuan rumah terdahulu", url=reverse("swadaya:aid_lists"))


def _check(rows: Sequence[Row], *, ref: str, now: datetime) -> None:
    places = Places.all()
    today = timezone.localdate(now)
    box = regency_box()
    settle_positions(rows, box)
    refuse_outside(rows, box)
    first: dict[tuple[str, int], str] = {}
    for row in rows:
        values = row.values
        if not any(values.get(key) for key in ("nik", "kk", "spouse_nik")) and values.get("latitude") is None:
            what, mend = (
                "Tidak ada NIK, No. KK, NIK pasangan, atau koordinat.",
                "Isi salah satunya supaya dapat dicari.",
            )
            row.error("not_findable", "nik", what, mend)
        if values.get("year") and values["year"] > today.year:
            row.error("future", "year", "Tahunnya belum terjadi.", "Periksa tahunnya.")
        if values.get("granted_on") and values["granted_on"] > today:
            row.error("future", "granted_on", "Tanggal SK belum terjadi.", "Periksa tanggalnya.")
        if fault := places.fault(values.get("code") or "", values.get("village") or "", values.get("kecamatan") or ""):
            row.error("place", "village", fault, "Tulis nama desa dan kecamatannya, atau kode desanya.")
        same = (values.get("nik") or "", values.get("year") or 0)
        if all(same) and same in first:
            what = f"NIK dan tahun ini sudah ada di {first[same]}."
            row.error("duplicate", "nik", what, "Keluarkan baris yang ganda.")
        elif all(same):
            first[same] = row.where


def _confirm(rows: Sequence[Row], *, batch: Batch, actor: User, now: datetime, progress: Progress) -> Result:
    places = Places.all()
    try:
        made = record_aid_many(
            actor=actor, aids=[_aid_of_row(row, places) for row in rows], origin=origin_of(batch), now=now
        )
    except (PeopleError, NikError) as error:
        raise ImportRefused(str(error)) from error
    progress(len(made), len(rows))
    return Result(count=len(made), url=reverse("swadaya:aid_lists"))


def _undo(*, batch: Batch, actor: User, reason: str, now: datetime) -> None:
    withdraw_aid_many(actor=actor, origin=origin_of(batch), reason=reason, now=now)


def origin_of(batch: Batch) -> str:
    """The origin that marks the rows of one list."""
    return f"impor:{batch.public_id}"


def _aid_of_row(row: Row, places: Places) -> ListedAid:
    values: dict[str, Any] = row.values
    placed = values["latitude"] is not None and values["longitude"] is not None
    return ListedAid(
        holder_name=values["name"],
        programme=values["programme"],
        source=Aid.Source(values["source"] or Aid.Source.OTHER),
        year=values["year"],
        nik=values["nik"] or "",
        kk=values["kk"] or "",
        spouse_nik=values["spouse_nik"] or "",
        granted_on=values["granted_on"],
        decree_number=values["decree"] or "",
        amount=values["amount"],
        region_code=places.code(values["code"] or "", values["village"] or "", values["kecamatan"] or ""),
        dusun=values["dusun"] or "",
        rt=values["rt"] or "",
        rw=values["rw"] or "",
        latitude=values["latitude"] if placed else None,
        longitude=values["longitude"] if placed else None,
        exception=Aid.Exemption(values["exception"] or ""),
    )


AID_LIST = register(
    ImportKind(
        key=KIND,
        title="Daftar bantuan rumah terdahulu",
        columns=COLUMNS,
        target=_target,
        check=_check,
        arrange=addresses.arrange,
        confirm=_confirm,
        undo=_undo,
        faults={
            "not_findable": "Tidak dapat dicari",
            "future": "Belum terjadi",
            "outside_regency": "Koordinat di luar kabupaten",
            "place": "Desa tidak dikenal",
            "duplicate": "Tercantum dua kali",
        },
        texts=PageTexts(
            noun="penerima",
            intro="Unggah daftar penerima bantuan rumah dari sumber mana pun: APBD, BSPS, Baznas, CSR, dana desa.",
            expected=(
                "Satu baris satu penerima: nama, program, tahun, dan salah satu dari NIK, No. KK, atau koordinat.",
                "Desa ditulis dengan kecamatannya, karena ada nama desa yang sama di kecamatan lain.",
            ),
            effect="Setiap calon dicocokkan dengan daftar ini menurut NIK, No. KK, NIK pasangan, dan letak rumah.",
            undo_effect="Penerima dari daftar ini tidak lagi dicocokkan dengan calon.",
        ),
    )
)
