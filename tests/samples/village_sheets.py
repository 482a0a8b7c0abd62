"""Frozen data of the sheets about a village's recipients: socialisation and groups (KPB)."""

from typing import Any

from tests.samples.sheets import KADES, KORFAS, NAMES, PENERIMA, VILLAGE, frozen, of_case


def socialisation(rows: int = 18, **changes: Any) -> dict[str, Any]:
    shown = [
        {
            "nama": NAMES[n % len(NAMES)],
            "alamat": f"Dusun Kajar Kuning, RT 00{n % 7 + 1}/RW 005",
            "kehadiran": ("Hadir", "Diwakili", "Tidak hadir")[n % 3 if n > 14 else 0],
            "wakil": "Ibu Siti Aminah" if n > 14 and n % 3 == 1 else "",
            "hadir": not (n > 14 and n % 3 == 2),
        }
        for n in range(rows)
    ]
    counted = [each["kehadiran"] for each in shown]
    away = [each["nama"] for each in shown if each["kehadiran"] == "Tidak hadir"]
    meeting = {
        "tanggal": "2026-11-24",
        "pukul": "09.00",
        "tempat": "Balai Desa Sumberwuluh",
        "materi": ["Hak dan kewajiban penerima bantuan", "Pencairan dua tahap dan laporan penggunaan dana (LPD)"],
        "kesepakatan": ["Rumah dikerjakan bergiliran dengan gotong royong setiap Minggu"],
        "hadir": counted.count("Hadir"),
        "diwakili": counted.count("Diwakili"),
        "tidak_hadir": away,
        "lain": 23,
        "daftar": shown,
    }
    later = {**meeting, "tanggal": "2026-11-26", "tempat": f"Rumah {away[0]}" if away else "Balai desa"}
    later |= {"sama": True, "hadir": 1, "diwakili": 0, "tidak_hadir": [], "lain": 0}
    later["daftar"] = [{**each, "kehadiran": "Hadir", "hadir": True} for each in shown if not each["hadir"]]
    isi = {
        **VILLAGE,
        "tentang": "Sosialisasi dan rembuk warga",
        "kegiatan": "bantuan perbaikan rumah tidak layak huni (RTLH)",
        "tahun": 2026,
        "rapat": [meeting, later] if away else [meeting],
        "penanda_tangan": [{**KORFAS, "kata": "Yang mencatat,"}, {**KADES, "kata": "Mengetahui,"}],
    }
    signed = {"nomor": "600/433/427.48/2026", "tanggal": "2026-11-26"}
    return of_case(frozen("ba_sosialisasi", "Berita acara sosialisasi", isi, **{**signed, **changes}))


def groups(rows: int = 18, **changes: Any) -> dict[str, Any]:
    posts = ("Ketua", "Sekretaris", "Bendahara")
    members = [
        {
            "nama": NAMES[n % len(NAMES)],
            "alamat": f"Dusun Kajar Kuning, RT 00{n % 7 + 1}/RW 005",
            "jabatan": posts[n] if n < len(posts) else "Anggota",
        }
        for n in range(rows)
    ]
    heads = dict(zip(("ketua", "sekretaris", "bendahara"), (each["nama"] for each in members), strict=False))
    isi = {
        **VILLAGE,
        "tentang": "Pembentukan kelompok penerima bantuan (KPB)",
        "tempat": "Balai Desa Sumberwuluh",
        "kegiatan": "bantuan perbaikan rumah tidak layak huni (RTLH)",
        "tahun": 2026,
        "kpb": [{"nama": "KPB Krajan 1", "tanggal": "2026-11-24", **heads, "anggota": members}],
        "jumlah": rows,
        "penanda_tangan": [
            *({**PENERIMA, "jabatan": f"{post} KPB Krajan 1"} for post in posts),
            {**KORFAS, "kata": "Mendampingi,"},
            {**KADES, "kata": "Mengetahui,"},
        ],
    }
    signed = {"nomor": "600/434/427.48/2026", "tanggal": "2026-11-26"}
    return of_case(frozen("ba_kpb", "Berita acara pembentukan KPB", isi, **{**signed, **changes}))
