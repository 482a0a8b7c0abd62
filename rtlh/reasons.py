"""The prepared reasons of RTLH, as people choose them."""

from perkim.schemes.reasons import SchemeReasons

_NO_CEILING = "Pagu kegiatan dicabut dari DPA, jadi bantuan tahun ini tidak dapat dijalankan."
_DIED = "Penerima meninggal dan tidak ada ahli waris di rumahnya. Tempatnya diisi cadangan lewat SK perubahan."

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
    withdrawn=(
        "Desa membatalkan usulan karena akan memakai sumber dana lain.",
        "Desa menunda usulan ke tahun berikutnya.",
        "Para calon penerima mengundurkan diri.",
    ),
    opened_twice=("Usulan ini dibuat dua kali.",),
    incomplete=(
        "Surat usulan belum ditandatangani kepala desa. Tanda tangani, bubuhi cap, lalu unggah lagi.",
        "NIK pada BNBA ada yang tidak 16 angka. Cocokkan dengan KTP, perbaiki, lalu unggah lagi.",
        "KTP atau KK beberapa calon tidak terbaca. Foto ulang di tempat terang lalu unggah lagi.",
        "Ada calon di BNBA yang KTP-nya belum dilampirkan. Lengkapi dengan urutan seperti BNBA.",
        "Pakta integritas belum diketahui camat. Mintakan tanda tangan camat lalu unggah lagi.",
        "Calon berada di luar delineasi SK Kumuh. Ganti calonnya atau keluarkan dari BNBA.",
    ),
    refused=(
        "Desa tidak termasuk lokasi bantuan pada petunjuk teknis tahun ini.",
        "Semua calon sudah menerima bantuan perumahan dalam jangka waktu yang diatur petunjuk teknis.",
    ),
    survey_hindered=(
        "Nama di BNBA tidak cocok dengan penghuni rumah. Perbaiki BNBA lalu kirim lagi.",
        "Alamat beberapa calon tidak ditemukan. Lengkapi dusun, RT, dan RW-nya lalu kirim lagi.",
    ),
    nobody_receives=(
        "Tidak ada calon dari desa ini yang masuk kuota tahun ini. Calon yang layak dapat diusulkan lagi.",
        "Tidak ada calon dari desa ini yang memenuhi syarat.",
    ),
    unlisted=(
        "Calon tercantum dua kali pada daftar desa.",
        "Calon bukan warga desa ini atau sudah pindah.",
        "Calon meninggal dunia.",
        "Calon tidak bersedia diusulkan.",
        "Data calon keliru dan dimasukkan lagi dengan data yang benar.",
    ),
    # Rules E1 to E8 (`domain.md` §3.2), as the village reads them.
    not_eligible=(
        "Calon belum berkeluarga dan tidak termasuk pengecualian lansia atau penyandang disabilitas.",
        "Tanah dalam sengketa atau tidak dikuasai calon secara sah.",
        "Calon mempunyai rumah lain, atau rumah ini masih layak huni.",
        "Rumah belum dihuni selama waktu yang disyaratkan petunjuk teknis.",
        "Keluarga ini sudah menerima bantuan perumahan dalam jangka waktu yang diatur petunjuk teknis.",
        "Penghasilan keluarga di atas batas upah minimum.",
        "Calon tidak bersedia berswadaya dan bekerja dalam kelompok.",
        "Rumah berada di sempadan, kawasan lindung, atau lahan lain yang dilarang.",
    ),
    dropped_out=(
        "Calon meninggal dunia. Keluarganya dapat diusulkan sebagai calon baru.",
        "Calon pindah dari rumah yang diusulkan.",
        "Calon menolak bantuan dan sudah menandatangani surat pengunduran diri.",
        "Calon ternyata menerima bantuan dari sumber dana lain tahun ini.",
    ),
    survey_again=(
        "Foto 0 % tidak memperlihatkan atap, lantai, dan dinding. Foto ulang dari lima sisi.",
        "Luas rumah atau jumlah penghuni pada lembar verifikasi tidak masuk akal. Ukur dan hitung ulang.",
        "Ada sanggahan warga atas calon ini. Kunjungi lagi dan catat hasilnya.",
    ),
    outside_quota=("Kuota tahun ini habis menurut peringkat. Calon dapat diusulkan lagi tahun depan.",),
    left=(
        _DIED,
        "Penerima pindah dari rumah yang ditetapkan.",
        "Penerima mengundurkan diri dan sudah menandatangani surat pengunduran diri.",
        "Penerima ternyata menerima bantuan dari sumber dana lain tahun ini.",
    ),
    account_wrong=(
        "Nomor rekening tidak sama dengan buku tabungan. Salin lagi dari halaman depannya, lalu catat lagi.",
        "Rekening tidak aktif menurut bank. Minta bank mengaktifkannya, lalu laporkan sudah diperbaiki.",
        "Nama di rekening bukan nama di SK. Minta bank memperbaikinya menurut KTP, lalu catat lagi.",
        "Foto buku tabungan tidak terbaca. Foto ulang di tempat terang, lalu unggah lagi.",
    ),
    account_returned=(
        "Nama di buku tabungan berbeda dengan SK. Minta bank memperbaikinya menurut KTP.",
        "Rekening tidak aktif. Minta penerima mengaktifkannya di bank penyalur.",
    ),
    plan_wrong=(
        "Volume pada RAB tidak sama dengan rencana teknis. Hitung ulang volumenya, lalu isi lagi.",
        "Harga satuan lebih tinggi dari harga toko. Sesuaikan harganya, lalu isi lagi.",
        "Nilai yang diisi berbeda dari naskah RAB atau DRPB. Cocokkan, lalu isi lagi.",
        "Bagian rumah yang rusak berat belum ada di rencana. Lengkapi rencana dan RAB-nya, lalu unggah lagi.",
        "Naskah belum ditandatangani penerima atau TFL. Lengkapi tanda tangannya, lalu unggah lagi.",
    ),
    left_before_material=(_DIED, "Penerima mengundurkan diri sebelum bahan dikirim."),
    report_wrong=(
        "Nota toko tidak sama dengan tanda terima bahan. Cocokkan volumenya lalu ajukan LPD lagi.",
        "Jumlah bukti belum sama dengan nilai tahap ini. Lengkapi kuitansinya lalu ajukan LPD lagi.",
        "Absensi tukang atau kuitansi upah belum dilampirkan. Lengkapi lalu ajukan LPD lagi.",
        "Kemajuan fisik belum mencapai batas tahap ini. Lanjutkan pekerjaan, foto lagi, lalu ajukan LPD lagi.",
        "Bahan yang dibeli tidak ada di DRPB. Perbaiki DRPB bersama TFL lalu ajukan LPD lagi.",
    ),
    unfinished=(
        "Pekerjaan belum selesai sampai akhir tahun anggaran. Sisa dana dikembalikan ke kas daerah.",
        "Dana dipakai tidak sesuai ketentuan. Penerima mengembalikannya lewat KPB.",
        "Penerima meninggal dan keluarganya tidak dapat melanjutkan pekerjaannya.",
    ),
    to_be_mended=(
        "Atap masih bocor. Perbaiki sambungannya lalu foto lagi.",
        "Lantai atau dinding belum selesai seperti RAB. Selesaikan lalu foto lagi.",
        "Jamban atau pembuangannya belum berfungsi. Perbaiki lalu foto lagi.",
    ),
)
