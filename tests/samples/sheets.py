"""Frozen data of one sheet of each template, as a case would give them; people and numbers are invented."""

from collections.abc import Mapping
from typing import Any

F4 = {"lebar": 215, "tinggi": 330, "atas": 25, "kanan": 25, "bawah": 30, "kiri": 30}
A4 = {**F4, "lebar": 210, "tinggi": 297}
KOP = {
    "pemerintah": "Pemerintah Kabupaten Lumajang",
    "daerah": "Kabupaten Lumajang",
    "instansi": "Dinas Perumahan dan Kawasan Permukiman",
    "alamat": "Jl. Gubernur Suryo No. 5, Tompokersan, Lumajang",
    "hubungi": "Telepon (0334) 890388, Laman perkim.lumajangkab.go.id",
    "tempat": "Lumajang",
}
TFL = {"kata": "", "jabatan": "Tenaga Fasilitator Lapangan", "nama": "Rizky Amalia, S.T.", "pangkat": "", "nip": ""}
KORFAS = {"kata": "", "jabatan": "Koordinator Fasilitator", "nama": "Dwi Hartono, S.T.", "pangkat": "", "nip": ""}
TIM = {
    "kata": "",
    "jabatan": "Tim Teknis",
    "nama": "Agus Wibowo, S.T., M.T.",
    "pangkat": "Penata Tingkat I",
    "nip": "19800101 200501 1 001",
}
KADES = {"kata": "Mengetahui,", "jabatan": "Kepala Desa Sumberwuluh", "nama": "Abdul Aziz", "pangkat": "", "nip": ""}
KADIS = {
    "kata": "",
    "jabatan": "KEPALA DINAS PERUMAHAN DAN KAWASAN PERMUKIMAN KABUPATEN LUMAJANG,",
    "nama": "Ir. BAMBANG SUDARSONO, M.T.",
    "pangkat": "Pembina Utama Muda",
    "nip": "19700101 199503 1 001",
}
BUPATI = {"kata": "", "jabatan": "BUPATI LUMAJANG,", "nama": "NAMA BUPATI", "pangkat": "", "nip": ""}
PENERIMA = {"kata": "", "jabatan": "Penerima bantuan", "nama": "Suparmi", "pangkat": "", "nip": ""}
BENDAHARA = {"kata": "", "jabatan": "Bendahara KPB Makmur", "nama": "Tukiman", "pangkat": "", "nip": ""}
KETUA = {"kata": "", "jabatan": "Ketua KPB Makmur", "nama": "Slamet Hariadi", "pangkat": "", "nip": ""}
VILLAGE = {"jenis_desa": "Desa", "desa": "Sumberwuluh", "kecamatan": "Candipuro"}
NAMES = ("Suparmi", "Misnan", "Siti Aminah", "Mochammad Samsul Arifin bin Abdurrahman Wahid", "Buasan", "Ngatemi")
REASONS = (
    "",
    "",
    "",
    "Pernah menerima bantuan BSPS tahun 2024; jeda 5 tahun belum lewat.",
    "",
    "Rumah tidak dihuni sendiri.",
)


def frozen(template: str, title: str, isi: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """As `perkim.documents.drafting.freeze` makes it; a numbered one is finished unless the changes say otherwise."""
    return {
        "naskah": {"template": f"documents/naskah/{template}.html", "versi": 1, "judul": title, "berkas": ""},
        "nomor": "",
        "draf": False,
        "tanggal": "",
        "isi": dict(isi),
        "bentuk": F4,
        "kop": KOP,
    } | changes


def of_case(data: dict[str, Any], number: str = "RTLH-2026-0147") -> dict[str, Any]:
    return {**data, "naskah": {**data["naskah"], "berkas": number}}


def receipt(**changes: Any) -> dict[str, Any]:
    isi = {
        **VILLAGE,
        "kegiatan": "RTLH DAK Tahun 2026",
        "judul": "Usulan perbaikan rumah tidak layak huni Dusun Kajar Kuning dan Sumberlangsep",
        "kode": "KS-4MK7-9TQ2",
        "diterima": "2026-06-22",
        "pukul": "09.15",
        "pengirim": {"nama": "Abdul Aziz", "jabatan": "Kepala Desa Sumberwuluh"},
        "jumlah_calon": 42,
        "lampiran": [
            {"naskah": "Surat usulan kepala desa", "nomor": "140/118/427.97/2026", "tanggal": "2026-06-19"},
            {"naskah": "Daftar BNBA", "nomor": "", "tanggal": ""},
            {"naskah": "KTP dan KK para calon", "nomor": "", "tanggal": ""},
            {"naskah": "Pakta integritas desa", "nomor": "", "tanggal": ""},
        ],
        "diperiksa_sampai": "2026-06-25",
        "sementara": False,
        "lacak": "perkim.lumajangkab.go.id/lacak",
    }
    return of_case(frozen("tanda_terima_usulan", "Tanda terima usulan", isi)) | changes


def verification(rows: int = 60, **changes: Any) -> dict[str, Any]:
    candidates = [
        {
            "nama": NAMES[n % len(NAMES)],
            "nik": f"3508••••••••{n + 1:04d}",
            "alamat": f"Dusun {('Sumberlangsep', 'Kajar Kuning', 'Kebondeli Utara')[n % 3]}, RT 00{n % 7 + 1}/RW 005",
            "hasil": "Tidak layak" if REASONS[n % len(REASONS)] else "Layak",
            "jenis": "" if REASONS[n % len(REASONS)] else ("PB" if n % 3 == 0 else "PK"),
            "alasan": REASONS[n % len(REASONS)],
        }
        for n in range(rows)
    ]
    fit = [each for each in candidates if each["hasil"] == "Layak"]
    isi = {
        **VILLAGE,
        "tentang": "Verifikasi kelayakan calon penerima bantuan",
        "tempat": "Balai Desa Sumberwuluh",
        "kegiatan": "bantuan perbaikan rumah tidak layak huni (RTLH DAK)",
        "tahun": 2026,
        "tim": [
            {"nama": "Rizky Amalia, S.T.", "jabatan": "Tenaga Fasilitator Lapangan"},
            {"nama": "Dwi Hartono, S.T.", "jabatan": "Koordinator Fasilitator"},
            {"nama": "Agus Wibowo, S.T., M.T.", "jabatan": "Tim Teknis Dinas Perumahan dan Kawasan Permukiman"},
        ],
        "calon": candidates,
        "jumlah": {
            "calon": rows,
            "layak": len(fit),
            "pk": sum(each["jenis"] == "PK" for each in fit),
            "pb": sum(each["jenis"] == "PB" for each in fit),
            "tidak_layak": rows - len(fit),
            "lainnya": 0,
        },
        "penanda_tangan": [TFL, KORFAS, TIM, KADES],
    }
    return of_case(frozen("ba_verifikasi", "Berita acara verifikasi", isi, draf=True)) | changes
