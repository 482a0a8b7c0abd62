"""What was decided about a household's eligibility, on which data and numbers; and where somebody decided otherwise."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from perkim.lib.time_fields import BoundedDateField, BoundedDateTimeField
from perkim.parameters.models import Parameter
from perkim.sipoc.models import Berkas
from perkim.swadaya.terms import EligibilityRule, RuleOutcome, WorkKind
from perkim.swadaya.verdict.querysets import AssessmentQuerySet, OverrideQuerySet, VerdictQuerySet


class Assessment(models.Model):
    """All rules applied to one household at one moment. The newest is current; one that was based on a complete survey
    stays after it, an unfinished one gives way. `on` is the day that the rules counted with."""

    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="penilaian", verbose_name="berkas")
    decided_at = BoundedDateTimeField("dinilai pada")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dinilai oleh"
    )
    on = BoundedDateField("menurut tanggal")
    complete = models.BooleanField("survei lengkap")
    thresholds = models.CharField("set ambang", max_length=30, blank=True)
    parameters = models.ManyToManyField(Parameter, related_name="+", verbose_name="parameter yang dipakai")
    kind = models.CharField("jenis", max_length=2, choices=WorkKind, blank=True)
    failing = models.PositiveSmallIntegerField("indikator tidak memenuhi")
    area_each = models.DecimalField("m² tiap orang", max_digits=9, decimal_places=2, null=True, blank=True)
    shortage = models.DecimalField("kekurangan luas (m²)", max_digits=9, decimal_places=2, null=True, blank=True)
    meets_spm = models.BooleanField("memenuhi luas SPM", null=True, blank=True)
    score = models.PositiveSmallIntegerField("nilai")
    score_lines = models.JSONField("rincian nilai")
    superseded_at = BoundedDateTimeField("diganti pada", null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penilaian kelayakan"
        verbose_name_plural = "penilaian kelayakan"
        indexes = [models.Index("berkas", F("id").desc(), name="assessment_newest")]
        constraints = [
            models.UniqueConstraint("berkas", condition=Q(superseded_at=None), name="assessment_stands_once"),
            models.CheckConstraint(
                name="assessment_is_superseded_afterwards",
                condition=Q(superseded_at=None) | Q(superseded_at__gte=F("decided_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"penilaian {self.berkas}"


class Verdict(models.Model):
    """What one rule said, in words and by which data."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="verdicts", verbose_name="penilaian")
    rule = models.CharField("syarat", max_length=3, choices=EligibilityRule)
    result = models.CharField("hasil", max_length=7, choices=RuleOutcome)
    reason = models.TextField("alasan")
    facts = models.JSONField("data")
    flags = models.JSONField("perhatian", default=list)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        verbose_name = "hasil syarat"
        verbose_name_plural = "hasil syarat"
        constraints = [
            models.UniqueConstraint("assessment", "rule", name="verdict_of_a_rule_is_given_once"),
            models.CheckConstraint(
                name="verdict_says_one_of_four",
                condition=Q(result__in=RuleOutcome.values) & Q(rule__in=EligibilityRule.values) & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.result}"


class Override(models.Model):
    """Somebody other than the surveyor decided a rule differently, for a reason. It holds while the rule says exactly
    what it said then: data that changed since must be judged again."""

    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="putusan_lain", verbose_name="berkas")
    rule = models.CharField("syarat", max_length=3, choices=EligibilityRule)
    before = models.CharField("semula", max_length=7, choices=RuleOutcome)
    before_reason = models.TextField("alasan semula")
    after = models.CharField("menjadi", max_length=7, choices=RuleOutcome)
    reason = models.TextField("alasan")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diputuskan oleh"
    )
    made_at = BoundedDateTimeField("diputuskan pada")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ditarik oleh"
    )
    withdrawn_at = BoundedDateTimeField("ditarik pada", null=True, blank=True)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        verbose_name = "putusan berbeda"
        verbose_name_plural = "putusan berbeda"
        constraints = [
            models.UniqueConstraint("berkas", "rule", condition=Q(withdrawn_at=None), name="override_stands_once"),
            models.CheckConstraint(
                name="override_decides_otherwise_for_a_reason",
                condition=Q(after__in=[RuleOutcome.PASSED, RuleOutcome.FAILED])
                & ~Q(after=F("before"))
                & ~Q(before=RuleOutcome.UNKNOWN)
                & ~Q(reason="")
                & Q(rule__in=EligibilityRule.values),
            ),
            models.CheckConstraint(
                name="override_is_withdrawn_by_somebody",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__gte=F("made_at"), withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.before} > {self.after}"
