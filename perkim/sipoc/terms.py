"""The words of the stage model that are stored: kinds of moves, outcomes, units of time, duties."""

from django.db import models


class MoveKind(models.TextChoices):
    """What a way out of a stage means."""

    FORWARD = "MAJU", "Diteruskan"
    RETURN = "KEMBALI", "Dikembalikan"
    END = "AKHIR", "Diselesaikan"
    EXPIRE = "KEDALUWARSA", "Kedaluwarsa"
    REFER = "RUJUK", "Dirujuk"


class Clock(models.TextChoices):
    """What a move does to the deadlines that outlive the stage: let them run, stop them, or start them anew."""

    RUN = "JALAN", "Tenggat berjalan"
    STOP = "HENTI", "Tenggat dihentikan"
    RESTART = "ULANG", "Tenggat dimulai lagi"


class Outcome(models.TextChoices):
    """How a case ended. An open case has none. Source: `domain.md` §15.1."""

    SELESAI = "SELESAI", "Selesai"
    DITOLAK = "DITOLAK", "Ditolak"
    BATAL = "BATAL", "Dibatalkan"
    # Begun and aided, but not brought to its end; what was left went back. Source: `domain.md` §4.5.
    TIDAK_SELESAI = "TIDAK_SELESAI", "Tidak selesai"
    KEDALUWARSA = "KEDALUWARSA", "Kedaluwarsa"
    DIRUJUK = "DIRUJUK", "Dirujuk"


class Unit(models.TextChoices):
    """In what a deadline is counted. Source: `domain.md` §2.3."""

    OFFICE_MINUTES = "MENIT_KERJA", "menit kerja"
    WORKING_DAYS = "HARI_KERJA", "hari kerja"
    CALENDAR_DAYS = "HARI_KALENDER", "hari kalender"


class Start(models.TextChoices):
    """The event from which a deadline counts."""

    ENTRY = "MASUK_TAHAP", "masuk tahap"
    SUBMISSION = "DIAJUKAN", "diajukan"


class Duty(models.TextChoices):
    """What working a stage amounts to. Nobody verifies what he entered, nobody signs what he verified
    (`domain.md` §1.3)."""

    NONE = "", "–"
    ENTER = "MENGISI", "mengisi"
    VERIFY = "MEMERIKSA", "memeriksa"
    SIGN = "MENETAPKAN", "menetapkan"


class Reason(models.TextChoices):
    """Why a Tugas ended without being done."""

    NONE = "", "–"
    MOVED = "PINDAH", "Berkas pindah tahap"
    HANDED_OVER = "ALIH", "Dialihkan"
    WITHDRAWN = "TARIK", "Ditarik pemberi tugas"
    NOT_YET = "BELUM", "Belum bisa dikerjakan"
    MET = "BERES", "Sudah terpenuhi"


class Link(models.TextChoices):
    """How one case is related to another, apart from its parent."""

    AMENDS = "MENGUBAH", "mengubah"
    REPLACES = "MENGGANTI", "mengganti"
    DUPLICATE_OF = "GANDA", "ganda dengan"
    REFERRED_FROM = "RUJUKAN", "dirujuk dari"
    OBJECTS_TO = "KEBERATAN", "keberatan atas"
    CARRIED_FROM = "LANJUTAN", "lanjutan dari"
