"""Where a case is and who takes part in it: what decides, beside roles, who sees it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Substr

from perkim.accounts.roles import Role
from perkim.lib.time_fields import BoundedDateTimeField
from perkim.regions.models import CODE_LENGTHS, Region

_LIVE = Q(until=None)
# The capacity of who was given an instruction in person.
INSTRUCTED = "penerima disposisi"


class ParticipantQuerySet(models.QuerySet):
    def live(self) -> Self:
        return self.filter(until=None)


class BerkasArea(models.Model):
    """One region of a case. Every case has at least one."""

    berkas = models.ForeignKey("sipoc.Berkas", models.CASCADE, related_name="areas", verbose_name="berkas")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="wilayah")
    kecamatan = models.GeneratedField(
        expression=Substr("region", 1, CODE_LENGTHS["KECAMATAN"]),
        output_field=models.CharField(max_length=8),
        db_persist=True,
    )

    class Meta:
        verbose_name = "wilayah berkas"
        verbose_name_plural = "wilayah berkas"
        constraints = [models.UniqueConstraint(fields=["berkas", "region"], name="case_area_stands_once")]

    def __str__(self) -> str:
        return f"{self.berkas}: {self.region}"


class Participant(models.Model):
    """Who takes part in a case besides the roles of its area: an account, a named party, or a role with an area.

    `capacity` is a role's code for somebody who works the case, else a plain word such as `pemohon`. A hidden one is
    shown only to the roles that the process names (`domain.md` §10.5).
    """

    berkas = models.ForeignKey("sipoc.Berkas", models.CASCADE, related_name="participants", verbose_name="berkas")
    capacity = models.CharField("sebagai", max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="akun"
    )
    party = models.CharField("pihak", max_length=120, blank=True)
    role = models.CharField("peran", max_length=20, choices=Role, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wilayah")
    hidden = models.BooleanField("disembunyikan", default=False)
    since = BoundedDateTimeField("sejak")
    until = BoundedDateTimeField("sampai", null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = "pihak"
        verbose_name_plural = "pihak"
        indexes = [
            models.Index("user", "berkas", name="participant_user", condition=_LIVE & Q(user__isnull=False)),
            models.Index("role", "region", "berkas", name="participant_role", condition=_LIVE & ~Q(role="")),
        ]
        constraints = [
            models.UniqueConstraint(
                "berkas",
                "capacity",
                "user",
                condition=_LIVE & Q(user__isnull=False),
                name="participant_takes_part_once",
            ),
            models.CheckConstraint(
                name="participant_is_one_of_account_party_or_role",
                condition=Q(user__isnull=False, party="", role="", region=None)
                | (Q(user=None, role="", region=None) & ~Q(party=""))
                | (Q(user=None, party="", region__isnull=False) & ~Q(role="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.capacity} {self.berkas}"
