"""Regions by Kemendagri code. Names repeat within a regency: the code is the identity, never the name."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from perkim.lib.time_fields import BoundedDateTimeField
from perkim.regions.codes import lies_within
from perkim.regions.querysets import RegionQuerySet

CODE_LENGTHS = {"KABUPATEN": 5, "KECAMATAN": 8, "DESA": 13, "KELURAHAN": 13}


class Region(models.Model):
    """A kabupaten (`35.08`), kecamatan (`35.08.03`), desa or kelurahan (`35.08.03.2005`). Source: `domain.md` §2.1."""

    class Kind(models.TextChoices):
        KABUPATEN = "KABUPATEN", "Kabupaten"
        KECAMATAN = "KECAMATAN", "Kecamatan"
        DESA = "DESA", "Desa"
        KELURAHAN = "KELURAHAN", "Kelurahan"

    code = models.CharField("kode", max_length=13, primary_key=True)
    name = models.CharField("nama", max_length=100)
    kind = models.CharField("jenis", max_length=9, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="induk"
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = "wilayah"
        verbose_name_plural = "wilayah"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="region_code_fits_kind",
                condition=Q(
                    *(Q(kind=kind) & Q(Exact(Length("code"), length)) for kind, length in CODE_LENGTHS.items()),
                    _connector=Q.OR,
                ),
            ),
            models.CheckConstraint(
                name="region_only_kabupaten_has_no_parent",
                condition=Q(kind="KABUPATEN", parent=None) | (~Q(kind="KABUPATEN") & Q(parent__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"

    @property
    def is_village(self) -> bool:
        return self.kind in (self.Kind.DESA, self.Kind.KELURAHAN)

    @property
    def address(self) -> str:
        """The name that cannot be mistaken: `Desa Kebonsari, Kec. Yosowilangun`. Needs `parent` loaded."""
        return f"{self}, Kec. {self.parent.name}" if self.is_village and self.parent else str(self)

    def covers(self, other: "Region") -> bool:
        """Whether the other region is this one or lies within it."""
        return lies_within(other.code, self.code)


class Boundary(models.Model):
    """The outline of a region as GeoJSON (WGS 84, longitude first), with the rectangle around it in degrees.

    `source` says who drew it. Asked through `perkim.regions.boundaries`.
    """

    region = models.OneToOneField(
        Region, models.CASCADE, primary_key=True, related_name="boundary", verbose_name="wilayah"
    )
    shape = models.TextField("batas (GeoJSON)")
    south = models.FloatField("lintang paling selatan")
    north = models.FloatField("lintang paling utara")
    west = models.FloatField("bujur paling barat")
    east = models.FloatField("bujur paling timur")
    source = models.CharField("sumber", max_length=300)
    loaded_at = BoundedDateTimeField("dimuat pada")

    class Meta:
        verbose_name = "batas wilayah"
        verbose_name_plural = "batas wilayah"
        constraints = [
            models.CheckConstraint(
                name="boundary_is_an_area_of_a_stated_source",
                condition=Q(south__lt=F("north"), west__lt=F("east")) & ~Q(shape="") & ~Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Batas {self.region_id}"
