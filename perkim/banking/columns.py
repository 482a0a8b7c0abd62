"""The columns of a bank's list of accounts, with the headings that banks write."""

from collections.abc import Mapping

from perkim.banking.numbers import account_number
from perkim.imports import cells
from perkim.imports.declarations import Column, PreviewColumn

STATUSES: Mapping[str, tuple[str, ...]] = {
    "aktif": ("active", "a", "buka", "terbuka", "normal", "sudah aktif", "ya"),
    "pasif": (
        "tidak aktif", "belum aktif", "nonaktif", "non aktif", "dormant", "dormen", "tutup", "ditutup", "blokir",
        "diblokir", "inactive", "tidak",
    ),
}  # fmt: skip


COLUMNS = (
    Column(key="no", title="No", names=("nomor", "no urut", "nomor urut"), parse=cells.text(10), identifies=True),
    Column(
        key="name",
        title="Nama",
        names=("nama penerima", "nama nasabah", "nama rekening", "nama pemilik rekening", "nama lengkap"),
        parse=cells.person,
        required=True,
        identifies=True,
        hint="Seperti tercetak di buku tabungan.",
        example="SITI AMINAH",
    ),
    Column(
        key="number",
        title="Nomor rekening",
        names=("no rekening", "no rek", "norek", "rekening", "nomor rek", "account number"),
        parse=account_number,
        required=True,
        identifies=True,
        personal=True,
        numeric=True,
        example="0031234567",
    ),
    Column(
        key="nik",
        title="NIK",
        names=("nik ktp", "no ktp", "nomor ktp", "no identitas"),
        parse=cells.nik,
        personal=True,
        numeric=True,
        hint="Bila ada, baris dicocokkan menurut NIK.",
        example="3508031203719908",
    ),
    Column(
        key="village",
        title="Desa/kelurahan",
        names=("desa", "kelurahan", "desa kel"),
        parse=cells.text(60),
        hint="Membedakan penerima yang namanya sama.",
        example="Sumberwuluh",
    ),
    Column(key="address", title="Alamat", names=("alamat nasabah",), parse=cells.text(200)),
    Column(
        key="place",
        title="Nomor urut SK",
        names=("no urut sk", "no sk", "urutan sk"),
        parse=cells.text(10),
    ),
    Column(
        key="bank",
        title="Bank",
        names=("nama bank", "bank penyalur"),
        parse=cells.text(60),
        hint="Bila kosong: bank penyalur kegiatan ini.",
    ),
    Column(
        key="branch",
        title="Cabang",
        names=("kantor cabang", "cabang pembuka", "unit", "kcp", "capem"),
        parse=cells.text(80),
        example="Lumajang",
    ),
    Column(
        key="status",
        title="Status",
        names=("status rekening", "keterangan status"),
        parse=cells.choice(STATUSES, shown="aktif atau tidak aktif"),
        choices=("Aktif", "Tidak aktif"),
        example="aktif",
    ),
)
# What the preview shows of a row: whom it names, where, and the end of the number.
SHOWN = (
    PreviewColumn(title="Nama", text=lambda row: row.text("name")),
    PreviewColumn(title="Desa", text=lambda row: row.text("village")),
    PreviewColumn(title="Nomor rekening", text=lambda row: row.text("number"), personal=True, column="number"),
)
