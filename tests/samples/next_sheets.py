"""Frozen data of the sheets that later stages print: decree, savings books, handing over."""

from typing import Any

from perkim.lib.terbilang import terbilang
from tests.samples.money_sheets import money_receipt, use_of_money, wage_receipt
from tests.samples.sheets import (
    BUPATI,
    KADES,
    KADIS,
    KORFAS,
    NAMES,
    PENERIMA,
    TIM,
    VILLAGE,
    frozen,
    of_case,
    receipt,
    verification,
)
from tests.samples.village_sheets import groups, socialisation


def decree(rows: int = 42, *, by_bupati: bool = False, **changes: Any) -> dict[str, Any]:
    title = "Penetapan penerima bantuan perbaikan rumah tidak layak huni Kabupaten Lumajang Tahun Anggaran 2026"
    office = "Kepala Dinas Perumahan dan Kawasan Permukiman Kabupaten Lumajang"
    receivers = [
        {
            "nama": NAMES[n % len(NAMES)],
            "nik": f"3508••••••••{n % 9999 + 1:04d}",
            "alamat": f"Dusun Kajar Kuning, RT 00{n % 7 + 1}/RW 005",
            "desa": "Sumberwuluh",
            "nilai": 20_000_000,
        }
        for n in range(rows)
    ]
    isi = {
        "oleh": "Bupati Lumajang" if by_bupati else office,
        "kop": "bupati" if by_bupati else "dinas",
        "tentang": title,
        "menimbang": [
            (
                "bahwa untuk mengurangi jumlah rumah tidak layak huni dan memenuhi hak masyarakat berpenghasilan "
                "rendah atas rumah yang layak, perlu diberikan bantuan perbaikan rumah;"
            ),
            (
                "bahwa berdasarkan Berita Acara Verifikasi Nomor 600/412/427.48/2026 tanggal 19 November 2026, calon "
                "penerima yang tercantum dalam lampiran keputusan ini telah memenuhi persyaratan;"
            ),
            (
                "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu menetapkan "
                f"Keputusan tentang {title};"
            ),
        ],
        "mengingat": [
            (
                "Undang-Undang Nomor 1 Tahun 2011 tentang Perumahan dan Kawasan Permukiman (Lembaran Negara Republik "
                "Indonesia Tahun 2011 Nomor 7, Tambahan Lembaran Negara Republik Indonesia Nomor 5188) sebagaimana "
                "telah diubah;"
            ),
            (
                "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah (Lembaran Negara Republik Indonesia "
                "Tahun 2014 Nomor 244, Tambahan Lembaran Negara Republik Indonesia Nomor 5587) sebagaimana telah "
                "beberapa kali diubah;"
            ),
            (
                "Peraturan Pemerintah Nomor 14 Tahun 2016 tentang Penyelenggaraan Perumahan dan Kawasan Permukiman "
                "sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 12 Tahun 2021;"
            ),
        ],
        "diktum": [
            (
                f"Menetapkan {rows} ({terbilang(rows)}) penerima bantuan perbaikan rumah tidak layak huni sebagaimana "
                "tercantum dalam lampiran yang merupakan bagian tidak terpisahkan dari keputusan ini."
            ),
            (
                "Besaran bantuan sebagaimana dimaksud dalam Diktum KESATU adalah Rp20.000.000,00 (dua puluh juta "
                "rupiah) untuk setiap rumah, terdiri atas bahan bangunan Rp17.500.000,00 dan upah Rp2.500.000,00."
            ),
            "Bantuan dicairkan dalam 2 (dua) tahap berdasarkan Laporan Penggunaan Dana (LPD) yang telah diperiksa.",
            (
                "Segala biaya yang timbul akibat ditetapkannya keputusan ini dibebankan pada Dana Alokasi Khusus "
                "bidang perumahan Tahun Anggaran 2026."
            ),
            "Keputusan ini mulai berlaku pada tanggal ditetapkan.",
        ],
        "penanda_tangan": BUPATI if by_bupati else KADIS,
        "tembusan": ["Inspektur Kabupaten Lumajang;", "Camat Candipuro;", "Kepala Desa Sumberwuluh."],
        "lampiran": {
            "judul": "Daftar penerima bantuan perbaikan rumah tidak layak huni Tahun Anggaran 2026",
            "penerima": receivers,
            "jumlah": rows,
            "total": 20_000_000 * rows,
        },
    }
    signed = {"nomor": "188.45/290/427.12/2026", "tanggal": "2026-11-23"}
    return frozen("sk_penerima", "Keputusan penerima bantuan", isi, **{**signed, **changes})


def savings_books(rows: int = 42, **changes: Any) -> dict[str, Any]:
    isi = {
        **VILLAGE,
        "tentang": "Serah terima buku tabungan",
        "tempat": "Balai Desa Sumberwuluh",
        "kegiatan": "bantuan perbaikan rumah tidak layak huni",
        "tahun": 2026,
        "bank": "Bank Jatim Cabang Lumajang",
        "jumlah": rows,
        "penerima": [
            {
                "nama": NAMES[n % len(NAMES)],
                "alamat": f"Dusun Kajar Kuning, RT 00{n % 7 + 1}/RW 005",
                "rekening": f"0142 0{n:03d} 11",
            }
            for n in range(rows)
        ],
        "penanda_tangan": [{**KORFAS, "kata": "Yang menyerahkan,"}, KADES],
    }
    signed = {"nomor": "600/431/427.48/2026", "tanggal": "2026-11-22"}
    return of_case(frozen("ba_tabungan", "Berita acara buku tabungan", isi, **{**signed, **changes}))


def handover(**changes: Any) -> dict[str, Any]:
    isi = {
        **VILLAGE,
        "tentang": "Serah terima hasil pekerjaan bantuan perbaikan rumah",
        "tempat": "Desa Sumberwuluh",
        "kegiatan": "bantuan perbaikan rumah tidak layak huni",
        "tahun": 2026,
        "pertama": {
            "nama": "Agus Wibowo, S.T., M.T.",
            "jabatan": "Pejabat Pembuat Komitmen pada Dinas Perumahan dan Kawasan Permukiman Kabupaten Lumajang",
            "alamat": "Jl. Gubernur Suryo No. 5, Lumajang",
        },
        "kedua": {"nama": "Suparmi", "jabatan": "penerima bantuan", "alamat": "Dusun Kajar Kuning, RT 005/RW 003"},
        "rumah": {
            "alamat": "Dusun Kajar Kuning, RT 005/RW 003",
            "jenis": "Peningkatan kualitas (PK)",
            "luas": "36,00",
            "koordinat": "-8,180512; 113,041877",
        },
        "nilai": 20_000_000,
        "bahan": 17_500_000,
        "upah": 2_500_000,
        "rincian_swadaya": [
            {"uraian": "menurut RAB", "jumlah": 3_250_000},
            {"uraian": "kelebihan nota yang dibayar penerima", "jumlah": 150_000},
        ],
        "keadaan": "Selesai 100%, baik, dan layak huni",
        "pemeliharaan": "3 (tiga) bulan sejak tanggal berita acara ini",
        "dasar": [
            "Keputusan Bupati Lumajang Nomor 188.45/290/427.12/2026 tanggal 23 November 2026",
            "Berita Acara Pemeriksaan LPD Tahap 2 Nomor 600/502/427.48/2026 tanggal 18 Desember 2026",
        ],
        "penanda_tangan": [
            {**TIM, "kata": "PIHAK PERTAMA,", "jabatan": "Pejabat Pembuat Komitmen"},
            {**PENERIMA, "kata": "PIHAK KEDUA,", "jabatan": "Penerima bantuan"},
            KADES,
        ],
    }
    signed = {"nomor": "600/511/427.48/2026", "tanggal": "2026-12-21"}
    return of_case(frozen("bast", "Berita acara serah terima", isi, **{**signed, **changes}), "RTLH-2026-0147-03")


def amendment(rows: int = 3, **changes: Any) -> dict[str, Any]:
    """Decree that amends the list of a first one: changes instead of receivers."""
    sheet = decree(1, by_bupati=True, **{"nomor": "188.45/302/427.12/2026", "tanggal": "2026-12-14", **changes})
    first, subject = "Keputusan Bupati Lumajang Nomor 188.45/290/427.12/2026", sheet["isi"]["tentang"]
    title = f"Perubahan atas {first} tentang {subject}"
    sheet["isi"] |= {
        "tentang": title,
        "menimbang": [
            (
                f"bahwa setelah ditetapkan {first} tanggal 23 November 2026, {rows} ({terbilang(rows)}) penerima "
                "meninggal dunia dan diteruskan ahli waris yang tinggal di rumahnya;"
            ),
            "bahwa para pengganti telah memenuhi persyaratan dan penggantian terjadi sebelum bantuan dicairkan;",
            (
                "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu menetapkan "
                f"Keputusan tentang {title};"
            ),
        ],
        "mengingat": [*sheet["isi"]["mengingat"], f"{first} tentang {subject};"],
        "diktum": [
            (
                f"Mengubah lampiran {first} sehingga {rows} ({terbilang(rows)}) penerima digantikan sebagaimana "
                "tercantum dalam lampiran yang merupakan bagian tidak terpisahkan dari keputusan ini."
            ),
            f"Ketentuan lain dalam {first} dinyatakan tetap berlaku.",
            "Keputusan ini mulai berlaku pada tanggal ditetapkan.",
        ],
    }
    sheet["isi"]["lampiran"] = {
        "judul": "Perubahan daftar penerima bantuan perbaikan rumah tidak layak huni Tahun Anggaran 2026",
        "perubahan": [
            {
                "semula": NAMES[n % len(NAMES)],
                "menjadi": NAMES[(n + 1) % len(NAMES)],
                "nik": f"3508••••••••{n + 1:04d}",
                "alamat": "Dusun Kajar Kuning, RT 002/RW 005",
                "desa": "Sumberwuluh",
                "sebab": "Meninggal 3 Juli 2026, diteruskan istri atau suami",
                "nilai": 20_000_000,
            }
            for n in range(rows)
        ],
    }
    return {**sheet, "naskah": {**sheet["naskah"], "template": "documents/naskah/sk_perubahan.html"}}


SHEETS = {
    "ba_sosialisasi": socialisation,
    "ba_kpb": groups,
    "tanda_terima_usulan": receipt,
    "ba_verifikasi": verification,
    "sk_penerima": decree,
    "sk_perubahan": amendment,
    "ba_tabungan": savings_books,
    "lpd": use_of_money,
    "kuitansi": money_receipt,
    "kuitansi_upah": wage_receipt,
    "bast": handover,
}
