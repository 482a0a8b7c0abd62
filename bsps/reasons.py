"""The prepared reasons of BSPS that other schemes do not know, as people choose them."""

from perkim.schemes.reasons import SchemeReasons

_NO_ALLOCATION = "Kementerian mencabut alokasi BSPS tahun ini."

REASONS = SchemeReasons(
    no_team=(_NO_ALLOCATION, "Tidak ada desa yang sanggup mengusulkan sesuai SK alokasi."),
    no_naming=(_NO_ALLOCATION, "PPK tidak menetapkan penerima karena tidak ada calon yang memenuhi syarat."),
    decree_wrong=(
        "SK PPK perlu diubah karena ada nama, NIK, atau nilai bantuan yang keliru.",
        "Alokasi dikurangi sesudah SK PPK terbit.",
    ),
    refused=(
        "Desa tidak tercantum pada SK alokasi.",
        "Semua calon sudah menerima bantuan perumahan dalam jangka waktu yang diatur petunjuk teknis.",
    ),
    nobody_receives=(
        "Tidak ada calon dari desa ini yang masuk alokasi tahun ini. Calon yang layak dapat diusulkan lagi.",
        "Tidak ada calon dari desa ini yang memenuhi syarat.",
        "PPK tidak menetapkan calon dari desa ini.",
    ),
    outside_quota=(
        "Alokasi tahun ini habis. Calon dapat diusulkan lagi.",
        "Nama calon tidak tercantum pada SK PPK. Calon dapat diusulkan lagi.",
    ),
    unfinished=(
        "Pekerjaan belum selesai sampai akhir tahun anggaran. Sisa dana dikembalikan ke kas negara.",
        "Dana dipakai tidak sesuai ketentuan. Penerima mengembalikannya lewat KPB.",
        "Penerima meninggal dan keluarganya tidak dapat melanjutkan pekerjaannya.",
    ),
)
