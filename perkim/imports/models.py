"""The rows of an import while it is prepared. What the file said lies here sealed, for seven days at most."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from perkim.files.names import LONGEST_NAME
from perkim.imports.declarations import ImportKind, kind_of
from perkim.imports.querysets import BatchQuerySet, StagedRowQuerySet
from perkim.imports.states import LEFT, OPEN, STORABLE, TROUBLED, BatchState, RowState
from perkim.lib.time_fields import BoundedDateTimeField
from perkim.people.sealed_columns import register

LONGEST_FAULT = 40


class Batch(models.Model):
    """One file on its way in. `ref` names the subject as its kind does (a case's public id); it holds no personal data.

    `notice` says why the last attempt came to nothing; `result` is what the kind wants to know when it is taken back.
    """

    State = BatchState
    OPEN = OPEN

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("jenis", max_length=40)
    ref = models.CharField("untuk", max_length=64)
    state = models.CharField("keadaan", max_length=12, choices=BatchState, default=BatchState.RECEIVED)
    file_name = models.CharField("nama file", max_length=LONGEST_NAME)
    size = models.PositiveBigIntegerField("ukuran (byte)")
    sha256 = models.CharField("SHA-256", max_length=64)
    sheet = models.CharField("lembar", max_length=100, blank=True)
    # What was read and what was not: names of columns, titles of columns, numbers of lines, names of sheets.
    left_out = models.JSONField("tidak dibaca", default=dict)
    total = models.PositiveIntegerField("jumlah baris", default=0)
    stored = models.PositiveIntegerField("baris tersimpan", default=0)
    notice = models.TextField("keterangan", blank=True)
    result = models.JSONField("hasil", default=dict)
    result_url = models.CharField("alamat hasil", max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diunggah oleh"
    )
    created_at = BoundedDateTimeField("diunggah pada")
    expires_at = BoundedDateTimeField("dihapus pada")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="disimpan oleh"
    )
    confirmed_at = BoundedDateTimeField("diminta disimpan pada", null=True)
    stored_at = BoundedDateTimeField("disimpan pada", null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dibatalkan oleh"
    )
    ended_at = BoundedDateTimeField("dibatalkan pada", null=True)
    ended_reason = models.TextField("alasan dibatalkan", blank=True)
    erased_at = BoundedDateTimeField("isi dimusnahkan pada", null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = "impor"
        verbose_name_plural = "impor"
        indexes = [
            models.Index(fields=["kind", "ref", "id"], name="import_of_subject"),
            models.Index(fields=["expires_at"], name="import_to_erase", condition=Q(erased_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "ref"],
                condition=Q(state__in=["diterima", "siap", "menyimpan"]),
                name="import_is_one_at_a_time_for_a_subject",
            ),
            models.CheckConstraint(name="import_names_its_subject", condition=~Q(kind="") & ~Q(ref="")),
            models.CheckConstraint(name="import_expires_later", condition=Q(expires_at__gt=F("created_at"))),
            models.CheckConstraint(
                name="import_is_confirmed_by_somebody",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="import_stored_what_was_confirmed",
                condition=Q(stored_at=None, stored=0) | Q(stored_at__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="import_in_its_end_has_the_time",
                condition=(~Q(state__in=["tersimpan", "ditarik"]) | Q(stored_at__isnull=False))
                & (~Q(state__in=["batal", "ditarik"]) | Q(ended_at__isnull=False, ended_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="import_is_undone_for_a_reason", condition=~Q(state="ditarik") | ~Q(ended_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"

    def get_absolute_url(self) -> str:
        return reverse("imports:batch", kwargs={"public_id": self.public_id})

    @property
    def declared(self) -> ImportKind:
        """Raises UnknownImportError for a kind that is no longer declared."""
        return kind_of(self.kind)

    @property
    def is_typed(self) -> bool:
        """Whether its one row is typed on its page: no file is empty."""
        return self.size == 0

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class Source(models.Model):
    """The file itself, sealed, until it has been read."""

    batch = models.OneToOneField(Batch, models.CASCADE, primary_key=True, related_name="source")
    sealed = models.BinaryField()

    class Meta:
        verbose_name = "file impor"
        verbose_name_plural = "file impor"

    def __str__(self) -> str:
        return str(self.batch_id)


class StagedRow(models.Model):
    """One row, sealed: its cells, what was found about them, the reason that somebody gave. `faults` holds the kinds of
    its findings, by which the preview is filtered; `mended` counts how often it was changed by hand."""

    State = RowState
    STORABLE = STORABLE
    TROUBLED = TROUBLED
    LEFT = LEFT

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows", verbose_name="impor")
    line = models.PositiveIntegerField("baris")
    sealed = models.BinaryField()
    state = models.CharField("keadaan", max_length=8, choices=RowState)
    faults = ArrayField(models.CharField(max_length=LONGEST_FAULT), verbose_name="jenis masalah", default=list)
    mended = models.PositiveSmallIntegerField("kali diperbaiki", default=0)

    objects = StagedRowQuerySet.as_manager()

    class Meta:
        verbose_name = "baris impor"
        verbose_name_plural = "baris impor"
        indexes = [models.Index(fields=["batch", "state", "line"], name="import_row_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="import_row_is_staged_once"),
            models.CheckConstraint(name="import_row_has_a_line", condition=Q(line__gt=0)),
            models.CheckConstraint(
                name="import_row_state_is_known",
                condition=Q(state__in=["ok", "warn", "held", "error", "dropped"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.line}"


class Progress(models.Model):
    """How far a job is. Written through a connection of its own, so that it shows while the job's transaction is open;
    that transaction never touches it."""

    batch = models.OneToOneField(Batch, models.CASCADE, primary_key=True, related_name="progress")
    step = models.CharField("langkah", max_length=60, blank=True)
    done = models.PositiveIntegerField("selesai", default=0)
    total = models.PositiveIntegerField("dari", default=0)

    class Meta:
        verbose_name = "kemajuan impor"
        verbose_name_plural = "kemajuan impor"

    def __str__(self) -> str:
        return f"{self.done}/{self.total}"

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0


# New keys reach what is staged too.
register(Source, "sealed")
register(StagedRow, "sealed")
