"""BNBA: the village's list of candidates by name and address, as a kind of import. Source: `domain.md` §2.2, §3.4."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse

from perkim.accounts.models import User
from perkim.imports import cells
from perkim.imports.declarations import Column, ImportKind, ImportRefused, PageTexts, Progress, Result, Row, Target
from perkim.imports.models import Batch
from perkim.lib.nik import NikError
from perkim.people.identities import Identity
from perkim.sipoc.actions.moving import Decision, move_many
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import process as process_of
from perkim.swadaya.actions.candidates import Proposal, propose_many
from perkim.swadaya.bnba_checks import FAULTS, check, judge
from perkim.swadaya.candidate_policies import refusal_to_propose
from perkim.swadaya.models import Calon
from perkim.swadaya.models.candidates import MOST_HOUSEHOLDS, MOST_RESIDENTS
from perkim.swadaya.terms import LandProof

# The stage in which candidates of a list stand until their usulan is accepted, and the way by which undoing ends them.
LISTED, UNDO = "daftar", "impor_dibatalkan"

SEXES = {"L": ("laki-laki", "laki laki", "lk", "pria"), "P": ("perempuan", "pr", "wanita")}
PROOFS = {
    LandProof.SHM: ("hak milik", "sertifikat", "sertifikat hak milik"),
    LandProof.SHGB: ("hgb", "hak guna bangunan"),
    LandProof.AJB: ("akta jual beli", "akta"),
    LandProof.LETTER_C: ("letter c", "petok d", "petok", "letter c/petok d", "c desa"),
    LandProof.SK_DESA: ("sk desa", "surat keterangan desa", "skt", "surat keterangan tanah"),
    LandProof.OTHER: ("lainnya", "lain lain", "hibah", "waris"),
    LandProof.NONE: ("tidak ada", "belum ada"),
}

COLUMNS = (
    Column(key="no", title="No", names=("nomor", "no urut"), parse=cells.text(10), identifies=True),
    Column(
        key="name",
        title="Nama calon penerima",
        names=("nama", "nama lengkap", "nama penerima", "nama kepala keluarga", "nama calon"),
        parse=cells.text(100),
        required=True,
        identifies=True,
        example="Sulastri Subagyo",
    ),
    Column(
        key="sex",
        title="L/P",
        names=("jenis kelamin", "jk", "kelamin", "sex"),
        parse=cells.choice(SEXES, shown="L atau P"),
        required=True,
        choices=("L", "P"),
        example="P",
    ),
    Column(
        key="nik",
        title="NIK",
        names=("nik ktp", "no ktp", "nomor ktp", "nomor induk kependudukan"),
        parse=cells.nik,
        required=True,
        identifies=True,
        personal=True,
        hint="16 angka sesuai KTP.",
        example="3508036709679901",
    ),
    Column(
        key="kk",
        title="No. KK",
        names=("kk", "nomor kk", "no kartu keluarga", "nomor kartu keluarga"),
        parse=cells.kk,
        required=True,
        personal=True,
        hint="16 angka sesuai kartu keluarga.",
        example="3508032203089001",
    ),
    Column(
        key="spouse_nik",
        title="NIK pasangan",
        names=("nik suami istri", "nik istri", "nik suami"),
        parse=cells.nik,
        personal=True,
    ),
    Column(key="spouse_name", title="Nama pasangan", names=("nama suami istri", "nama istri"), parse=cells.text(100)),
    Column(
        key="birth",
        title="Tempat, tanggal lahir",
        names=("tempat tgl lahir", "ttl", "tempat tanggal lahir", "tgl lahir", "tanggal lahir", "tempat dan tgl lahir"),
        parse=cells.birth,
        heading=True,
        example="Lumajang, 27-09-1967",
    ),
    Column(
        key="dusun",
        title="Dusun",
        names=("alamat dusun", "lingkungan", "alamat"),
        parse=cells.text(60),
        heading=True,
        example="Poncosumo",
    ),
    Column(key="rt", title="RT", names=("alamat rt",), parse=cells.rt_rw, example="012"),
    Column(key="rw", title="RW", names=("alamat rw",), parse=cells.rt_rw, example="002"),
    Column(key="village", title="Desa/kelurahan", names=("desa", "kelurahan", "desa kelurahan"), parse=cells.text(60)),
    Column(key="occupation", title="Pekerjaan", parse=cells.text(60), example="Buruh tani"),
    Column(
        key="income",
        title="Penghasilan per bulan",
        names=("penghasilan", "penghasilan bulan", "pendapatan", "pendapatan per bulan", "penghasilan perbulan"),
        parse=cells.rupiah,
        hint="Rupiah per bulan.",
        example="1500000",
    ),
    Column(
        key="residents",
        title="Jumlah penghuni",
        names=("jml penghuni", "penghuni", "jumlah jiwa", "jml jiwa", "jumlah anggota keluarga"),
        parse=cells.whole(1, MOST_RESIDENTS),
        required=True,
        hint="Semua yang tinggal di rumah ini.",
        example="4",
    ),
    Column(
        key="households",
        title="Jumlah KK",
        names=("jml kk",),
        parse=cells.whole(1, MOST_HOUSEHOLDS),
        example="1",
    ),
    Column(key="land_area", title="Luas tanah", parse=cells.decimal(1, 100_000), hint="m²", example="187"),
    Column(key="house_area", title="Luas rumah", names=("luas bangunan",), parse=cells.decimal(1, 2_000), hint="m²"),
    Column(
        key="land_proof",
        title="Bukti tanah",
        names=("bukti kepemilikan", "bukti kepemilikan tanah", "status tanah", "bukti hak"),
        parse=cells.choice({proof.value: (*others, proof.label) for proof, others in PROOFS.items()}),
        choices=tuple(proof.value for proof in LandProof),
        hint="SHM, SHGB, AJB, Letter C/Petok D, SK Desa, atau lain.",
        example="SK Desa",
    ),
    Column(key="roof", title="Atap", names=("kondisi atap",), parse=cells.text(60), example="Seng"),
    Column(key="floor", title="Lantai", names=("kondisi lantai",), parse=cells.text(60), example="Tanah"),
    Column(key="wall", title="Dinding", names=("kondisi dinding",), parse=cells.text(60), example="Gedek bambu"),
    Column(
        key="latitude",
        title="Lintang",
        names=("koordinat lintang", "latitude", "lat", "koordinat latitude", "koordinat x"),
        parse=cells.latitude,
        example="-8.179503",
    ),
    Column(
        key="longitude",
        title="Bujur",
        names=("koordinat bujur", "longitude", "long", "lng", "koordinat longitude", "koordinat y"),
        parse=cells.longitude,
        example="113.041126",
    ),
    Column(key="remark", title="Keterangan", names=("ket", "catatan"), parse=cells.text(300)),
)


def bnba_kind(*, programme: str, process: str) -> ImportKind:
    """The list of candidates of one programme: each good row becomes a case of this process."""

    def target(*, ref: str, user: User, now: datetime) -> Target | None:
        usulan = _usulan(ref, user)
        if usulan is None or usulan.programme != programme:
            return None
        return Target(
            title=usulan.title,
            url=usulan.get_absolute_url(),
            refusal=refusal_to_propose(user, usulan, process_of(programme, process)),
            undo_refusal=refusal_to_propose(user, usulan, process_of(programme, process)),
            lines=(usulan.region.address,),
        )

    def confirm(rows: list[Row], *, batch: Batch, actor: User, now: datetime, progress: Progress) -> Result:
        usulan = Berkas.objects.select_related("region").get(public_id=batch.ref)
        try:
            made = propose_many(
                actor=actor,
                usulan=usulan,
                process=process_of(programme, process),
                proposals=[proposal_of(row) for row in rows],
                now=now,
                batch=batch.public_id,
            )
        except (SipocError, NikError) as error:
            raise ImportRefused(str(error)) from error
        progress(len(made), len(rows))
        return Result(count=len(made), url=reverse("swadaya:candidates", args=[usulan.public_id]))

    def undo(*, batch: Batch, actor: User, reason: str, now: datetime) -> None:
        undo_list(batch=batch.public_id, actor=actor, reason=reason, now=now)

    return ImportKind(
        key=f"{programme}-bnba",
        title="Daftar calon penerima (BNBA)",
        columns=COLUMNS,
        target=target,
        check=check,
        judge=judge,
        confirm=confirm,
        undo=undo,
        faults=FAULTS,
        texts=TEXTS,
    )


TEXTS = PageTexts(
    noun="calon",
    intro="Unggah daftar nama dan alamat (BNBA) seperti yang disusun desa. Data diperiksa dahulu, belum disimpan.",
    expected=(
        "Satu baris satu calon, dengan nama, L/P, NIK, No. KK, tanggal lahir, dusun, dan jumlah penghuni.",
        "Baris judul di atas tabel, judul dua tingkat, dan tanda tangan di bawahnya tidak perlu dihapus.",
        "Kolom NIK dan No. KK sebagai teks, supaya angkanya tidak rusak.",
    ),
    effect="Setiap baris yang baik menjadi satu calon dalam daftar usulan ini.",
    later="Baris yang belum baik dapat diperbaiki lalu diimpor lagi; yang sudah tersimpan tidak menjadi ganda.",
    undo_effect="Semua calon dari impor ini dikeluarkan dari daftar. Yang sudah disurvei tidak dapat dibatalkan.",
)


def proposal_of(row: Row) -> Proposal:
    """What a row without errors proposes."""
    told: dict[str, Any] = row.values
    birth = told["birth"]
    spouse = None
    if told["spouse_nik"]:
        # Of the spouse the list tells no sex; it follows from the number when he or she is registered.
        spouse = Identity(
            nik=told["spouse_nik"], name=told["spouse_name"] or "Pasangan", sex="L" if told["sex"] == "P" else "P"
        )
    same = ("dusun", "rt", "rw", "occupation", "land_proof", "roof", "floor", "wall", "remark")
    words: dict[str, Any] = {name: told[name] or "" for name in same}
    return Proposal(
        identity=Identity(
            nik=told["nik"],
            name=told["name"],
            sex=told["sex"],
            kk=told["kk"],
            birth_place=birth.place[:60] if birth else "",
            birth_date=birth.day if birth else None,
        ),
        spouse=spouse,
        residents=told["residents"],
        households=told["households"] or 1,
        income=told["income"],
        land_area=told["land_area"],
        house_area=told["house_area"],
        latitude=told["latitude"] if told["longitude"] is not None else None,
        longitude=told["longitude"] if told["latitude"] is not None else None,
        explanation=row.reason[:500],
        line=row.line,
        **words,
    )


def undo_list(*, batch: UUID, actor: User, reason: str, now: datetime) -> int:
    """End all cases that a list brought and that are still open; returns how many.

    Raises ImportRefused if one of them went on to the survey already.
    """
    brought = Berkas.objects.filter(calon__in=Calon.objects.of_list(batch)).standing()
    if gone := brought.exclude(stage=LISTED).count():
        raise ImportRefused(
            f"{gone} calon dari impor ini sudah disurvei atau diputuskan, jadi impornya tidak dapat dibatalkan. "
            "Gugurkan calonnya satu per satu di berkasnya."
        )
    cases = list(brought.order_by("id"))
    if cases:
        decision = Decision(move=UNDO, key=uuid4(), reason=f"Impor dibatalkan. {reason}")
        versions = {case.pk: case.lock_version for case in cases}
        try:
            move_many(actor=actor, cases=cases, decision=decision, lock_versions=versions, now=now)
        except SipocError as error:
            raise ImportRefused(str(error)) from error
    return len(cases)


def _usulan(ref: str, user: User) -> Berkas | None:
    try:
        public_id = UUID(ref)
    except ValueError:
        return None
    return Berkas.objects.visible_to(user).select_related("region__parent").filter(public_id=public_id).first()
