"""Where a case has been, what somebody must do about it, and what colleagues wrote on it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from perkim.accounts.roles import Role
from perkim.lib.time_fields import BoundedDateTimeField
from perkim.regions.models import CODE_LENGTHS, Region
from perkim.sipoc.models.berkas import Berkas
from perkim.sipoc.querysets import FAR, TugasQuerySet
from perkim.sipoc.terms import MoveKind, Reason

# The keys of Tugas that tell whoever may take a case on that nothing is missing any more; the role follows.
DECISION = "putusan-"
_WAITING = Q(done_at=None, dropped_at=None)
_LISTED = _WAITING & Q(held=False)


class StageVisit(models.Model):
    """A case's stay in one stage. The open one is where it stands now; `cycle` counts stays in the same stage.

    `left_key` is the idempotency key of the move that ended the stay, `left_version` the case's version right after it:
    while the case still has it, nobody has acted since. `left_move` is the id of that move: all that it closed, in this
    case and below it, carries the same one. `net_minutes` are office minutes without pauses.
    """

    berkas = models.ForeignKey(Berkas, models.CASCADE, related_name="visits", verbose_name="berkas")
    stage = models.CharField("tahap", max_length=40)
    cycle = models.PositiveSmallIntegerField("putaran", default=1)
    entered_at = BoundedDateTimeField("masuk")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    entered_kind = models.CharField("cara masuk", max_length=12, choices=MoveKind, default=MoveKind.FORWARD)
    left_at = BoundedDateTimeField("keluar", null=True, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="oleh"
    )
    move = models.CharField("lewat", max_length=40, blank=True)
    reason = models.TextField("alasan", blank=True)
    left_key = models.UUIDField(null=True, blank=True, editable=False)
    left_move = models.UUIDField(null=True, blank=True, editable=False)
    left_version = models.PositiveIntegerField(null=True, blank=True, editable=False)
    net_minutes = models.PositiveIntegerField("lama bersih (menit kerja)", null=True, blank=True)
    corrected = models.BooleanField("dikoreksi", default=False)

    class Meta:
        verbose_name = "kunjungan tahap"
        verbose_name_plural = "kunjungan tahap"
        indexes = [
            models.Index(fields=["berkas", "id"], name="visit_of_case"),
            models.Index(
                "entered_by", "id", name="visit_sent_back", condition=Q(left_at=None, entered_kind=MoveKind.RETURN)
            ),
        ]
        constraints = [
            models.UniqueConstraint("berkas", condition=Q(left_at=None), name="case_stands_in_one_stage"),
            models.UniqueConstraint(
                "berkas", "left_key", condition=Q(left_key__isnull=False), name="case_is_moved_once_by_a_key"
            ),
            models.CheckConstraint(
                name="visit_is_left_by_somebody_through_a_move",
                condition=Q(left_at=None, left_by=None, move="")
                | (Q(left_at__gte=F("entered_at"), left_by__isnull=False) & ~Q(move="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.berkas} di {self.stage} ({self.cycle})"


class Tugas(models.Model):
    """One thing somebody must do about a case: in the queue of a role and an area, or of a person.

    `key` names the requirement it answers, or (`DECISION` and a role) tells that the case waits for a decision alone;
    empty for the stage's own task and for an instruction (disposisi), which has `given_by`. `hands_out` marks the Tugas
    to name the person who will work the case. It is `held` while its case is frozen. `closed_move` is the id of the
    move that did or dropped it.
    """

    berkas = models.ForeignKey(Berkas, models.CASCADE, related_name="tugas", verbose_name="berkas")
    visit = models.ForeignKey(StageVisit, models.CASCADE, related_name="tugas", verbose_name="kunjungan")
    key = models.CharField("syarat", max_length=40, blank=True)
    title = models.CharField("yang harus dikerjakan", max_length=200)
    instruction = models.TextField("perintah", blank=True)
    programme = models.CharField("program", max_length=20)
    process = models.CharField("proses", max_length=30)
    role = models.CharField("peran", max_length=20, choices=Role, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="wilayah")
    kecamatan = models.GeneratedField(
        expression=models.functions.Substr("region", 1, CODE_LENGTHS["KECAMATAN"]),
        output_field=models.CharField(max_length=8),
        db_persist=True,
    )
    confidential = models.BooleanField("rahasia", default=False)
    held = models.BooleanField("ditahan", default=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="petugas"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="bagian dari"
    )
    hands_out = models.BooleanField("membagikan", default=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dari"
    )
    opened_at = BoundedDateTimeField("sejak")
    own_due = BoundedDateTimeField("tenggat perintah", null=True, blank=True)
    due_at = BoundedDateTimeField("tenggat", null=True, blank=True)
    ranked_due = models.GeneratedField(
        expression=Coalesce("due_at", models.Value(FAR)), output_field=models.DateTimeField(), db_persist=True
    )
    seen_at = BoundedDateTimeField("dibuka pertama", null=True, blank=True)
    done_at = BoundedDateTimeField("selesai", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="dikerjakan oleh",
    )
    report = models.TextField("laporan", blank=True)
    dropped_at = BoundedDateTimeField("gugur", null=True, blank=True)
    dropped_for = models.CharField("sebab gugur", max_length=8, choices=Reason, blank=True)
    closed_move = models.UUIDField(null=True, blank=True, editable=False)

    objects = TugasQuerySet.as_manager()

    class Meta:
        verbose_name = "tugas"
        verbose_name_plural = "tugas"
        indexes = [
            models.Index(
                "role", "programme", "ranked_due", "id", name="tugas_role", condition=_LISTED & Q(person=None)
            ),
            models.Index(
                "role",
                "programme",
                "kecamatan",
                "ranked_due",
                "id",
                name="tugas_kec",
                condition=_LISTED & Q(person=None),
            ),
            models.Index(
                "role",
                "programme",
                "region",
                "ranked_due",
                "id",
                name="tugas_region",
                condition=_LISTED & Q(person=None),
            ),
            models.Index(
                "person", "ranked_due", "id", name="tugas_person", condition=_LISTED & Q(person__isnull=False)
            ),
            models.Index(
                "given_by", "ranked_due", "id", name="tugas_given", condition=_WAITING & Q(given_by__isnull=False)
            ),
            models.Index(
                "done_by", F("done_at").desc(), F("id").desc(), name="tugas_done", condition=Q(done_at__isnull=False)
            ),
            models.Index("visit", "key", name="tugas_visit"),
        ]
        constraints = [
            models.UniqueConstraint(
                "visit", "key", condition=_WAITING & ~Q(key=""), name="requirement_waits_for_one_tugas"
            ),
            models.CheckConstraint(
                name="tugas_waits_for_a_role_or_a_person", condition=Q(person__isnull=False) | ~Q(role="")
            ),
            models.CheckConstraint(
                name="tugas_is_done_by_somebody_or_dropped_for_a_reason",
                condition=Q(done_at=None, done_by=None, dropped_at=None, dropped_for="")
                | Q(done_at__isnull=False, done_by__isnull=False, dropped_at=None, dropped_for="")
                | (Q(done_at=None, done_by=None, dropped_at__isnull=False) & ~Q(dropped_for="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.berkas}"

    @property
    def is_waiting(self) -> bool:
        return self.done_at is None and self.dropped_at is None

    @property
    def has_open_parts(self) -> bool:
        """Whether it was given out in parts that are not done yet. One query."""
        return self.parts.filter(done_at=None, dropped_at=None).exists()

    @property
    def is_done_by_deciding(self) -> bool:
        """Neither reported nor provided: taking the case on is what does it."""
        own = not self.key or self.key.startswith(DECISION)
        return own and self.given_by_id is None and not self.hands_out


class Note(models.Model):
    """An internal note of a colleague. Never shown to the public; never changed, only withdrawn by its author.

    Notes stand beside the log: what was written is not what was done.
    """

    berkas = models.ForeignKey(Berkas, models.CASCADE, related_name="notes", verbose_name="berkas")
    text = models.TextField("catatan", max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    at = BoundedDateTimeField("pada")
    withdrawn_at = BoundedDateTimeField("ditarik", null=True, blank=True)

    class Meta:
        verbose_name = "catatan"
        verbose_name_plural = "catatan"
        indexes = [models.Index(fields=["berkas", "id"], name="note_of_case")]

    def __str__(self) -> str:
        return f"catatan {self.pk} pada {self.berkas}"
