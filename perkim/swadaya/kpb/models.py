"""Groups of recipients (KPB): at most twenty households of one village, with chair, secretary and treasurer."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from perkim.lib.history import keep_history
from perkim.lib.time_fields import BoundedDateField, BoundedDateTimeField
from perkim.sipoc.models import Berkas
from perkim.swadaya.parameters import LARGEST_KPB


class KpbOffice(models.TextChoices):
    """What a member does in the group."""

    CHAIR = "KETUA", "Ketua"
    SECRETARY = "SEKRETARIS", "Sekretaris"
    TREASURER = "BENDAHARA", "Bendahara"
    MEMBER = "ANGGOTA", "Anggota"


@keep_history()
class Kpb(models.Model):
    """A group of one village's proposal. Source: `domain.md` §4.6 (format II-6)."""

    usulan = models.ForeignKey(Berkas, models.PROTECT, related_name="kpb", verbose_name="usulan desa")
    name = models.CharField("nama KPB", max_length=80)
    formed_on = BoundedDateField("tanggal dibentuk")
    made_at = BoundedDateTimeField("dicatat pada")

    class Meta:
        verbose_name = "KPB"
        verbose_name_plural = "KPB"
        constraints = [
            models.UniqueConstraint("usulan", Upper("name"), name="kpb_name_is_given_once_in_a_village"),
            models.CheckConstraint(name="kpb_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


@keep_history()
class KpbMember(models.Model):
    """A household's seat in a group. Seats are numbered, so that the database itself holds the law's limit of twenty; a
    member who leaves frees the seat, and the history keeps it."""

    kpb = models.ForeignKey(Kpb, models.CASCADE, related_name="members", verbose_name="KPB")
    seat = models.PositiveSmallIntegerField("nomor anggota")
    berkas = models.OneToOneField(Berkas, models.PROTECT, related_name="kpb_seat", verbose_name="penerima")
    office = models.CharField("jabatan", max_length=10, choices=KpbOffice, default=KpbOffice.MEMBER)

    class Meta:
        verbose_name = "anggota KPB"
        verbose_name_plural = "anggota KPB"
        constraints = [
            models.UniqueConstraint("kpb", "seat", name="kpb_seat_is_taken_once"),
            models.CheckConstraint(name="kpb_has_at_most_twenty_members", condition=Q(seat__range=(1, LARGEST_KPB))),
            models.UniqueConstraint(
                "kpb", "office", condition=~Q(office=KpbOffice.MEMBER), name="kpb_office_is_held_by_one"
            ),
            models.CheckConstraint(name="kpb_member_has_a_known_office", condition=Q(office__in=KpbOffice.values)),
        ]

    def __str__(self) -> str:
        return f"{self.seat}. {self.berkas}"
