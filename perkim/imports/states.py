"""The states of an import and of its rows."""

from django.db import models


class BatchState(models.TextChoices):
    RECEIVED = "diterima", "Sedang dibaca"
    READY = "siap", "Belum disimpan"
    STORING = "menyimpan", "Sedang disimpan"
    STORED = "tersimpan", "Tersimpan"
    FAILED = "gagal", "Tidak diterima"
    CANCELLED = "batal", "Dibatalkan"
    UNDONE = "ditarik", "Hasilnya dibatalkan"
    EXPIRED = "kedaluwarsa", "Kedaluwarsa"


# Under way: one at a time for a subject.
OPEN = (BatchState.RECEIVED, BatchState.READY, BatchState.STORING)


class RowState(models.TextChoices):
    """The codes of what is troubled stand in the order of their trouble: lists are ordered by them."""

    OK = "ok", "Siap"
    WARN = "warn", "Perlu bukti"
    HELD = "held", "Perlu alasan"
    ERROR = "error", "Perlu diperbaiki"
    DROPPED = "dropped", "Dilepas"


STORABLE = (RowState.OK, RowState.WARN)
TROUBLED = (RowState.ERROR, RowState.HELD, RowState.WARN)
LEFT = (RowState.ERROR, RowState.HELD)
