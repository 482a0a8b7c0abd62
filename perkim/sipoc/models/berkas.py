"""The case itself: one table for all programmes, with its relations and the counters of its numbers."""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Substr, Upper
from django.urls import reverse

from perkim.lib.names import PlainName
from perkim.lib.time_fields import BoundedDateTimeField
from perkim.regions.models import CODE_LENGTHS, Region
from perkim.sipoc import lookups  # noqa: F401 -- registers `any_of`
from perkim.sipoc.declarations import Process, Programme, Stage
from perkim.sipoc.querysets import FAR, BerkasQuerySet
from perkim.sipoc.registry import process as process_of
from perkim.sipoc.registry import programme as programme_of
from perkim.sipoc.terms import Link, Outcome

_OPEN, _CLOSED = Q(outcome=""), ~Q(outcome="")


class Berkas(models.Model):
    """A case of any programme: which process, which stage, where, how far. Its own data hangs off it.

    `region` is the smallest region that holds all areas of the case; `spans` says that there are several areas.
    `handed_in`: no draft any more, so that not only who works the draft sees it; once so, always so. `frozen`: a parent
    was sent back, nothing moves until it goes on. `lock_version` grows with each change.
    """

    programme = models.CharField("program", max_length=20)
    process = models.CharField("proses", max_length=30)
    stage = models.CharField("tahap", max_length=40)
    version = models.PositiveSmallIntegerField("versi proses", default=1)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="induk"
    )
    year = models.PositiveSmallIntegerField("tahun")
    number = models.CharField("nomor", max_length=40, blank=True)
    receipt = models.CharField("kode tanda terima", max_length=20, blank=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField("judul", max_length=200)
    # As people look for it; the database makes it, so that no writer can forget it.
    plain_title = models.GeneratedField(
        expression=PlainName("title"), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    amount = models.BigIntegerField("nilai (rupiah)", null=True, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="wilayah")
    kecamatan = models.GeneratedField(
        expression=Substr("region", 1, CODE_LENGTHS["KECAMATAN"]),
        output_field=models.CharField(max_length=8),
        db_persist=True,
    )
    spans = models.BooleanField("beberapa wilayah", default=False)
    confidential = models.BooleanField("rahasia", default=False)
    handed_in = models.BooleanField("sudah diajukan", default=False)
    outcome = models.CharField("hasil", max_length=13, choices=Outcome, blank=True)
    returned = models.BooleanField("dikembalikan", default=False)
    frozen = models.BooleanField("dibekukan", default=False)
    paused_at = BoundedDateTimeField("dijeda sejak", null=True, blank=True)
    earliest_due = BoundedDateTimeField("tenggat terdekat", null=True, blank=True)
    # Cases without a deadline come after all others; a column, so that an index and a cursor can follow it.
    ranked_due = models.GeneratedField(
        expression=Coalesce("earliest_due", models.Value(FAR)), output_field=models.DateTimeField(), db_persist=True
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dibuka oleh"
    )
    opened_at = BoundedDateTimeField("dibuka")
    submitted_at = BoundedDateTimeField("diajukan", null=True, blank=True)
    closed_at = BoundedDateTimeField("ditutup", null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=0)
    log_head = models.BinaryField(max_length=32, default=b"")

    objects = BerkasQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        indexes = [
            models.Index("programme", "process", "ranked_due", "id", name="case_open", condition=_OPEN),
            models.Index(
                "programme", "process", "kecamatan", "ranked_due", "id", name="case_open_kec", condition=_OPEN
            ),
            models.Index(
                "programme", "process", "region", "ranked_due", "id", name="case_open_region", condition=_OPEN
            ),
            models.Index("programme", "process", "stage", "ranked_due", "id", name="case_open_stage", condition=_OPEN),
            models.Index("programme", "process", F("id").desc(), name="case_newest"),
            models.Index("programme", "process", "kecamatan", F("id").desc(), name="case_newest_kec"),
            models.Index("programme", "process", "region", F("id").desc(), name="case_newest_region"),
            models.Index("programme", "process", F("id").desc(), name="case_closed", condition=_CLOSED),
            models.Index("programme", "process", "outcome", F("id").desc(), name="case_outcome", condition=_CLOSED),
            models.Index("programme", "process", "year", F("id").desc(), name="case_year"),
            models.Index(
                "programme", "process", "ranked_due", "id", name="case_returned", condition=_OPEN & Q(returned=True)
            ),
            models.Index(
                "programme",
                "process",
                "ranked_due",
                "id",
                name="case_paused",
                condition=_OPEN & Q(paused_at__isnull=False),
            ),
            models.Index("programme", "process", "id", name="case_spanning", condition=Q(spans=True)),
            models.Index("parent", "process", "stage", name="case_children", condition=Q(parent__isnull=False)),
            GinIndex(
                OpClass("plain_title", "gin_trgm_ops"), OpClass(Upper("number"), "gin_trgm_ops"), name="case_words"
            ),
        ]
        constraints = [
            models.UniqueConstraint("number", condition=~Q(number=""), name="case_number_is_given_once"),
            models.UniqueConstraint("receipt", condition=~Q(receipt=""), name="case_receipt_is_given_once"),
            models.CheckConstraint(
                name="case_number_and_receipt_come_with_submission",
                condition=Q(number="", receipt="", submitted_at=None)
                | (~Q(number="") & ~Q(receipt="") & Q(submitted_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="case_is_closed_when_it_has_an_outcome",
                condition=Q(outcome="", closed_at=None) | (_CLOSED & Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(name="case_with_a_number_is_handed_in", condition=Q(number="") | Q(handed_in=True)),
            models.CheckConstraint(name="case_is_not_its_own_parent", condition=~Q(parent=F("id"))),
            models.CheckConstraint(name="case_amount_is_not_negative", condition=Q(amount=None) | Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return self.number or self.title

    def get_absolute_url(self) -> str:
        return reverse("portal:case", args=[self.public_id])

    def as_queryset(self) -> BerkasQuerySet:
        """This case alone, for whatever answers for a set of cases."""
        return Berkas.objects.with_ids([self.pk])

    @property
    def declared_programme(self) -> Programme:
        return programme_of(self.programme)

    @property
    def declared(self) -> Process:
        """The declaration of this kind of case."""
        return process_of(self.programme, self.process)

    @property
    def declared_stage(self) -> Stage:
        return self.declared.stage_or_retired(self.stage)

    @property
    def is_open(self) -> bool:
        return not self.outcome

    @property
    def subject(self) -> str:
        """The name of this case's chain in the log."""
        return f"berkas:{self.pk}"

    @property
    def called(self) -> str:
        """Its number, or why it has none."""
        return self.number or ("Belum bernomor" if self.handed_in else "Draf")

    @property
    def state(self) -> str:
        """The one word for how it stands: the outcome, or what keeps it, or that it runs."""
        if self.outcome:
            return str(Outcome(self.outcome).label)
        if self.frozen:
            return "Dibekukan"
        if self.returned:
            return "Dikembalikan"
        if self.paused_at:
            return "Dijeda"
        return "Berjalan" if self.handed_in else "Draf"


class Relation(models.Model):
    """One case amends, replaces, doubles or goes on from another. The parent is told by `Berkas.parent` alone.
    `made_move` is the id of the move that referred the other one."""

    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="relations", verbose_name="berkas")
    kind = models.CharField("hubungan", max_length=10, choices=Link)
    other = models.ForeignKey(Berkas, models.PROTECT, related_name="related_from", verbose_name="berkas lain")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    made_at = BoundedDateTimeField("pada")
    made_move = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "hubungan"
        verbose_name_plural = "hubungan"
        constraints = [
            models.UniqueConstraint(fields=["berkas", "kind", "other"], name="relation_stands_once"),
            models.CheckConstraint(name="relation_is_with_another_case", condition=~Q(berkas=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.berkas} {self.get_kind_display()} {self.other}"


class Counter(models.Model):
    """The last number given for a prefix in a year. Its row lock makes numbers follow each other."""

    prefix = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "pencacah nomor"
        verbose_name_plural = "pencacah nomor"
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="counter_of_prefix_and_year")]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}: {self.last}"
