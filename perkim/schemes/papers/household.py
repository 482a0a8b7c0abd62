"""The papers of one household until the work begins. Source: `domain.md` §4.6 (forms II-3 to II-30)."""

from perkim.schemes.papers.kinds import brought

VERIFIKASI = brought("verifikasi", "Lembar verifikasi kelayakan", "Format II-3, ditandatangani calon, TFL, dan Korfas.")
BUKTI_TANAH = brought(
    "bukti_tanah",
    "Bukti penguasaan tanah",
    "Sertifikat, AJB, Letter C, atau surat keterangan kepala desa dengan saksi.",
)
PERNYATAAN = brought(
    "pernyataan", "Pernyataan mengikuti program", "Format II-22, bermeterai dan ditandatangani penerima."
)
SWADAYA = brought("swadaya", "Identifikasi keswadayaan", "Format II-12: uang, bahan, dan tenaga yang disiapkan.")
BUKU_TABUNGAN = brought(
    "buku_tabungan", "Halaman depan buku tabungan", "Nama, nomor rekening, dan nama bank terbaca jelas."
)
RENCANA = brought("rencana_teknis", "Rencana teknis", "Format II-13: gambar dan daftar komponen yang diperbaiki.")
RAB = brought("rab", "RAB", "Format II-14: bahan + upah + swadaya.")
DRPB = brought("drpb", "DRPB", "Format II-30: daftar bahan dan upah, ditandatangani penerima dan TFL.")
