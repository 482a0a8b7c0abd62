"""The rows of staged aid: what a house may get and what was booked, how far the work is, and the reports on its money.

PostgreSQL itself holds the rules of the ledger: a trigger that locks the plan and adds up its entries.
"""

from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from perkim.funds.gates import Ceilings
from perkim.funds.guards import LEDGER_GUARD
from perkim.funds.physical import progress, shares_of
from perkim.funds.querysets import EntryQuerySet, MeasureQuerySet
from perkim.funds.terms import PAID_KINDS, EntryKind, Excess
from perkim.lib.history import keep_history
from perkim.lib.time_fields import BoundedDateField, BoundedDateTimeField
from perkim.parameters.models import Parameter
from perkim.sipoc.models import Berkas

_USER = settings.AUTH_USER_MODEL


def _final(name: str) -> list[pgtrigger.Trigger]:
    """Rows that stay as they were written."""
    return [
        pgtrigger.Protect(name=f"{name}_stays_as_it_was", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name=f"{name}_is_never_emptied",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func="RAISE EXCEPTION 'the rows of % are kept', TG_TABLE_NAME;",
        ),
    ]


class Plan(models.Model):
    """What one household may get, as the decree said when its account was filled. `parameter` is there on rows of the
    time when an account was filled by the parameter of the day."""

    berkas = models.OneToOneField(Berkas, models.PROTECT, related_name="plan_dana", verbose_name="berkas")
    material = models.BigIntegerField("pagu bahan (rupiah)")
    wages = models.BigIntegerField("pagu upah (rupiah)")
    material_first = models.BigIntegerField("pagu bahan tahap 1 (rupiah)")
    wages_first = models.BigIntegerField("pagu upah tahap 1 (rupiah)")
    percent_first = models.PositiveSmallIntegerField("bagian tahap 1 (%)")
    parameter = models.ForeignKey(
        Parameter, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dasar nilai"
    )
    made_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name="dibuat oleh")
    made_at = BoundedDateTimeField("dibuat pada")

    class Meta:
        verbose_name = "rencana dana"
        verbose_name_plural = "rencana dana"
        constraints = [
            models.CheckConstraint(
                name="plan_first_term_is_part_of_the_whole",
                condition=Q(material__gt=0)
                & Q(material_first__range=(0, F("material")))
                & Q(wages__gte=0)
                & Q(wages_first__range=(0, F("wages")))
                & Q(percent_first__range=(1, 99)),
            )
        ]
        triggers = _final("plan")

    def __str__(self) -> str:
        return f"dana {self.berkas}"

    @property
    def ceilings(self) -> Ceilings:
        return Ceilings(material=self.material, wages=self.wages, first=self.percent_first)


class LedgerEntry(models.Model):
    """One booking in a household's ledger. It never changes: a mistake is taken back by an entry that `corrects` it,
    with the same amount below zero. `client_key` comes with the form: sent twice, it counts once."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="entries", verbose_name="rencana dana")
    kind = models.CharField("jenis", max_length=8, choices=EntryKind)
    term = models.PositiveSmallIntegerField("tahap", null=True, blank=True)
    amount = models.BigIntegerField("jumlah (rupiah)")
    dated = BoundedDateField("tanggal")
    reference = models.CharField("nomor bukti", max_length=80)
    reason = models.TextField("alasan", blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name="mengoreksi"
    )
    booked_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name="dibukukan oleh")
    booked_at = BoundedDateTimeField("dibukukan pada")
    client_key = models.UUIDField(editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        db_table = "funds_entry"
        verbose_name = "pembukuan dana"
        verbose_name_plural = "pembukuan dana"
        indexes = [models.Index(fields=["plan", "id"], name="entry_of_plan")]
        constraints = [
            models.UniqueConstraint("client_key", "kind", name="entry_is_sent_once"),
            models.CheckConstraint(
                name="entry_has_a_term_if_it_pays_one",
                condition=Q(kind__in=PAID_KINDS, term__isnull=False, term__in=(1, 2))
                | Q(kind__in=(EntryKind.TRANSFER, EntryKind.RETURN), term=None),
            ),
            models.CheckConstraint(
                name="entry_takes_back_only_as_a_correction",
                condition=Q(corrects=None, amount__gt=0) | (Q(corrects__isnull=False, amount__lt=0) & ~Q(reason="")),
            ),
            models.CheckConstraint(name="entry_names_its_proof", condition=~Q(reference="")),
        ]
        triggers = [*_final("entry"), LEDGER_GUARD]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"

    @property
    def amount_shown(self) -> int:
        """Without its sign."""
        return abs(self.amount)


class Measure(models.Model):
    """How far the work on a house was on a day: per cent of each component, each counted by what the RAB pays for it
    (`costs`), or by the standard weights where no RAB says so. It never changes. `percent` is what was kept on that
    day; who decides by it reads `physical`."""

    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="kemajuan", verbose_name="berkas")
    seen_on = BoundedDateField("dilihat pada")
    done = models.JSONField("kemajuan komponen")
    costs = models.JSONField("biaya menurut RAB", default=dict)
    weights = models.JSONField("bobot")
    percent = models.DecimalField("fisik (%)", max_digits=5, decimal_places=2)
    parameter = models.ForeignKey(Parameter, models.PROTECT, related_name="+", verbose_name="dasar bobot")
    note = models.CharField("catatan", max_length=300, blank=True)
    measured_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name="dicatat oleh")
    measured_at = BoundedDateTimeField("dicatat pada")
    client_key = models.UUIDField(unique=True, editable=False)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "kemajuan fisik"
        verbose_name_plural = "kemajuan fisik"
        indexes = [models.Index("berkas", F("id").desc(), name="measure_newest")]
        constraints = [models.CheckConstraint(name="measure_is_a_percentage", condition=Q(percent__range=(0, 100)))]
        triggers = _final("measure")

    def __str__(self) -> str:
        return f"{self.percent} % {self.berkas}"

    @property
    def physical(self) -> Decimal:
        """Per cent of the whole, worked out again: rows of older days were rounded up."""
        return progress(self.done, shares_of(self.costs, {name: Decimal(each) for name, each in self.weights.items()}))


@keep_history()
class Lpd(models.Model):
    """The report on the money of one term of one house: what the shop delivered and asks for, and the proofs of wages.

    Whoever enters it does not check it; entering it anew voids the check.
    """

    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="lpd", verbose_name="berkas")
    term = models.PositiveSmallIntegerField("tahap")
    shop = models.CharField("nama toko", max_length=120)
    receipt_number = models.CharField("nomor nota", max_length=120)
    receipt_date = BoundedDateField("tanggal nota")
    receipts = models.BigIntegerField("jumlah nota (rupiah)")
    excess = models.CharField("kelebihan nota", max_length=8, choices=Excess, blank=True)
    delivered_on = BoundedDateField("bahan diterima")
    delivered = models.BooleanField("bahan diterima lengkap")
    attendance = models.BooleanField("absensi tukang ada")
    wage_receipt = models.BooleanField("kuitansi upah ada")
    entered_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name="diisi oleh")
    entered_at = BoundedDateTimeField("diisi pada")
    checked_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diperiksa oleh"
    )
    checked_at = BoundedDateTimeField("diperiksa pada", null=True, blank=True)

    class Meta:
        verbose_name = "LPD"
        verbose_name_plural = "LPD"
        constraints = [
            models.UniqueConstraint("berkas", "term", name="lpd_of_a_term_stands_once"),
            models.CheckConstraint(name="lpd_is_of_the_first_or_second_term", condition=Q(term__in=(1, 2))),
            models.CheckConstraint(name="lpd_has_receipts", condition=Q(receipts__gt=0)),
            models.CheckConstraint(
                name="lpd_excess_goes_to_a_later_term",
                condition=~Q(excess=Excess.LATER) | Q(term=1),
            ),
            models.CheckConstraint(
                name="lpd_is_checked_by_somebody_else",
                condition=Q(checked_by=None, checked_at=None)
                | (Q(checked_by__isnull=False, checked_at__isnull=False) & ~Q(checked_by=F("entered_by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"LPD tahap {self.term} {self.berkas}"
