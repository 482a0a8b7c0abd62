"""The prepared reasons of RTLH that other schemes do not know, as people choose them."""

from perkim.schemes.reasons import INCOMPLETE, SchemeReasons

_NO_CEILING = "Pagu kegiatan dicabut dari DPA, jadi bantuan tahun ini tidak dapat dijalankan."

REASONS = SchemeReasons(
    no_team=(_NO_CEILING, "Kementerian membatalkan alokasi DAK tahun ini."),
    no_naming=(_NO_CEILING, "Tidak ada calon yang memenuhi syarat pada semua desa usulan."),
    decree_wrong=(
        "SK Bupati perlu diubah karena ada nama atau nilai bantuan yang keliru di lampirannya.",
        "Bagian Hukum meminta koreksi lampiran SK sebelum buku tabungan diserahkan.",
    ),
    list_wrong=(
        "Nilai bantuan atau jumlah rumah pada konsep SK belum sesuai dengan pagu.",
        "Nama atau alamat pada lampiran konsep SK perlu diperiksa lagi.",
        "Jawaban atas sanggahan belum cukup jelas.",
    ),
    incomplete=(*INCOMPLETE, "Calon berada di luar delineasi SK Kumuh. Ganti calonnya atau keluarkan dari BNBA."),
    refused=(
        "Desa tidak termasuk lokasi bantuan pada petunjuk teknis tahun ini.",
        "Semua calon sudah menerima bantuan perumahan dalam jangka waktu yang diatur petunjuk teknis.",
    ),
    nobody_receives=(
        "Tidak ada calon dari desa ini yang masuk kuota tahun ini. Calon yang layak dapat diusulkan lagi.",
        "Tidak ada calon dari desa ini yang memenuhi syarat.",
    ),
    outside_quota=("Kuota tahun ini habis menurut peringkat. Calon dapat diusulkan lagi tahun depan.",),
    unfinished=(
        "Pekerjaan belum selesai sampai akhir tahun anggaran. Sisa dana dikembalikan ke kas daerah.",
        "Dana dipakai tidak sesuai ketentuan. Penerima mengembalikannya lewat KPB.",
        "Penerima meninggal dan keluarganya tidak dapat melanjutkan pekerjaannya.",
    ),
)
