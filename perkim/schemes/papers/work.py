"""The papers of the work on a house: what was delivered, reported, examined, ordered and paid in each term, and the
handover. Source: `domain.md` §4.3, §4.6 (forms II-39, II-44)."""

from dataclasses import replace

from perkim.documents.papers import Paper
from perkim.documents.policies import NotWhoDid
from perkim.schemes import bases
from perkim.schemes.applied import Applied
from perkim.schemes.drafts.handover import handover
from perkim.schemes.drafts.money import material_receipt, report, to_be_paid, wage_receipt
from perkim.schemes.papers.kinds import brought, issued, written
from perkim.schemes.scheme import Scheme


def tanda_terima(term: int) -> Paper:
    """Proof that the material of a term was delivered."""
    hint = "Nota atau surat jalan toko dan tanda terima bahan; jumlahnya tidak melebihi DRPB."
    return brought(f"bahan_{term}", f"Nota dan tanda terima bahan tahap {term}", hint)


def lpd(scheme: Scheme, term: int) -> Paper:
    """The household's report on the use of a term's money."""
    return brought(
        f"lpd_{term}",
        f"LPD tahap {term}",
        "Rekap pemakaian dana, nota toko, tanda terima bahan, kuitansi dan absensi tukang, foto, dan sisa.",
        draft=written("lpd", "Laporan penggunaan dana", report, scheme, term),
    )


def ba_lpd(scheme: Scheme, term: int) -> Paper:
    """What the verifier found; it names what can be paid."""
    paper = issued(
        f"ba_lpd_{term}",
        f"BA pemeriksaan LPD tahap {term}",
        "Hasil pemeriksaan: fisik, kelengkapan bukti, dan nilai yang dapat dicairkan.",
        scheme.roles.verifier,
        bases.last_receipt(term),
    )
    return _about_payment(paper, term)


def perintah(scheme: Scheme, term: int) -> Paper:
    """The order to the bank to pay shop and builders from the household's account: by this the PPK approves the
    payment, so who verified the report does not give it."""
    paper = issued(
        f"perintah_{term}",
        f"Surat perintah pemindahbukuan tahap {term}",
        "Ditujukan kepada bank, ditandatangani PPK.",
        scheme.roles.orderer,
        bases.examination(term),
    )
    return replace(_about_payment(paper, term), policies=(NotWhoDid(keys=(f"periksa_lpd_{term}", f"ba_lpd_{term}")),))


def _about_payment(paper: Paper, term: int) -> Paper:
    """It shows what is to be paid, and is out of date once the report's figures have changed."""
    return replace(paper, decides=Applied(to_be_paid, (term,)), outdated=bases.report_changed(term))


def kuitansi_bahan(scheme: Scheme, term: int) -> Paper:
    """Signed by the shop, which received the transfer."""
    return brought(
        f"kuitansi_{term}",
        f"Kuitansi bahan tahap {term}",
        "Ditandatangani toko yang menerima pemindahbukuan, bermeterai bila diwajibkan.",
        scheme.roles.treasurer,
        written("kuitansi", "Kuitansi bahan", material_receipt, scheme, term),
    )


def kuitansi_upah(scheme: Scheme, term: int) -> Paper:
    """Signed by the builders and the household."""
    return brought(
        f"kuitansi_upah_{term}",
        f"Kuitansi upah tahap {term}",
        "Format II-39, ditandatangani tukang dan penerima, dengan absensi tukangnya.",
        scheme.roles.treasurer,
        written("kuitansi_upah", "Kuitansi upah", wage_receipt, scheme, term),
    )


def kuitansi(scheme: Scheme, term: int) -> tuple[Paper, Paper]:
    return kuitansi_bahan(scheme, term), kuitansi_upah(scheme, term)


def bast(scheme: Scheme) -> Paper:
    return issued(
        "bast",
        "BAST hasil pekerjaan",
        "Para pihak, rumah, nilai, keadaan, dan masa pelihara.",
        scheme.roles.desk,
        bases.examination(scheme.last_term),
        written("bast", "Berita acara serah terima", handover, scheme),
    )
