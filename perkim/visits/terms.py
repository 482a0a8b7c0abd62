"""The words of field visits that are stored: what was found, where a position comes from, how a photo stands."""

from django.db.models import TextChoices


class Found(TextChoices):
    """What a visit came to."""

    SURVEYED = "disurvei", "Rumah disurvei"
    DIED = "meninggal", "Calon meninggal dunia"
    MOVED = "pindah", "Calon sudah pindah"
    UNKNOWN = "tidak_diketahui", "Rumah atau calon tidak ditemukan"
    REFUSED = "menolak", "Calon menolak disurvei"


class Source(TextChoices):
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
