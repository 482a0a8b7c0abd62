"""The stored words of staged aid."""

from django.db import models


class EntryKind(models.TextChoices):
    """What an entry of the ledger is. The first fills the household's account, all others take out of it."""

    TRANSFER = "SALUR", "Penyaluran ke rekening"
    MATERIAL = "BAHAN", "Pemindahbukuan bahan"
    WAGES = "UPAH", "Pencairan upah"
    RETURN = "KEMBALI", "Pengembalian ke kas daerah"


class Excess(models.TextChoices):
    """What becomes of receipts above a term's ceiling (`domain.md` §4.5, example 3)."""

    OWN = "SWADAYA", "Dibayar penerima sebagai swadaya"
    LATER = "TAHAP_2", "Dipindahkan ke nota tahap 2"


PAID_KINDS = (EntryKind.MATERIAL, EntryKind.WAGES)
