"""Frozen data of the sheets about a household's money: its use of a term, the receipts of shop and builders."""

from typing import Any

from tests.samples.sheets import BENDAHARA, KETUA, PENERIMA, TFL, TIM, VILLAGE, frozen, of_case


def use_of_money(**changes: Any) -> dict[str, Any]:
    """`domain.md` §4.5, example 3: 8.900.000 in receipts, of which the aid pays 8.750.000."""
    goods = [
        ("Semen 40 kg", "40", "sak", 62_000),
        ("Pasir pasang", "6", "m³", 350_000),
        ("Bata merah", "4.800", "bh", 900),
    ]
    bought = [
        {"uraian": what, "bukti": f"Nota {n}", "volume": volume, "satuan": unit, "harga": price, "jumlah": total}
        for n, ((what, volume, unit, price), total) in enumerate(
            zip(goods, (2_480_000, 2_100_000, 4_320_000), strict=True), start=1
        )
    ]
    wages = [
        {
            "uraian": "Tukang batu",
            "bukti": "Absensi",
            "volume": "10",
            "satuan": "OH",
            "harga": 125_000,
            "jumlah": 1_250_000,
        }
    ]
    isi = {
        **VILLAGE,
        "tahap": 1,
        "kegiatan": "Bantuan perbaikan rumah tidak layak huni",
        "tahun": 2026,
        "penerima": {
            "nama": "Suparmi",
            "nik": "3508••••••••0014",
            "alamat": "Dusun Kajar Kuning, RT 005/RW 003",
            "kpb": "KPB Makmur",
            "rekening": "0142 0001 11",
        },
        "diterima": 10_000_000,
        "bahan": bought,
        "upah": wages,
        "jumlah_bahan": 8_900_000,
        "jumlah_upah": 1_250_000,
        "bahan_dibayar": 8_750_000,
        "kelebihan": 150_000,
        "kelebihan_oleh": "Ditanggung penerima sebagai swadaya",
        "terpakai": 10_000_000,
        "sisa": 0,
        "fisik": 31,
        "lampiran": ["nota toko dan tanda terima bahan", "kuitansi dan absensi tukang", "foto fisik 0% dan 30%"],
        "tanggal": "",
        "penanda_tangan": [PENERIMA, KETUA, {**TFL, "kata": "Diperiksa,"}, {**TIM, "kata": "Mengetahui,"}],
    }
    return of_case(frozen("lpd", "Laporan penggunaan dana", isi), "RTLH-2026-0147-03") | changes


def money_receipt(**changes: Any) -> dict[str, Any]:
    isi = {
        "dari": "Suparmi, penerima bantuan, lewat pemindahbukuan dari Bank Jatim ••••1111",
        "jumlah": 8_750_000,
        "untuk": (
            "Bahan bangunan tahap 1 menurut nota N-1, bantuan perbaikan rumah tidak layak huni Tahun Anggaran 2026 di "
            "Desa Sumberwuluh Kecamatan Candipuro"
        ),
        "rekening": {"bank": "Bank Jatim", "nomor": "........................................", "pemilik": "Sutrisno"},
        "tanggal": "2026-11-23",
        "penerima": {
            **PENERIMA,
            "kata": "Yang menerima,",
            "jabatan": "Toko Sumber Makmur",
            "nama": "Sutrisno",
            "meterai": 10_000,
        },
        "mengetahui": [PENERIMA, {**BENDAHARA, "kata": "Mengetahui,"}],
    }
    return of_case(frozen("kuitansi", "Kuitansi", isi), "RTLH-2026-0147-03") | changes


def wage_receipt(**changes: Any) -> dict[str, Any]:
    isi = {
        "dari": "Suparmi, penerima bantuan",
        "jumlah": 1_250_000,
        "untuk": "Upah tukang tahap 1 menurut absensi di bawah, bantuan perbaikan rumah tidak layak huni Tahun 2026",
        "tanggal": "",
        "penerima": {**PENERIMA, "kata": "Yang menerima,", "jabatan": "Tukang", "nama": ""},
        "mengetahui": [{**PENERIMA, "kata": "Yang membayar,"}, {**TFL, "kata": "Mengetahui,"}],
        "absensi": [1, 2, 3, 4],
    }
    return of_case(frozen("kuitansi_upah", "Kuitansi upah", isi), "RTLH-2026-0147-03") | changes
