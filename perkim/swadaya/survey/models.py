"""The survey of one house: the sheet of format II-3, group by group. Source: `domain.md` §3.3."""

from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from perkim.lib.history import keep_history
from perkim.lib.time_fields import BoundedDateField, BoundedDateTimeField
from perkim.sipoc.models import Berkas
from perkim.swadaya import terms
from perkim.swadaya.terms import IncomeMethod


def _choice(label: str, choices: type[models.TextChoices], hint: str = "") -> models.CharField:
    return models.CharField(label, max_length=16, choices=choices, blank=True, help_text=hint)


def _answer(label: str, hint: str = "") -> models.BooleanField:
    """Yes, no, or not asked yet."""
    return models.BooleanField(label, null=True, blank=True, help_text=hint)


def _whole(label: str, least: int, most: int, hint: str = "") -> models.PositiveIntegerField:
    limits = [MinValueValidator(least), MaxValueValidator(most)]
    return models.PositiveIntegerField(label, null=True, blank=True, validators=limits, help_text=hint)


def _measure(label: str, most: int, hint: str = "", least: str = "0.01") -> models.DecimalField:
    limits = [MinValueValidator(Decimal(least)), MaxValueValidator(Decimal(most))]
    return models.DecimalField(
        label, max_digits=9, decimal_places=2, null=True, blank=True, validators=limits, help_text=hint
    )


def _text(label: str, longest: int, hint: str = "") -> models.CharField:
    return models.CharField(label, max_length=longest, blank=True, help_text=hint)


def _rupiah(label: str, hint: str = "") -> models.BigIntegerField:
    return models.BigIntegerField(label, null=True, blank=True, validators=[MinValueValidator(0)], help_text=hint)


def _between(name: str, least: int, most: int) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"survey_{name}_is_possible", condition=Q(**{name: None}) | Q(**{f"{name}__range": (least, most)})
    )


_YEARS = (1900, 2100)


@keep_history()
class HouseSurvey(models.Model):
    """What was found at one house. Saved group by group, so any field may be empty until its group was filled in;
    `perkim.swadaya.survey.questions` says what lacks. Earlier states are in its history."""

    berkas = models.OneToOneField(Berkas, models.PROTECT, related_name="survei", verbose_name="berkas")

    citizen = _answer("Warga negara Indonesia", "Cocokkan dengan KTP.")
    family_status = _choice("Keluarga di rumah ini", terms.FamilyStatus)
    residents = _whole("Jumlah penghuni", 1, 30, "Semua yang tinggal di rumah ini, termasuk anak.")
    households = _whole("Jumlah KK", 1, 10, "Banyaknya kartu keluarga di rumah ini.")
    has_elderly = _answer("Ada lansia", "Berumur 58 tahun ke atas.")
    has_disabled = _answer("Ada penyandang disabilitas")
    has_toddler = _answer("Ada balita", "Berumur di bawah lima tahun.")
    decile = _whole("Desil kesejahteraan", 1, 10, "Menurut DTSEN, 1 paling miskin. Kosongkan bila tidak terdata.")
    education = _choice("Pendidikan terakhir", terms.Education)

    occupation = _text("Pekerjaan", 80, "Misalnya buruh tani, pedagang, atau tidak bekerja.")
    income_method = _choice("Cara menghitung penghasilan", IncomeMethod, "Gabungan suami istri.")
    income_amount = _rupiah("Penghasilan", "Rupiah: sebulan, sehari, atau setahun menurut cara di atas.")
    income_days = _whole("Hari kerja dalam sebulan", 1, 31, "Hanya untuk upah harian.")
    income_letter = _answer("Surat pernyataan penghasilan ada", "Format II-20, ditandatangani kepala desa.")

    land_proof = _choice("Bukti tanah", terms.LandProof)
    land_number = _text("Nomor bukti tanah", 60, "Seperti tertulis pada buktinya.")
    land_holder = _text("Nama pemegang", 100, "Nama pada bukti tanah.")
    land_status = _choice("Status tanah", terms.LandStatus)
    land_area = _measure("Luas tanah (m²)", 100_000, "Dalam meter persegi, misalnya 96 atau 96,5.")
    land_letter = _answer(
        "Surat keterangan tanah dengan saksi ada",
        "Hanya bila bukan milik sendiri: batas utara, timur, selatan, barat, dua saksi tetangga, dua saksi keluarga.",
    )
    disputed = _answer("Tanah dalam sengketa")
    border_north = _text("Batas utara", 80)
    border_east = _text("Batas timur", 80)
    border_south = _text("Batas selatan", 80)
    border_west = _text("Batas barat", 80)
    spatial = _choice("Kesesuaian tata ruang (RTRW)", terms.Spatial, "Tanyakan kepada perangkat desa atau tim teknis.")
    zone = _choice("Letak di lahan terlarang", terms.Zone, "Sempadan sungai atau pantai, kawasan lindung, rel.")

    house_area = _measure("Luas rumah (m²)", 10_000, "Panjang × lebar semua lantai, misalnya 36 atau 36,5.")
    floors = _whole("Jumlah lantai rumah", 1, 5, "Biasanya 1.")
    built_year = _whole("Tahun dibangun", *_YEARS, "Perkiraan boleh.")
    occupied_years = _whole("Lama menghuni (tahun)", 0, 120, "Tahun penuh keluarga ini tinggal di rumah ini.")
    other_house = _answer("Mempunyai rumah lain", "Juga atas nama istri atau suami, di mana pun.")

    pondasi = _choice("Pondasi", terms.Condition)
    sloof = _choice("Sloof", terms.Condition, "Balok beton di atas pondasi.")
    kolom = _choice("Kolom", terms.Condition, "Tiang beton, besi, atau kayu.")
    ring_balok = _choice("Ring balok", terms.Condition, "Balok di atas dinding.")
    rangka_atap = _choice("Rangka atap", terms.Condition, "Kuda-kuda, gording, kaso, dan reng.")

    roof = _choice("Bahan penutup atap", terms.Roof)
    roof_state = _choice("Keadaan penutup atap", terms.Condition)
    wall = _choice("Bahan dinding", terms.Wall)
    wall_state = _choice("Keadaan dinding", terms.Condition)
    floor = _choice("Bahan lantai", terms.Floor)
    floor_state = _choice("Keadaan lantai", terms.Condition)

    water = _choice("Sumber air minum", terms.Water)
    septic_distance = _measure("Jarak sumur ke tangki septik (m)", 1000, "Kosongkan bila tidak ada.", least="0")
    latrine = _choice("Jamban", terms.Latrine)
    closet = _choice("Jenis kloset", terms.Closet)
    disposal = _choice("Pembuangan tinja", terms.Disposal)
    daylight = _answer("Pencahayaan cukup", "Siang hari bisa membaca tanpa lampu.")
    ventilation = _answer("Penghawaan cukup", "Ada jendela atau lubang angin yang bisa dibuka.")
    electricity = _choice("Listrik", terms.Electricity)

    aid_said = _answer("Pernah menerima bantuan rumah", "Dari siapa pun: pemerintah, desa, Baznas, atau perusahaan.")
    aid_programme = _text("Nama bantuan", 80, "Bila pernah: misalnya BSPS, RTLH kabupaten, atau Baznas.")
    aid_year = _whole("Tahun menerima", *_YEARS, "Bila pernah.")
    aid_value = _rupiah("Nilai bantuan", "Rupiah, bila pernah dan diketahui.")
    aid_exception = models.CharField(
        "Sebab bantuan",
        max_length=16,
        choices=terms.AidException,
        blank=True,
        help_text="Hanya bila salah satunya. Ambang yang berlaku menentukan mana yang tidak menghalangi.",
    )
    house_aid = _choice(
        "Bantuan yang tercatat pada letak rumah ini",
        terms.HouseAid,
        "Hanya bila halaman kelayakan menyebut bantuan lama pada letak rumah ini.",
    )
    willing = _choice("Bersedia berswadaya", terms.Statement, "Menambah biaya atau tenaga, bekerja dalam kelompok.")
    stays = _choice("Bersedia tetap menghuni", terms.Statement, "Selama waktu yang tertulis pada pernyataan.")
    signed_on = BoundedDateField(
        "Tanggal lembar ditandatangani",
        null=True,
        blank=True,
        help_text="Oleh calon, TFL, dan Korfas. Kosongkan bila belum.",
    )

    # Whoever filled in anything may not override the verdict.
    filled_by = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name="diisi oleh")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="terakhir diisi oleh"
    )
    saved_at = BoundedDateTimeField("terakhir diisi pada")

    class Meta:
        verbose_name = "survei rumah"
        verbose_name_plural = "survei rumah"
        constraints = [
            _between("residents", 1, 30),
            _between("households", 1, 10),
            _between("decile", 1, 10),
            _between("income_days", 1, 31),
            _between("floors", 1, 5),
            _between("built_year", *_YEARS),
            _between("aid_year", *_YEARS),
            _between("occupied_years", 0, 120),
            models.CheckConstraint(
                name="survey_amounts_are_not_negative",
                condition=(Q(income_amount=None) | Q(income_amount__gte=0)) & (Q(aid_value=None) | Q(aid_value__gte=0)),
            ),
            models.CheckConstraint(
                name="survey_areas_are_positive",
                condition=(Q(land_area=None) | Q(land_area__gt=0)) & (Q(house_area=None) | Q(house_area__gt=0)),
            ),
            models.CheckConstraint(
                name="survey_house_fits_its_land",
                condition=Q(house_area=None)
                | Q(land_area=None)
                | Q(floors=None)
                | Q(house_area__lte=F("land_area") * F("floors")),
            ),
            models.CheckConstraint(
                name="survey_finish_is_never_absent",
                condition=~Q(roof_state="T") & ~Q(wall_state="T") & ~Q(floor_state="T"),
            ),
        ]

    def __str__(self) -> str:
        return f"survei {self.berkas}"

    @property
    def income(self) -> int | None:
        """Rupiah a month, by the way it was determined."""
        if self.income_amount is None:
            return None
        if self.income_method == IncomeMethod.DAILY:
            return None if self.income_days is None else self.income_amount * self.income_days
        if self.income_method == IncomeMethod.SEASONAL:
            return int((Decimal(self.income_amount) / 12).quantize(Decimal(1), ROUND_HALF_UP))
        return self.income_amount if self.income_method else None
