"""The prepared reasons of a scheme: what people choose from where a move must be explained. Those that hold in every
scheme stand here as its first words; what only one knows it says itself."""

from dataclasses import dataclass

Reasons = tuple[str, ...]
_DIED = "Penerima meninggal dan tidak ada ahli waris di rumahnya. Tempatnya diisi cadangan lewat SK perubahan."
# What each village must mend whatever the scheme; a scheme adds its own.
INCOMPLETE = (
    "Surat usulan belum ditandatangani kepala desa. Tanda tangani, bubuhi cap, lalu unggah lagi.",
    "NIK pada BNBA ada yang tidak 16 angka. Cocokkan dengan KTP, perbaiki, lalu unggah lagi.",
    "KTP atau KK beberapa calon tidak terbaca. Foto ulang di tempat terang lalu unggah lagi.",
    "Ada calon di BNBA yang KTP-nya belum dilampirkan. Lengkapi dengan urutan seperti BNBA.",
    "Pakta integritas belum diketahui camat. Mintakan tanda tangan camat lalu unggah lagi.",
)


@dataclass(frozen=True, kw_only=True)
class SchemeReasons:
    """By the way that they explain, in the order in which a year, a proposal and a household come to it."""

    # The year's activity is cancelled: before the team is there, and before recipients are named.
    no_team: Reasons
    no_naming: Reasons
    decree_wrong: Reasons  # back from the meetings to the naming
    list_wrong: Reasons = ()  # the head sends the list back

    # By the village.
    withdrawn: Reasons = (
        "Desa membatalkan usulan karena akan memakai sumber dana lain.",
        "Desa menunda usulan ke tahun berikutnya.",
        "Para calon penerima mengundurkan diri.",
    )
    # Beside these, while it is a draft.
    opened_twice: Reasons = ("Usulan ini dibuat dua kali.",)
    incomplete: Reasons = INCOMPLETE  # back to the village
    refused: Reasons
    # Back to the village from the verification.
    survey_hindered: Reasons = (
        "Nama di BNBA tidak cocok dengan penghuni rumah. Perbaiki BNBA lalu kirim lagi.",
        "Alamat beberapa calon tidak ditemukan. Lengkapi dusun, RT, dan RW-nya lalu kirim lagi.",
    )
    nobody_receives: Reasons

    # Off the village's list.
    unlisted: Reasons = (
        "Calon tercantum dua kali pada daftar desa.",
        "Calon bukan warga desa ini atau sudah pindah.",
        "Calon meninggal dunia.",
        "Calon tidak bersedia diusulkan.",
        "Data calon keliru dan dimasukkan lagi dengan data yang benar.",
    )
    # Rules E1 to E8 (`domain.md` §3.2), as the village reads them.
    not_eligible: Reasons = (
        "Calon belum berkeluarga dan tidak termasuk pengecualian lansia atau penyandang disabilitas.",
        "Tanah dalam sengketa atau tidak dikuasai calon secara sah.",
        "Calon mempunyai rumah lain, atau rumah ini masih layak huni.",
        "Rumah belum dihuni selama waktu yang disyaratkan petunjuk teknis.",
        "Keluarga ini sudah menerima bantuan perumahan dalam jangka waktu yang diatur petunjuk teknis.",
        "Penghasilan keluarga di atas batas upah minimum.",
        "Calon tidak bersedia berswadaya dan bekerja dalam kelompok.",
        "Rumah berada di sempadan, kawasan lindung, atau lahan lain yang dilarang.",
    )
    # Before the decree.
    dropped_out: Reasons = (
        "Calon meninggal dunia. Keluarganya dapat diusulkan sebagai calon baru.",
        "Calon pindah dari rumah yang diusulkan.",
        "Calon menolak bantuan dan sudah menandatangani surat pengunduran diri.",
        "Calon ternyata menerima bantuan dari sumber dana lain tahun ini.",
    )
    survey_again: Reasons = (
        "Foto 0 % tidak memperlihatkan atap, lantai, dan dinding. Foto ulang dari lima sisi.",
        "Luas rumah atau jumlah penghuni pada lembar verifikasi tidak masuk akal. Ukur dan hitung ulang.",
        "Ada sanggahan warga atas calon ini. Kunjungi lagi dan catat hasilnya.",
    )
    outside_quota: Reasons

    # After the decree; somebody of the same house may go on (`heirs.py`).
    left: Reasons = (
        _DIED,
        "Penerima pindah dari rumah yang ditetapkan.",
        "Penerima mengundurkan diri dan sudah menandatangani surat pengunduran diri.",
        "Penerima ternyata menerima bantuan dari sumber dana lain tahun ini.",
    )
    # What the check of an account found.
    account_wrong: Reasons = (
        "Nomor rekening tidak sama dengan buku tabungan. Salin lagi dari halaman depannya, lalu catat lagi.",
        "Rekening tidak aktif menurut bank. Minta bank mengaktifkannya, lalu laporkan sudah diperbaiki.",
        "Nama di rekening bukan nama di SK. Minta bank memperbaikinya menurut KTP, lalu catat lagi.",
        "Foto buku tabungan tidak terbaca. Foto ulang di tempat terang, lalu unggah lagi.",
    )
    # Back to the facilitator.
    account_returned: Reasons = (
        "Nama di buku tabungan berbeda dengan SK. Minta bank memperbaikinya menurut KTP.",
        "Rekening tidak aktif. Minta penerima mengaktifkannya di bank penyalur.",
    )
    plan_wrong: Reasons = (
        "Volume pada RAB tidak sama dengan rencana teknis. Hitung ulang volumenya, lalu isi lagi.",
        "Harga satuan lebih tinggi dari harga toko. Sesuaikan harganya, lalu isi lagi.",
        "Nilai yang diisi berbeda dari naskah RAB atau DRPB. Cocokkan, lalu isi lagi.",
        "Bagian rumah yang rusak berat belum ada di rencana. Lengkapi rencana dan RAB-nya, lalu unggah lagi.",
        "Naskah belum ditandatangani penerima atau TFL. Lengkapi tanda tangannya, lalu unggah lagi.",
    )
    left_before_material: Reasons = (_DIED, "Penerima mengundurkan diri sebelum bahan dikirim.")
    report_wrong: Reasons = (
        "Nota toko tidak sama dengan tanda terima bahan. Cocokkan volumenya lalu ajukan LPD lagi.",
        "Jumlah bukti belum sama dengan nilai tahap ini. Lengkapi kuitansinya lalu ajukan LPD lagi.",
        "Absensi tukang atau kuitansi upah belum dilampirkan. Lengkapi lalu ajukan LPD lagi.",
        "Kemajuan fisik belum mencapai batas tahap ini. Lanjutkan pekerjaan, foto lagi, lalu ajukan LPD lagi.",
        "Bahan yang dibeli tidak ada di DRPB. Perbaiki DRPB bersama TFL lalu ajukan LPD lagi.",
    )
    unfinished: Reasons
    # Before the house is handed over.
    to_be_mended: Reasons = (
        "Atap masih bocor. Perbaiki sambungannya lalu foto lagi.",
        "Lantai atau dinding belum selesai seperti RAB. Selesaikan lalu foto lagi.",
        "Jamban atau pembuangannya belum berfungsi. Perbaiki lalu foto lagi.",
    )
