"""The papers of a village's proposal. Source: `domain.md` §4.3, §4.6 (forms II-6, II-10, II-17)."""

from perkim.documents.basis import handed_in
from perkim.documents.papers import Paper
from perkim.documents.printouts import Printout
from perkim.schemes import bases
from perkim.schemes.drafts.meetings import groups, socialisation
from perkim.schemes.drafts.savings_books import handing_over
from perkim.schemes.drafts.verification import receipt, verification
from perkim.schemes.papers.kinds import brought, issued, written
from perkim.schemes.scheme import Scheme

SURAT_USULAN = issued(
    "surat_usulan", "Surat usulan kepala desa", "Ditandatangani kepala desa dan dibubuhi cap, dengan nomor surat desa."
)
KTP_KK = brought("ktp_kk", "KTP dan KK para calon", "Satu PDF, urut seperti daftar calon; semua NIK terbaca.")
PAKTA = brought("pakta_desa", "Pakta integritas desa", "Ditandatangani kepala desa, diketahui camat.")


def tanda_terima_usulan(scheme: Scheme) -> Printout:
    return Printout(
        key="tanda_terima",
        title="Tanda terima usulan",
        hint="Dibuat portal setelah usulan dikirim.",
        draft=written("tanda_terima_usulan", "Tanda terima usulan", receipt, scheme),
    )


def ba_verifikasi(scheme: Scheme) -> Paper:
    return issued(
        "ba_verifikasi",
        "BA verifikasi",
        "Hasil tiap calon: layak, atau tidak layak dengan alasannya.",
        scheme.roles.coordinator,
        handed_in,
        written("ba_verifikasi", "Berita acara verifikasi", verification, scheme),
    )


def ba_sosialisasi(scheme: Scheme) -> Paper:
    return issued(
        "ba_sosialisasi",
        "BA sosialisasi dan rembuk warga",
        "Beserta daftar hadir (format II-10). Satu untuk tiap desa.",
        scheme.roles.coordinator,
        bases.first_meeting(scheme),
        written("ba_sosialisasi", "Berita acara sosialisasi", socialisation, scheme),
    )


def ba_kpb(scheme: Scheme) -> Paper:
    return issued(
        "ba_kpb",
        "BA pembentukan KPB",
        "Pengurus dan anggota, paling banyak 20 orang tiap KPB (format II-6).",
        scheme.roles.coordinator,
        bases.first_group(scheme),
        written("ba_kpb", "Berita acara pembentukan KPB", groups, scheme),
    )


def ba_buku_tabungan(scheme: Scheme) -> Paper:
    return issued(
        "ba_tabungan",
        "BA serah terima buku tabungan",
        "Daftar penerima yang menerima bukunya, dengan tanda tangan.",
        scheme.roles.coordinator,
        bases.decree_of_year(scheme),
        written("ba_tabungan", "Berita acara buku tabungan", handing_over, scheme),
    )


def ba_toko(scheme: Scheme) -> Paper:
    return issued(
        "ba_toko",
        "BA pemilihan toko",
        "Format II-17: pembanding harga, NPWP, SIUP, dan rekening toko.",
        scheme.roles.coordinator,
        bases.decree_of_year(scheme),
    )
