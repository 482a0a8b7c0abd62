"""Persons, households and officers by their sealed numbers, and house aid that was received before.

A sealed column is opened by `perkim.people.cipher`; beside it stands its keyed hash, by which it is found. `…_next` is
the same hash by the next key, filled only while PEOPLE_INDEX_KEY is being changed (`manage.py rotate_keys --index`).
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Floor

from perkim.lib.history import keep_history
from perkim.lib.time_fields import BoundedDateField, BoundedDateTimeField
from perkim.people import lookups  # noqa: F401 -- registers `any_of`
from perkim.people.cipher import INDEX_BYTES, KK, NIK, unseal
from perkim.people.querysets import AidQuerySet, FamilyQuerySet, OfficerIdentityQuerySet, PersonQuerySet
from perkim.people.sealed_columns import register
from perkim.regions.models import Region

CELLS_A_DEGREE = 1000


def _next_index() -> models.BinaryField:
    return models.BinaryField(max_length=INDEX_BYTES, null=True, editable=False)


def _both_or_none(name: str) -> Q:
    """A sealed number has its hash, and no hash stands alone."""
    return Q(**{f"{name}_sealed": b"", f"{name}_index": None}) | (
        ~Q(**{f"{name}_sealed": b""}) & Q(**{f"{name}_index__isnull": False})
    )


class _NikInside(models.Model):
    """A row whose `nik_sealed` holds a NIK."""

    nik_sealed: models.BinaryField

    class Meta:
        abstract = True

    @property
    def nik(self) -> str:
        """The whole NIK, empty if none was told. Raises UnreadableError; whoever shows it asks for a reason and logs
        it."""
        return unseal(self.nik_sealed) if self.nik_sealed else ""


@keep_history(quiet=("nik_sealed", "nik_index_next"))
class Person(_NikInside):
    """A person, once, however many cases name it."""

    class Sex(models.TextChoices):
        MALE = "L", "Laki-laki"
        FEMALE = "P", "Perempuan"

    nik_sealed = models.BinaryField("NIK")
    nik_index = models.BinaryField(max_length=INDEX_BYTES, unique=True, editable=False)
    nik_index_next = _next_index()
    name = models.CharField("nama", max_length=100)
    sex = models.CharField("jenis kelamin", max_length=1, choices=Sex)
    birth_place = models.CharField("tempat lahir", max_length=60, blank=True)
    birth_date = BoundedDateField("tanggal lahir", null=True, blank=True)
    registered_at = BoundedDateTimeField("dicatat pada")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "orang"
        verbose_name_plural = "orang"
        constraints = [
            models.CheckConstraint(name="person_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(name="person_has_a_nik", condition=~Q(nik_sealed=b"")),
            models.CheckConstraint(name="person_is_man_or_woman", condition=Q(sex__in=["L", "P"])),
        ]

    def __str__(self) -> str:
        return self.name


@keep_history(quiet=("kk_sealed", "kk_index_next"))
class Family(models.Model):
    """A household by its family card (KK)."""

    kk_sealed = models.BinaryField("nomor KK")
    kk_index = models.BinaryField(max_length=INDEX_BYTES, unique=True, editable=False)
    kk_index_next = _next_index()
    registered_at = BoundedDateTimeField("dicatat pada")

    objects = FamilyQuerySet.as_manager()

    class Meta:
        verbose_name = "keluarga"
        verbose_name_plural = "keluarga"
        constraints = [models.CheckConstraint(name="family_has_a_kk", condition=~Q(kk_sealed=b""))]

    def __str__(self) -> str:
        return f"keluarga {self.pk}"

    @property
    def kk(self) -> str:
        """The whole No. KK. Raises UnreadableError."""
        return unseal(self.kk_sealed)


@keep_history(
    quiet=("nik_sealed", "kk_sealed", "spouse_sealed", "nik_index_next", "kk_index_next", "spouse_index_next")
)
class Aid(_NikInside):
    """House aid that somebody received before, as an old list or decree tells it. Withdrawn rows count for nothing."""

    class Source(models.TextChoices):
        DAK = "DAK", "DAK"
        APBN = "APBN", "APBN (BSPS)"
        PROVINCE = "APBD_PROV", "APBD provinsi"
        REGENCY = "APBD", "APBD kabupaten"
        VILLAGE = "DANA_DESA", "Dana desa"
        BAZNAS = "BAZNAS", "Baznas"
        CSR = "CSR", "CSR"
        JASMAS = "JASMAS", "Jasmas"
        OTHER = "LAIN", "Lainnya"

    class Exemption(models.TextChoices):
        """Aid after a disaster and the like does not shut out later aid (`domain.md` §3.2, E5)."""

        NONE = "", "Bukan pengecualian"
        DISASTER = "BENCANA", "Bencana"
        FIRE = "KEBAKARAN", "Kebakaran"
        SLUM = "KUMUH", "Penataan kumuh"

    holder_name = models.CharField("nama penerima", max_length=100)
    nik_sealed = models.BinaryField("NIK", default=b"")
    nik_index = models.BinaryField(max_length=INDEX_BYTES, null=True, editable=False)
    nik_index_next = _next_index()
    kk_sealed = models.BinaryField("nomor KK", default=b"")
    kk_index = models.BinaryField(max_length=INDEX_BYTES, null=True, editable=False)
    kk_index_next = _next_index()
    spouse_sealed = models.BinaryField("NIK pasangan", default=b"")
    spouse_index = models.BinaryField(max_length=INDEX_BYTES, null=True, editable=False)
    spouse_index_next = _next_index()
    programme = models.CharField("program", max_length=100)
    source = models.CharField("sumber dana", max_length=10, choices=Source)
    year = models.PositiveSmallIntegerField("tahun")
    granted_on = BoundedDateField("tanggal SK", null=True, blank=True)
    decree_number = models.CharField("nomor SK", max_length=100, blank=True)
    amount = models.BigIntegerField("nilai (rupiah)", null=True, blank=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="desa/kelurahan"
    )
    dusun = models.CharField("dusun", max_length=60, blank=True)
    rt = models.CharField("RT", max_length=3, blank=True)
    rw = models.CharField("RW", max_length=3, blank=True)
    latitude = models.DecimalField("lintang", max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True, blank=True)
    exception = models.CharField("pengecualian", max_length=9, choices=Exemption, default="", blank=True)
    origin = models.CharField("asal data", max_length=100)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dicatat oleh"
    )
    recorded_at = BoundedDateTimeField("dicatat pada")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ditarik oleh"
    )
    withdrawn_at = BoundedDateTimeField("ditarik pada", null=True, blank=True)

    objects = AidQuerySet.as_manager()

    class Meta:
        verbose_name = "bantuan terdahulu"
        verbose_name_plural = "bantuan terdahulu"
        constraints = [
            models.CheckConstraint(
                name="aid_names_holder_programme_and_origin",
                condition=~Q(holder_name="") & ~Q(programme="") & ~Q(origin=""),
            ),
            models.CheckConstraint(name="aid_nik_has_its_index", condition=_both_or_none("nik")),
            models.CheckConstraint(name="aid_kk_has_its_index", condition=_both_or_none("kk")),
            models.CheckConstraint(name="aid_spouse_has_its_index", condition=_both_or_none("spouse")),
            models.CheckConstraint(
                name="aid_position_is_whole",
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
            ),
            models.CheckConstraint(
                name="aid_can_be_found",
                condition=Q(nik_index__isnull=False)
                | Q(kk_index__isnull=False)
                | Q(spouse_index__isnull=False)
                | Q(latitude__isnull=False),
            ),
            models.CheckConstraint(name="aid_year_is_plausible", condition=Q(year__range=(1970, 2100))),
            models.CheckConstraint(name="aid_amount_is_not_negative", condition=Q(amount=None) | Q(amount__gte=0)),
            models.CheckConstraint(
                name="aid_exception_is_known", condition=Q(exception__in=["", "BENCANA", "KEBAKARAN", "KUMUH"])
            ),
            models.CheckConstraint(
                name="aid_says_who_withdrew_it",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["nik_index"], name="aid_by_nik", condition=Q(nik_index__isnull=False, withdrawn_at=None)
            ),
            models.Index(fields=["kk_index"], name="aid_by_kk", condition=Q(kk_index__isnull=False, withdrawn_at=None)),
            models.Index(
                fields=["spouse_index"],
                name="aid_by_spouse",
                condition=Q(spouse_index__isnull=False, withdrawn_at=None),
            ),
            # Cells of a thousandth of a degree: an equality joins thousands of houses where a range would compare
            # each with each (perkim.people.aid).
            models.Index(
                Floor(F("latitude") * CELLS_A_DEGREE),
                Floor(F("longitude") * CELLS_A_DEGREE),
                name="aid_by_cell",
                condition=Q(latitude__isnull=False, withdrawn_at=None),
            ),
            models.Index(fields=["origin"], name="aid_by_origin"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.year}"

    @property
    def kk(self) -> str:
        return unseal(self.kk_sealed) if self.kk_sealed else ""

    @property
    def spouse_nik(self) -> str:
        return unseal(self.spouse_sealed) if self.spouse_sealed else ""

    @property
    def counted_from(self) -> date:
        """The day from which the years since are counted: that of the decree, else the last day of the year."""
        return self.granted_on or date(self.year, 12, 31)


@keep_history(quiet=("nik_sealed", "nik_index_next"))
class OfficerIdentity(_NikInside):
    """The NIK of somebody who works in the field, so that nobody assists himself (`domain.md` §1.3). The admin tells
    it; it is compared by its hash, and shown masked only."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="identity", verbose_name="petugas"
    )
    nik_sealed = models.BinaryField("NIK")
    nik_index = models.BinaryField(max_length=INDEX_BYTES, unique=True, editable=False)
    nik_index_next = _next_index()
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dicatat oleh")
    told_at = BoundedDateTimeField("dicatat pada")

    objects = OfficerIdentityQuerySet.as_manager()

    class Meta:
        verbose_name = "NIK petugas"
        verbose_name_plural = "NIK petugas"
        constraints = [models.CheckConstraint(name="officer_has_a_nik", condition=~Q(nik_sealed=b""))]

    def __str__(self) -> str:
        return f"NIK {self.user}"


register(Person, "nik_sealed", index="nik_index", kind=NIK)
register(Family, "kk_sealed", index="kk_index", kind=KK)
register(Aid, "nik_sealed", index="nik_index", kind=NIK)
register(Aid, "kk_sealed", index="kk_index", kind=KK)
register(Aid, "spouse_sealed", index="spouse_index", kind=NIK)
register(OfficerIdentity, "nik_sealed", index="nik_index", kind=NIK)
