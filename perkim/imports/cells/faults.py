"""Titles of the kinds of findings of single cells, for the filter of the preview."""

from collections.abc import Mapping

FAULTS: Mapping[str, str] = {
    "kosong": "Isian kosong",
    "rumus": "Rumus tanpa nilai",
    "tersembunyi": "Baris tersembunyi di file",
    "isi": "Isian tidak terbaca",
    "panjang": "Teks terlalu panjang",
    "angka": "Angka tidak terbaca",
    "batas": "Angka di luar batas",
    "tanggal": "Tanggal tidak terbaca",
    "dua_arti": "Angka yang dapat dibaca dua cara",
    "kecil": "Jumlah rupiah sangat kecil",
    "pilihan": "Pilihan tidak dikenal",
    "koordinat": "Koordinat tidak dapat dipakai",
    "dibulatkan": "Angka dibulatkan lembar kerja",
    "koordinat_tertukar": "Lintang dan bujur tertukar",
    "koordinat_tanpa_minus": "Lintang tanpa tanda minus",
    "nik_float": "NIK atau KK dirusak lembar kerja",
    "nik_15_digits": "NIK atau KK 15 angka",
    "nik_length": "NIK atau KK tidak 16 angka",
    "nik_digits": "NIK atau KK memuat huruf",
    "nik_region": "NIK atau KK dengan kode wilayah yang tidak ada",
    "nik_bad_date": "NIK dengan tanggal lahir yang tidak ada",
    "nik_serial": "NIK atau KK berakhiran 0000",
    "nama": "Bukan nama orang",
}
