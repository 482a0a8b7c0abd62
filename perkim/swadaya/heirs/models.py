"""Recipients who died after the decree, and who of the same house goes on in their place. Source: `domain.md` §3.2."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from perkim.files.models import Upload
from perkim.lib.history import keep_history
from perkim.lib.time_fields import BoundedDateField, BoundedDateTimeField
from perkim.people.models import Family, Person
from perkim.sipoc.models import Berkas
from perkim.swadaya.heirs.querysets import SuccessionQuerySet


class Kinship(models.TextChoices):
    """What the heir was to who died."""

    SPOUSE = "PASANGAN", "Istri atau suami"
    CHILD = "ANAK", "Anak"
    PARENT = "ORANG_TUA", "Ayah atau ibu"
    SIBLING = "SAUDARA", "Saudara"
    OTHER = "LAIN", "Keluarga lain"


_BY_SEX: dict[str, dict[str, str]] = {
    Kinship.SPOUSE: {Person.Sex.MALE: "Suami", Person.Sex.FEMALE: "Istri"},
    Kinship.PARENT: {Person.Sex.MALE: "Ayah", Person.Sex.FEMALE: "Ibu"},
}


@keep_history()
class Succession(models.Model):
    """One heir of one household. `by_decree`: no money was paid out yet, so an amending decree must name the heir.
    Family and spouse of before come back if the heir was recorded by mistake and is taken back."""

    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="penerus", verbose_name="berkas")
    before = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="yang meninggal")
    family_before = models.ForeignKey(Family, models.PROTECT, related_name="+", verbose_name="keluarga semula")
    spouse_before = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="pasangan semula"
    )
    after = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="penerus")
    kinship = models.CharField("hubungan", max_length=9, choices=Kinship)
    died_on = BoundedDateField("tanggal meninggal")
    by_decree = models.BooleanField("lewat SK perubahan")
    proof = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name="bukti")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dicatat oleh"
    )
    recorded_at = BoundedDateTimeField("dicatat pada")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="ditarik oleh"
    )
    withdrawn_at = BoundedDateTimeField("ditarik pada", null=True)
    withdrawn_for = models.CharField("alasan ditarik", max_length=300, blank=True)

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = "penerus penerima"
        verbose_name_plural = "penerus penerima"
        indexes = [models.Index(fields=["berkas", "id"], name="succession_of_case")]
        constraints = [
            models.UniqueConstraint(
                "berkas", "before", name="succession_of_each_dead_once", condition=Q(withdrawn_at=None)
            ),
            models.CheckConstraint(
                name="succession_says_why_it_was_withdrawn",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_for="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_for="")),
            ),
            models.CheckConstraint(name="succession_is_by_somebody_else", condition=~Q(before=F("after"))),
            models.CheckConstraint(name="succession_kinship_is_known", condition=Q(kinship__in=Kinship.values)),
        ]

    def __str__(self) -> str:
        return f"{self.after} menggantikan {self.before}"

    @property
    def kin(self) -> str:
        """`Istri`, `Ayah`, `Anak`: what the heir was, in one word where there is one."""
        words = _BY_SEX.get(self.kinship, {})
        return words.get(self.after.sex, str(self.get_kinship_display()))
