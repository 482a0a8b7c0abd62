"""The columns of a list of names that a paper from outside brings, with the headings that offices write."""

from collections.abc import Mapping

from perkim.imports import cells
from perkim.imports.declarations import Column, PreviewColumn
from perkim.swadaya.terms import WorkKind

KINDS: Mapping[str, tuple[str, ...]] = {
    WorkKind.REPAIR: ("peningkatan kualitas", "perbaikan", "rehabilitasi", "rehab", "peningkatan"),
    WorkKind.NEW: ("pembangunan baru", "bangun baru", "baru", "pembangunan rumah baru"),
}

COLUMNS = (
    Column(key="no", title="No", names=("nomor", "no urut", "nomor urut"), parse=cells.text(10), identifies=True),
    Column(
        key="name",
        title="Nama",
        names=(
            "nama lengkap",
            "nama penerima",
            "nama penerima bantuan",
            "nama calon penerima",
            "nama calon penerima bantuan",
            "nama kepala keluarga",
            "nama kk",
            "nama kk penerima",
        ),
        parse=cells.person,
        required=True,
        identifies=True,
        hint="Seperti tertulis di naskah.",
        example="Sulastri",
    ),
    Column(
        key="nik",
        title="NIK",
        names=("nik ktp", "no ktp", "nomor ktp", "nomor induk kependudukan", "no nik"),
        parse=cells.nik,
        required=True,
        identifies=True,
        personal=True,
        numeric=True,
        hint="16 angka, kolomnya sebagai teks.",
        example="3508036709679901",
    ),
    Column(
        key="village",
        title="Desa/kelurahan",
        names=("desa", "kelurahan", "desa kelurahan", "desa kel"),
        parse=cells.text(60),
        hint="Membedakan orang yang namanya sama.",
        example="Sumberwuluh",
    ),
    # Names of villages repeat within a regency.
    Column(key="kecamatan", title="Kecamatan", names=("kec",), parse=cells.text(60), example="Candipuro"),
    Column(
        key="kind",
        title="Jenis",
        names=("jenis pekerjaan", "jenis bantuan", "jenis kegiatan", "pk pb", "penanganan", "jenis penanganan"),
        parse=cells.choice(KINDS, shown="PK (peningkatan kualitas) atau PB (pembangunan baru)"),
        choices=tuple(KINDS),
        example="PK",
    ),
    Column(
        key="amount",
        title="Nilai bantuan",
        names=("nilai", "besaran", "besaran bantuan", "jumlah bantuan", "nilai bantuan rp", "jumlah", "bantuan"),
        parse=cells.rupiah,
        hint="Rupiah penuh tiap rumah.",
        example="20000000",
    ),
)
SHOWN = (
    PreviewColumn(title="Nama", text=lambda row: row.text("name")),
    PreviewColumn(title="NIK", text=lambda row: row.text("nik"), personal=True, column="nik"),
    PreviewColumn(title="Desa", text=lambda row: row.text("village")),
)
