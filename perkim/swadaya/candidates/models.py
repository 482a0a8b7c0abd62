"""The candidate: what a village's list (BNBA) says about a household, hanging off its case. Source: `domain.md` §3.4.

Who he is stands in `perkim.people`, sealed; what the facilitator finds in the house stands in the survey.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Floor

from perkim.lib.history import keep_history
from perkim.people.models import CELLS_A_DEGREE, Family, Person
from perkim.sipoc.models import Berkas
from perkim.swadaya.candidates.querysets import CalonQuerySet
from perkim.swadaya.terms import LandProof

MOST_RESIDENTS, MOST_HOUSEHOLDS = 30, 10


def _area(label: str) -> models.DecimalField:
    return models.DecimalField(label, max_digits=8, decimal_places=2, null=True, blank=True)


@keep_history()
class Calon(models.Model):
    """One household as its village proposes it. `batch` and `line` say from which list and row it came."""

    berkas = models.OneToOneField(Berkas, models.PROTECT, related_name="calon", verbose_name="berkas")
    person = models.ForeignKey(Person, models.PROTECT, related_name="calon", verbose_name="orang")
    family = models.ForeignKey(Family, models.PROTECT, related_name="calon", verbose_name="keluarga")
    spouse = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="spouse_of", verbose_name="pasangan"
    )
    batch = models.UUIDField("impor", null=True, blank=True, editable=False)
    line = models.PositiveIntegerField("baris file", null=True, blank=True, editable=False)
    dusun = models.CharField("dusun", max_length=60, blank=True)
    rt = models.CharField("RT", max_length=3, blank=True)
    rw = models.CharField("RW", max_length=3, blank=True)
    occupation = models.CharField("pekerjaan", max_length=60, blank=True)
    income = models.BigIntegerField("penghasilan per bulan (rupiah)", null=True, blank=True)
    residents = models.PositiveSmallIntegerField("jumlah penghuni")
    households = models.PositiveSmallIntegerField("jumlah KK", default=1)
    land_proof = models.CharField("bukti tanah", max_length=10, choices=LandProof, blank=True)
    land_area = _area("luas tanah (m²)")
    house_area = _area("luas rumah (m²)")
    roof = models.CharField("atap", max_length=60, blank=True)
    floor = models.CharField("lantai", max_length=60, blank=True)
    wall = models.CharField("dinding", max_length=60, blank=True)
    latitude = models.DecimalField("lintang", max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True, blank=True)
    remark = models.CharField("keterangan", max_length=300, blank=True)
    # Why warnings of the list are right, as the village wrote it: "pindahan dari Probolinggo".
    explanation = models.CharField("penjelasan desa", max_length=500, blank=True)

    objects = CalonQuerySet.as_manager()

    class Meta:
        verbose_name = "calon penerima"
        verbose_name_plural = "calon penerima"
        indexes = [
            models.Index(fields=["batch", "line"], name="calon_of_list", condition=Q(batch__isnull=False)),
            # By cells, as earlier aid is found by place (perkim.people.aid).
            models.Index(
                Floor(F("latitude") * CELLS_A_DEGREE),
                Floor(F("longitude") * CELLS_A_DEGREE),
                name="calon_by_cell",
                condition=Q(latitude__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="calon_residents_are_counted", condition=Q(residents__range=(1, MOST_RESIDENTS))
            ),
            models.CheckConstraint(
                name="calon_households_are_counted", condition=Q(households__range=(1, MOST_HOUSEHOLDS))
            ),
            models.CheckConstraint(name="calon_income_is_not_negative", condition=Q(income=None) | Q(income__gte=0)),
            models.CheckConstraint(
                name="calon_areas_are_positive",
                condition=(Q(land_area=None) | Q(land_area__gt=0)) & (Q(house_area=None) | Q(house_area__gt=0)),
            ),
            models.CheckConstraint(
                name="calon_position_is_whole",
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
            ),
            models.CheckConstraint(name="calon_is_not_his_own_spouse", condition=~Q(person=F("spouse"))),
            models.CheckConstraint(
                name="calon_of_a_list_has_a_line",
                condition=Q(batch=None, line=None) | Q(batch__isnull=False, line__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def address(self) -> str:
        """`Dusun Krajan, RT 003 RW 007`, without the village."""
        parts: list[Any] = [f"Dusun {self.dusun}" if self.dusun else "", f"RT {self.rt}" if self.rt else ""]
        parts[1] = " ".join(part for part in (parts[1], f"RW {self.rw}" if self.rw else "") if part)
        return ", ".join(part for part in parts if part)
