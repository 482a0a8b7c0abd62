"""The words of the house survey and of its verdict that are stored. Source: `domain.md` §3.2, §3.3 (format II-3)."""

from django.db import models


class RuleOutcome(models.TextChoices):
    """What a rule says about a household. Held: it will pass once something is signed or explained."""

    PASSED = "LOLOS", "Memenuhi"
    FAILED = "GAGAL", "Tidak memenuhi"
    HELD = "DITAHAN", "Ditahan"
    UNKNOWN = "BELUM", "Data belum ada"


class EligibilityRule(models.TextChoices):
    """The eligibility rules, in the order of the form; the last one is the count of failing indicators."""

    FAMILY = "E1", "Warga negara dan berkeluarga"
    LAND = "E2", "Tanah dikuasai secara sah"
    ONLY_HOUSE = "E3", "Satu-satunya rumah, dan tidak layak huni"
    OCCUPIED = "E4", "Lama menghuni"
    AID_BEFORE = "E5", "Belum menerima bantuan rumah"
    INCOME = "E6", "Penghasilan"
    WILLING = "E7", "Bersedia berswadaya"
    ZONE = "E8", "Bukan lahan terlarang"
    STAYS = "E9", "Akan tetap menghuni"
    INDICATORS = "IND", "Dua dari enam indikator"


class Condition(models.TextChoices):
    """The state of a part of the house. What is not there at all is T; roof, floor and wall are never T."""

    GOOD = "A", "Baik"
    PARTLY = "B", "Rusak sebagian"
    BROKEN = "C", "Rusak total"
    ABSENT = "T", "Tidak ada"


class FamilyStatus(models.TextChoices):
    MARRIED = "KELUARGA", "Suami istri, dengan atau tanpa anak"
    SINGLE_PARENT = "ORANG_TUA", "Orang tua tunggal dengan anak"
    SIBLINGS = "BERSAUDARA", "Bersaudara yang sudah ber-KTP"
    ALONE = "SENDIRI", "Hidup sendiri"


class Education(models.TextChoices):
    NONE = "TIDAK", "Tidak sekolah"
    PRIMARY = "SD", "SD sederajat"
    JUNIOR = "SMP", "SMP sederajat"
    SENIOR = "SMA", "SMA sederajat"
    HIGHER = "TINGGI", "Diploma atau sarjana"


class IncomeMethod(models.TextChoices):
    """How the monthly income was found; a seasonal one is a year's divided by twelve."""

    MONTHLY = "BULANAN", "Tetap tiap bulan"
    DAILY = "HARIAN", "Upah harian × hari kerja sebulan"
    SEASONAL = "MUSIMAN", "Hasil setahun dibagi 12"


class LandProof(models.TextChoices):
    SHM = "SHM", "Sertifikat hak milik (SHM)"
    SHGB = "SHGB", "Sertifikat hak guna bangunan (SHGB)"
    AJB = "AJB", "Akta jual beli (AJB)"
    LETTER_C = "LETTER_C", "Letter C atau Petok D"
    SK_DESA = "SK_DESA", "Surat keterangan kepala desa"
    OTHER = "LAIN", "Bukti lain"
    NONE = "TIDAK_ADA", "Tidak ada bukti"


class LandStatus(models.TextChoices):
    OWN = "SENDIRI", "Milik sendiri"
    FAMILY = "KELUARGA", "Milik keluarga"
    OTHER = "LAIN", "Lain: tanah desa, kas desa, atau hutan"


class Spatial(models.TextChoices):
    """Whether the plot suits the spatial plan (RTRW)."""

    SUITS = "SESUAI", "Sesuai peruntukan permukiman"
    UNSUITED = "TIDAK", "Tidak sesuai"
    UNCHECKED = "BELUM", "Belum dicek"


class Zone(models.TextChoices):
    """Land on which no house may be repaired."""

    NONE = "BUKAN", "Bukan lahan terlarang"
    RIVER = "SUNGAI", "Sempadan sungai"
    BEACH = "PANTAI", "Sempadan pantai"
    PROTECTED = "LINDUNG", "Kawasan lindung"
    RAIL = "REL", "Sempadan rel kereta api"
    OTHER = "LAIN", "Lahan terlarang lain"


class Roof(models.TextChoices):
    TILE = "GENTENG", "Genteng"
    METAL = "SENG", "Seng atau baja ringan"
    ASBESTOS = "ASBES", "Asbes"
    THATCH = "RUMBIA", "Rumbia, ijuk, atau daun"
    OTHER = "LAIN", "Bahan lain"


class Wall(models.TextChoices):
    MASONRY = "TEMBOK", "Tembok"
    HALF = "SETENGAH", "Setengah tembok"
    WOOD = "KAYU", "Kayu atau papan"
    BAMBOO = "BAMBU", "Anyaman bambu"
    OTHER = "LAIN", "Bahan lain"


class Floor(models.TextChoices):
    TILED = "KERAMIK", "Keramik atau ubin"
    CEMENT = "PLESTER", "Plester semen"
    WOOD = "KAYU", "Kayu atau papan"
    EARTH = "TANAH", "Tanah"
    OTHER = "LAIN", "Bahan lain"


class Water(models.TextChoices):
    PIPED = "PDAM", "PDAM"
    PROTECTED = "SUMUR", "Sumur terlindung"
    UNPROTECTED = "SUMUR_TERBUKA", "Sumur tak terlindung"
    SPRING = "MATA_AIR", "Mata air"
    RAIN = "HUJAN", "Air hujan"
    BOUGHT = "BELI", "Beli"
    RIVER = "SUNGAI", "Sungai"


class Latrine(models.TextChoices):
    OWN = "SENDIRI", "Jamban sendiri"
    SHARED = "BERSAMA", "Jamban bersama"
    NONE = "TIDAK_ADA", "Tidak ada jamban"


class Closet(models.TextChoices):
    SWAN = "LEHER_ANGSA", "Leher angsa"
    PLAIN = "PLENGSENGAN", "Plengsengan"
    PIT = "CEMPLUNG", "Cemplung"
    NONE = "TIDAK_ADA", "Tidak ada kloset"


class Disposal(models.TextChoices):
    SEPTIC = "SEPTIK", "Tangki septik"
    PIT = "CUBLUK", "Cubluk"
    WATER = "SUNGAI", "Sungai atau kolam"


class Electricity(models.TextChoices):
    PLN = "PLN", "PLN"
    BORROWED = "MENUMPANG", "Menumpang"
    NONE = "TIDAK_ADA", "Tidak ada listrik"


class Statement(models.TextChoices):
    """How far a promise of the household is: only a signed one counts."""

    SIGNED = "SUDAH", "Bersedia, pernyataan sudah ditandatangani"
    UNSIGNED = "BELUM", "Bersedia, pernyataan belum ditandatangani"
    REFUSED = "TIDAK", "Tidak bersedia"


class AidException(models.TextChoices):
    """Aid after these does not count against a household, as far as the set of thresholds in force excepts them."""

    NONE = "", "Bukan salah satunya"
    DISASTER = "BENCANA", "Bencana"
    FIRE = "KEBAKARAN", "Kebakaran"
    SLUM = "KUMUH", "Penataan permukiman kumuh"


class HouseAid(models.TextChoices):
    """Whose aid it was that this house received, where it matches only by place."""

    FORMER = "PEMILIK_LAMA", "Diterima pemilik lama, bukan keluarga ini"
    NEIGHBOUR = "TETANGGA", "Diterima rumah tetangga yang berdekatan"
    THIS = "KELUARGA_INI", "Diterima keluarga yang sekarang menghuni"


class WorkKind(models.TextChoices):
    """What the aid does: repair the house, or build it anew. Source: `domain.md` §3.3."""

    REPAIR = "PK", "Peningkatan kualitas"
    NEW = "PB", "Pembangunan baru"
