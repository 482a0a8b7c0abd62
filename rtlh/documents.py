"""The papers that RTLH asks for and issues. Source: `domain.md` §4.3, §4.6 (forms II-3 to II-44)."""

from dataclasses import replace

from perkim.accounts.roles import Role
from perkim.documents.basis import Rests, handed_in
from perkim.documents.drafting import Draft
from perkim.documents.papers import Paper
from perkim.documents.policies import NotWhoDid
from perkim.documents.printouts import Printout
from perkim.swadaya.ranking.amending import AmendingDecree
from rtlh import (
    bases,
    drafts,
    drafts_accounts,
    drafts_amendment,
    drafts_decree,
    drafts_handover,
    drafts_money,
    drafts_village,
)


def _brought(key: str, title: str, hint: str, worked_by: Role | None = None) -> Paper:
    """Something that is only shown to be there: a scan or a photo."""
    return Paper(key=key, title=title, numbered=False, worked_by=worked_by, hint=hint)


def _issued(key: str, title: str, hint: str, worked_by: Role | None = None, rests_on: Rests | None = None) -> Paper:
    """An official paper with number and date."""
    return Paper(key=key, title=title, numbered=True, worked_by=worked_by, hint=hint, rests_on=rests_on)


# The year's activity.
JUKNIS = _brought("juknis", "Petunjuk teknis tahun berjalan", "Naskah lengkap dari kementerian.", Role.STAF)
DPA = _brought("dpa", "DPA kegiatan", "Halaman yang memuat pagu bantuan dan nama kegiatannya.", Role.STAF)
SK_TIM = _issued("sk_tim", "SK tim teknis", "SK Bupati atau Kepala Dinas beserta lampiran nama anggota.", Role.STAF)
SK_TFL = _issued("sk_tfl", "SK atau kontrak TFL dan Korfas", "Naskah beserta lampiran nama dan wilayah.", Role.STAF)
SURAT_TUGAS = _issued("surat_tugas", "Surat tugas fasilitator", "Surat tugas beserta daftar desanya.", Role.STAF)
SK_PENERIMA = Paper(
    key="sk_penerima",
    title="SK Bupati lokasi dan alokasi",
    numbered=True,
    worked_by=Role.STAF,
    hint="SK beserta lampiran nama, alamat, dan nilai bantuan.",
    rests_on=bases.approval,
    draft=Draft(
        template="documents/naskah/sk_penerima.html", context=drafts_decree.decree, title="Keputusan penerima bantuan"
    ),
)
# Recorded by who works the stage: a Tugas of its own would wait in every year, also where nobody dropped out.
SK_PERUBAHAN = AmendingDecree(
    key="sk_perubahan",
    title="SK perubahan penerima",
    numbered=True,
    hint="Bila sesudah SK cadangan naik atau penerima yang meninggal diteruskan ahli warisnya. Yang terakhir berlaku.",
    rests_on=bases.decree_of_year,
    after=SK_PENERIMA.key,
    draft=Draft(
        template="documents/naskah/sk_perubahan.html",
        context=drafts_amendment.amendment,
        title="Keputusan perubahan penerima bantuan",
    ),
)
LAPORAN_AKHIR = _issued(
    "laporan_akhir",
    "Laporan akhir kegiatan",
    "Rekap fisik dan dana tiap KPB, foto tiap tahap, dan kendala.",
    Role.STAF,
    bases.decree_of_year,
)

# A village's proposal.
SURAT_USULAN = _issued(
    "surat_usulan", "Surat usulan kepala desa", "Ditandatangani kepala desa dan dibubuhi cap, dengan nomor surat desa."
)
KTP_KK = _brought("ktp_kk", "KTP dan KK para calon", "Satu PDF, urut seperti daftar calon; semua NIK terbaca.")
PAKTA = _brought("pakta_desa", "Pakta integritas desa", "Ditandatangani kepala desa, diketahui camat.")
BA_VERIFIKASI = Paper(
    key="ba_verifikasi",
    title="BA verifikasi",
    numbered=True,
    worked_by=Role.KORFAS,
    hint="Hasil tiap calon: layak, atau tidak layak dengan alasannya.",
    rests_on=handed_in,
    draft=Draft(
        template="documents/naskah/ba_verifikasi.html", context=drafts.verification, title="Berita acara verifikasi"
    ),
)
TANDA_TERIMA = Printout(
    key="tanda_terima",
    title="Tanda terima usulan",
    hint="Dibuat portal setelah usulan dikirim.",
    draft=Draft(
        template="documents/naskah/tanda_terima_usulan.html", context=drafts.receipt, title="Tanda terima usulan"
    ),
)
BA_SOSIALISASI = Paper(
    key="ba_sosialisasi",
    title="BA sosialisasi dan rembuk warga",
    numbered=True,
    worked_by=Role.KORFAS,
    hint="Beserta daftar hadir (format II-10). Satu untuk tiap desa.",
    rests_on=bases.first_meeting,
    draft=Draft(
        template="documents/naskah/ba_sosialisasi.html",
        context=drafts_village.socialisation,
        title="Berita acara sosialisasi",
    ),
)
BA_KPB = Paper(
    key="ba_kpb",
    title="BA pembentukan KPB",
    numbered=True,
    worked_by=Role.KORFAS,
    hint="Pengurus dan anggota, paling banyak 20 orang tiap KPB (format II-6).",
    rests_on=bases.first_group,
    draft=Draft(
        template="documents/naskah/ba_kpb.html", context=drafts_village.groups, title="Berita acara pembentukan KPB"
    ),
)
BA_BUKU_TABUNGAN = Paper(
    key="ba_tabungan",
    title="BA serah terima buku tabungan",
    numbered=True,
    worked_by=Role.KORFAS,
    hint="Daftar penerima yang menerima bukunya, dengan tanda tangan.",
    rests_on=bases.decree_of_year,
    draft=Draft(
        template="documents/naskah/ba_tabungan.html",
        context=drafts_accounts.handing_over,
        title="Berita acara buku tabungan",
    ),
)
BA_TOKO = _issued(
    "ba_toko",
    "BA pemilihan toko",
    "Format II-17: pembanding harga, NPWP, SIUP, dan rekening toko.",
    rests_on=bases.decree_of_year,
    worked_by=Role.KORFAS,
)

# A household: until the work begins.
VERIFIKASI = _brought(
    "verifikasi", "Lembar verifikasi kelayakan", "Format II-3, ditandatangani calon, TFL, dan Korfas."
)
BUKTI_TANAH = _brought(
    "bukti_tanah",
    "Bukti penguasaan tanah",
    "Sertifikat, AJB, Letter C, atau surat keterangan kepala desa dengan saksi.",
)
PERNYATAAN = _brought(
    "pernyataan", "Pernyataan mengikuti program", "Format II-22, bermeterai dan ditandatangani penerima."
)
SWADAYA = _brought("swadaya", "Identifikasi keswadayaan", "Format II-12: uang, bahan, dan tenaga yang disiapkan.")
BUKU_TABUNGAN = _brought(
    "buku_tabungan", "Halaman depan buku tabungan", "Nama, nomor rekening, dan nama bank terbaca jelas."
)
RENCANA = _brought("rencana_teknis", "Rencana teknis", "Format II-13: gambar dan daftar komponen yang diperbaiki.")
RAB = _brought("rab", "RAB", "Format II-14: bahan + upah + swadaya.")
DRPB = _brought("drpb", "DRPB", "Format II-30: daftar bahan dan upah, ditandatangani penerima dan TFL.")


def tanda_terima(term: int) -> Paper:
    """Proof that the material of a term (1 or 2) was delivered."""
    hint = "Nota atau surat jalan toko dan tanda terima bahan; jumlahnya tidak melebihi DRPB."
    return _brought(f"bahan_{term}", f"Nota dan tanda terima bahan tahap {term}", hint)


def lpd(term: int) -> Paper:
    """The household's report on the use of a term's money."""
    return Paper(
        key=f"lpd_{term}",
        title=f"LPD tahap {term}",
        numbered=False,
        hint="Rekap pemakaian dana, nota toko, tanda terima bahan, kuitansi dan absensi tukang, foto, dan sisa.",
        draft=Draft(
            template="documents/naskah/lpd.html",
            context=drafts_money.REPORTS[term],
            title="Laporan penggunaan dana",
        ),
    )


def ba_lpd(term: int) -> Paper:
    """What the verifier found; it names what can be paid."""
    paper = _issued(
        f"ba_lpd_{term}",
        f"BA pemeriksaan LPD tahap {term}",
        "Hasil pemeriksaan: fisik, kelengkapan bukti, dan nilai yang dapat dicairkan.",
        Role.VERIFIKATOR,
        bases.LAST_RECEIPT[term],
    )
    return replace(paper, decides=drafts_money.TO_BE_PAID[term], outdated=bases.REPORT_CHANGED[term])


def perintah(term: int) -> Paper:
    """The order to the bank to pay shop and builders from the household's account: by this the PPK approves the
    payment, so who verified the report does not give it."""
    return Paper(
        key=f"perintah_{term}",
        title=f"Surat perintah pemindahbukuan tahap {term}",
        numbered=True,
        worked_by=Role.PPK,
        hint="Ditujukan kepada bank, ditandatangani PPK.",
        rests_on=bases.EXAMINATION[term],
        policies=(NotWhoDid(keys=(f"periksa_lpd_{term}", f"ba_lpd_{term}")),),
        decides=drafts_money.TO_BE_PAID[term],
        outdated=bases.REPORT_CHANGED[term],
    )


def kuitansi_bahan(term: int) -> Paper:
    """Signed by the shop, which received the transfer."""
    return Paper(
        key=f"kuitansi_{term}",
        title=f"Kuitansi bahan tahap {term}",
        numbered=False,
        worked_by=Role.BENDAHARA,
        hint="Ditandatangani toko yang menerima pemindahbukuan, bermeterai bila diwajibkan.",
        draft=Draft(
            template="documents/naskah/kuitansi.html",
            context=drafts_money.MATERIAL_RECEIPTS[term],
            title="Kuitansi bahan",
        ),
    )


def kuitansi_upah(term: int) -> Paper:
    """Signed by the builders and the household."""
    return Paper(
        key=f"kuitansi_upah_{term}",
        title=f"Kuitansi upah tahap {term}",
        numbered=False,
        worked_by=Role.BENDAHARA,
        hint="Format II-39, ditandatangani tukang dan penerima, dengan absensi tukangnya.",
        draft=Draft(
            template="documents/naskah/kuitansi_upah.html",
            context=drafts_money.WAGE_RECEIPTS[term],
            title="Kuitansi upah",
        ),
    )


def kuitansi(term: int) -> tuple[Paper, Paper]:
    return kuitansi_bahan(term), kuitansi_upah(term)


BAST = Paper(
    key="bast",
    title="BAST hasil pekerjaan",
    numbered=True,
    worked_by=Role.STAF,
    hint="Para pihak, rumah, nilai, keadaan, dan masa pelihara.",
    rests_on=bases.EXAMINATION[2],
    draft=Draft(
        template="documents/naskah/bast.html", context=drafts_handover.handover, title="Berita acara serah terima"
    ),
)
