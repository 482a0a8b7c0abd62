"""The words of field visits that are stored: the outcome, where a position comes from, the state of a photo."""

from django.db.models import TextChoices


class VisitOutcome(TextChoices):
    """What a visit came to. A `Destination` says it in the words of its programme."""

    SURVEYED = "disurvei", "Disurvei"
    DIED = "meninggal", "Meninggal dunia"
    MOVED = "pindah", "Sudah pindah"
    UNKNOWN = "tidak_diketahui", "Tidak ditemukan"
    REFUSED = "menolak", "Menolak disurvei"


class PositionSource(TextChoices):
    """Where the position of a visit comes from."""

    GPS = "gps", "GPS telepon"
    MANUAL = "manual", "diketik"
    NONE = "none", "tanpa posisi"


class WhyNotGps(TextChoices):
    """Why a position was not taken by the phone itself."""

    DENIED = "izin", "Izin lokasi ditolak atau dimatikan di telepon"
    NO_SIGNAL = "sinyal", "GPS tidak mendapat sinyal di tempat ini"
    NO_DEVICE = "alat", "Dicatat di komputer atau telepon tanpa GPS"
    OTHER_DEVICE = "lain", "Posisi diambil dengan alat atau aplikasi lain"


class PhotoState(TextChoices):
    NEW = "baru", "Tersimpan"
    RETURNED = "dikembalikan", "Dikembalikan"
    ACCEPTED = "diterima", "Diterima"
