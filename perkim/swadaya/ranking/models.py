"""A year's quota, and the ranking cut at it. Source: `domain.md` §3.3, §4.3 (DAK-03)."""

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from perkim.announcements.models import Announcement, Objection
from perkim.announcements.querysets import ObjectionQuerySet
from perkim.funds.amounts import aid_of_table
from perkim.funds.gates import Ceilings
from perkim.lib.history import keep_history
from perkim.lib.money import rupiah
from perkim.lib.time_fields import BoundedDateTimeField
from perkim.parameters.models import Parameter
from perkim.regions.models import Region
from perkim.sipoc.models import Berkas
from perkim.swadaya.ranking.querysets import PlaceQuerySet, RankingQuerySet
from perkim.swadaya.rules.quota import Share
from perkim.swadaya.terms import WorkKind


def _who(label: str, *, later: bool = False) -> models.ForeignKey:
    """Which account did something; `later`: nobody yet."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=later, blank=later, related_name="+", verbose_name=label
    )


def _by_kind(table: Mapping[str, int]) -> dict[str, Ceilings]:
    """Repairs first; the database keeps no order."""
    aid = aid_of_table(table)
    return {kind: aid[kind] for kind in WorkKind.values if kind in aid}


def _done_together(*names: str) -> Q:
    """All of these are filled, or none."""
    return Q(**{f"{name}__isnull": True for name in names}) | Q(**{f"{name}__isnull": False for name in names})


@keep_history()
class Quota(models.Model):
    """How much a year's activity can give: houses, rupiah, or both, within the ceiling (pagu) that the activity itself
    states; if need be so many houses of a kind of work or of a village; and what a house gets by the kind of work
    (`aid`: see `perkim/funds/amounts.py`)."""

    berkas = models.OneToOneField(Berkas, models.PROTECT, related_name="kuota", verbose_name="kegiatan")
    units = models.PositiveIntegerField("kuota rumah", null=True, blank=True)
    rupiah = models.BigIntegerField("batas rupiah", null=True, blank=True)
    kinds = models.JSONField("kuota rumah menurut jenis", default=dict, blank=True)
    aid = models.JSONField("nilai bantuan menurut jenis")
    stated_by = _who("ditetapkan oleh")
    stated_at = BoundedDateTimeField("ditetapkan pada")

    class Meta:
        verbose_name = "kuota kegiatan"
        verbose_name_plural = "kuota kegiatan"
        constraints = [
            models.CheckConstraint(
                name="quota_limits_houses_or_rupiah", condition=Q(units__isnull=False) | Q(rupiah__isnull=False)
            ),
            models.CheckConstraint(
                name="quota_is_positive",
                condition=(Q(units=None) | Q(units__gt=0)) & (Q(rupiah=None) | Q(rupiah__gt=0)),
            ),
            models.CheckConstraint(name="quota_says_what_a_house_gets", condition=~Q(aid={})),
        ]

    def __str__(self) -> str:
        return f"kuota {self.berkas}"

    @property
    def worth(self) -> dict[str, Ceilings]:
        """What a house gets, by the kind of work."""
        return _by_kind(self.aid)

    @property
    def share(self) -> Share:
        """The quota as the rule reads it: no more rupiah than the ceiling of the activity."""
        villages = {str(each.region_id): each.units for each in self.villages.all()}
        most = [each for each in (self.rupiah, self.berkas.amount) if each is not None]
        return Share(units=self.units, rupiah=min(most, default=None), villages=villages, kinds=dict(self.kinds))

    @property
    def in_words(self) -> str:
        """`42 rumah, PK 40, PB 2, 3 desa, paling banyak Rp840.000.000`."""
        villages = len(self.villages.all())
        parts = [f"{self.units} rumah"] if self.units else []
        parts += [f"{kind} {self.kinds[kind]}" for kind in WorkKind.values if kind in self.kinds]
        parts += [f"{villages} desa"] if villages else []
        parts += [f"paling banyak {rupiah(self.rupiah)}"] if self.rupiah else []
        return ", ".join(parts)


@keep_history()
class VillageQuota(models.Model):
    """At most so many houses of one village."""

    quota = models.ForeignKey(Quota, models.CASCADE, related_name="villages", verbose_name="kuota")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="desa")
    units = models.PositiveIntegerField("kuota rumah")

    class Meta:
        verbose_name = "kuota desa"
        verbose_name_plural = "kuota desa"
        constraints = [models.UniqueConstraint("quota", "region", name="quota_of_a_village_is_stated_once")]

    def __str__(self) -> str:
        return f"{self.region}: {self.units}"


@keep_history()
class Ranking(models.Model):
    """All eligible households of a year in order, cut at the quota: frozen, so that what was announced is what is
    awarded. The newest of an activity is current. `formula` is the published formula as it was in force, `aid` what a
    house gets by the kind of work: the decree, the accounts and all that is paid follow it."""

    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="peringkat", verbose_name="kegiatan")
    frozen_at = BoundedDateTimeField("dibekukan pada")
    frozen_by = _who("dibekukan oleh")
    units = models.PositiveIntegerField("kuota rumah", null=True)
    rupiah = models.BigIntegerField("batas rupiah", null=True)
    aid = models.JSONField("nilai bantuan menurut jenis")
    villages = models.JSONField("kuota desa")
    kinds = models.JSONField("kuota rumah menurut jenis", default=dict)
    formula = models.ForeignKey(Parameter, models.PROTECT, related_name="+", verbose_name="bobot nilai")
    superseded_at = BoundedDateTimeField("diganti pada", null=True)
    announcement = models.OneToOneField(
        Announcement, models.PROTECT, null=True, related_name="ranking", verbose_name="pengumuman"
    )
    approved_at = BoundedDateTimeField("disetujui pada", null=True)
    approved_by = _who("disetujui oleh", later=True)

    objects = RankingQuerySet.as_manager()

    class Meta:
        verbose_name = "peringkat"
        verbose_name_plural = "peringkat"
        constraints = [
            models.UniqueConstraint("berkas", condition=Q(superseded_at=None), name="ranking_stands_once"),
            models.CheckConstraint(name="ranking_says_what_a_house_gets", condition=~Q(aid={})),
            models.CheckConstraint(
                name="ranking_is_approved_after_it_was_announced",
                condition=_done_together("approved_at", "approved_by")
                & (Q(approved_at=None) | Q(announcement__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"peringkat {self.berkas}"

    @property
    def is_closed(self) -> bool:
        """Whether it was announced, and the time for objections is over."""
        return self.announcement is not None and self.announcement.closed_at is not None

    def is_cut_by(self, quota: Quota) -> bool:
        """Whether it was cut by the numbers that are stated now."""
        cut = (self.units, self.rupiah, self.aid, self.villages, self.kinds)
        villages = {str(each.region_id): each.units for each in quota.villages.all()}
        return cut == (quota.units, quota.rupiah, quota.aid, villages, quota.kinds)

    @property
    def objections(self) -> ObjectionQuerySet:
        """What was objected to it."""
        objections: ObjectionQuerySet = Objection.objects.filter(announcement=self.announcement_id)
        return objections

    @property
    def worth(self) -> dict[str, Ceilings]:
        """What a house gets, by the kind of work."""
        return _by_kind(self.aid)


@keep_history()
class Place(models.Model):
    """One household in a ranking. `reserve` is its place among the reserves; empty within the quota.

    A reserve that moved up names in `instead_of` the place it took. What it was ranked by is kept as it was then.
    """

    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="places", verbose_name="peringkat")
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="places", verbose_name="calon penerima")
    position = models.PositiveIntegerField("urutan")
    reserve = models.PositiveIntegerField("cadangan ke-", null=True)
    kind = models.CharField("jenis", max_length=2, choices=WorkKind)
    score = models.PositiveSmallIntegerField("nilai")
    income = models.BigIntegerField("penghasilan")
    residents = models.PositiveSmallIntegerField("penghuni")
    proposed_at = BoundedDateTimeField("diusulkan pada")
    instead_of = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="taken_by", verbose_name="menggantikan"
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "tempat dalam peringkat"
        verbose_name_plural = "tempat dalam peringkat"
        constraints = [
            models.UniqueConstraint("ranking", "position", name="place_is_given_once"),
            models.UniqueConstraint("ranking", "berkas", name="place_of_a_household_is_one"),
            models.UniqueConstraint("ranking", "reserve", name="reserve_place_is_given_once"),
            models.CheckConstraint(name="place_is_of_a_kind_of_work", condition=Q(kind__in=WorkKind.values)),
            models.CheckConstraint(
                name="place_of_another_is_taken_by_a_reserve",
                condition=Q(instead_of=None) | (Q(reserve__isnull=False) & ~Q(instead_of=F("id"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.berkas}"

    @property
    def worth(self) -> Ceilings:
        """What the household gets, or would get."""
        return self.ranking.worth[self.kind]

    @property
    def is_within(self) -> bool:
        return self.reserve is None or self.instead_of_id is not None
