"""A kind of list of these tests: candidates of one village, stored in a table of the tests' own."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.imports import cells
from perkim.imports.declarations import (
    Column,
    ImportKind,
    ImportRefused,
    PreviewColumn,
    Progress,
    Result,
    Row,
    Target,
)
from perkim.imports.models import Batch
from perkim.imports.wording import PageTexts

VILLAGE, OTHER_VILLAGE = "sumberwuluh", "penanggal"
LOCKED_REF = "terkunci"

COLUMNS = (
    Column(key="no", title="No", parse=cells.whole(0), identifies=True, example="1"),
    Column(
        key="nama",
        title="Nama",
        names=("nama calon penerima", "nama lengkap"),
        parse=cells.text(80),
        required=True,
        identifies=True,
        example="Sulastri",
    ),
    Column(
        key="jk",
        title="Jenis kelamin",
        names=("l/p", "jk"),
        parse=cells.choice({"L": ("laki-laki",), "P": ("perempuan",)}),
        choices=("L", "P"),
        hint="L atau P.",
        example="P",
    ),
    Column(
        key="nik",
        title="NIK",
        parse=cells.nik,
        required=True,
        identifies=True,
        personal=True,
        hint="16 angka sesuai KTP.",
        example="3508036709679901",
    ),
    Column(key="kk", title="Nomor KK", names=("no kk",), parse=cells.kk, required=True, personal=True),
    Column(
        key="lahir", title="Tempat, tanggal lahir", names=("tempat tgl lahir",), parse=cells.birth, example="27-09-1967"
    ),
    Column(key="dusun", title="Dusun", names=("alamat dusun",), parse=cells.text(60)),
    Column(key="rt", title="RT", names=("alamat rt",), parse=cells.rt_rw),
    Column(key="rw", title="RW", names=("alamat rw",), parse=cells.rt_rw),
    Column(key="hasil", title="Penghasilan sebulan", names=("penghasilan bulan",), parse=cells.rupiah),
    Column(key="jiwa", title="Jumlah penghuni", names=("jml penghuni",), parse=cells.whole(1, 30)),
    Column(key="lat", title="Lintang", names=("koordinat lintang",), parse=cells.latitude),
    Column(key="lon", title="Bujur", names=("koordinat bujur",), parse=cells.longitude),
    Column(key="desa", title="Desa", parse=cells.text(60)),
)


def target(*, ref: str, user: User, now: datetime) -> Target | None:
    """Operators may import, staff may look; nobody else knows that there is anything."""
    if ref not in (VILLAGE, OTHER_VILLAGE, LOCKED_REF) or not user.has_role(Role.OPERATOR_DESA, Role.STAF):
        return None
    refusal = "" if user.has_role(Role.OPERATOR_DESA) and ref != LOCKED_REF else "Usulan ini sudah dikirim."
    return Target(
        title=f"Usulan RTLH Desa {ref.title()}", url="/kerja/", refusal=refusal, lines=("Draf dibuat 22 November 2026",)
    )


def check(rows: Sequence[Row], *, ref: str, now: datetime) -> None:
    """One NIK twice, one that is stored already, another village, another regency, and two families in one house."""
    first: dict[str, Row] = {}
    known = _known([row.values["nik"] for row in rows if row.values["nik"]])
    families = Counter(row.values["kk"] for row in rows)
    for row in rows:
        nik = row.values["nik"]
        if nik and nik in first:
            what = f"NIK sama dengan baris {first[nik].line} ({first[nik].text('nama')})."
            row.error("duplicate_nik", "nik", what, "Betulkan NIK, atau lepas salah satu baris.")
        elif nik:
            first[nik] = row
        if nik in known:
            row.error("known_nik", "nik", "NIK ini sudah ada di usulan lain.", "Lepas baris ini.")
        if row.values["desa"] and row.values["desa"].casefold() != ref:
            row.error("other_village", "desa", f"Baris ini untuk Desa {row.values['desa']}.", "Lepas baris ini.")
        if nik and not nik.startswith("3508"):
            row.warn("other_regency", "nik", "NIK terdaftar di luar Lumajang.", "Tulis alasannya.", needs_reason=True)
        if row.values["kk"] and families[row.values["kk"]] > 1:
            row.ask_evidence("same_kk", "kk", "Nomor KK ini dipakai dua baris.", "Unggah surat keterangan dari desa.")


def confirm(rows: Sequence[Row], *, batch: Batch, actor: User, now: datetime, progress: Progress) -> Result:
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE sample_candidates IN SHARE ROW EXCLUSIVE MODE")
        taken = _known([row.values["nik"] for row in rows])
        if taken:
            raise ImportRefused("Sebagian NIK baru saja disimpan dari file lain. Periksa lagi.")
        for done, row in enumerate(rows, start=1):
            values = [batch.public_id, row.line, row.values["nama"], row.values["nik"], row.reason]
            cursor.execute("INSERT INTO sample_candidates VALUES (%s, %s, %s, %s, %s)", values)
            progress(done, len(rows))
    return Result(count=len(rows), url="/kerja/", data={"desa": batch.ref})


def undo(*, batch: Batch, actor: User, reason: str, now: datetime) -> None:
    if reason == "jangan":
        raise ImportRefused("Sudah ada calon yang disurvei.")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sample_candidates WHERE batch = %s", [batch.public_id])


def _known(niks: Sequence[str]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nik FROM sample_candidates WHERE nik = ANY(%s)", [list(niks)])
        return {nik for (nik,) in cursor.fetchall()}


def create_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS sample_candidates "
            "(batch uuid NOT NULL, line int NOT NULL, name text NOT NULL, nik text NOT NULL, reason text NOT NULL)"
        )


def stored() -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT line, name FROM sample_candidates ORDER BY line")
        return cursor.fetchall()


SAMPLE = ImportKind(
    key="calon",
    title="Impor BNBA",
    columns=COLUMNS,
    target=target,
    check=check,
    confirm=confirm,
    undo=undo,
    shown=(
        PreviewColumn(title="Nama", text=lambda row: row.text("nama")),
        PreviewColumn(title="NIK", text=lambda row: row.text("nik"), personal=True),
        PreviewColumn(
            title="Alamat",
            text=lambda row: f"Dusun {row.text('dusun')}, RT {row.text('rt')} RW {row.text('rw')}",
        ),
    ),
    faults={
        "duplicate_nik": "NIK dua kali di file ini",
        "known_nik": "NIK sudah ada di usulan lain",
        "other_village": "Baris desa lain",
        "other_regency": "NIK dari luar Lumajang",
        "same_kk": "KK dipakai dua baris",
    },
    texts=PageTexts(
        noun="calon penerima",
        intro="Daftar nama dan alamat (BNBA) calon penerima dari desa Anda.",
        expected=("Satu baris untuk satu rumah.", "NIK dan nomor KK ditulis sebagai teks, 16 angka."),
        effect="Setiap baris menjadi satu calon penerima di bawah usulan ini.",
        later="Baris yang tertinggal dapat Anda impor lagi selama usulan masih draf.",
        undo_effect="Semua calon dari file ini ditutup sebagai “impor dibatalkan”.",
    ),
)
