"""The rows of papers: the signed sheet with number, date and scan; and the drafts that the portal wrote before."""

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear
from django.urls import reverse

from perkim.documents.querysets import DokumenQuerySet, KonsepQuerySet
from perkim.files.models import Upload
from perkim.lib.span import day_of_iso
from perkim.lib.time_fields import BoundedDateField, BoundedDateTimeField
from perkim.sipoc.models import Berkas

_LIVE, _NUMBERED = Q(withdrawn_at=None), ~Q(number="")


class Dokumen(models.Model):
    """One signed paper of one case, as it came back from signing, or as the applicant brought it.

    `key` names the declared `Paper`, `register` the book in which its number stands (`programme.process.paper`), and
    `number_key` is the same for all numbers that read the same. A paper that was withdrawn or replaced stays, with who
    did so and why.
    """

    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="dokumen", verbose_name="berkas")
    key = models.CharField("naskah", max_length=40)
    register = models.CharField("buku nomor", max_length=95)
    number = models.CharField("nomor", max_length=80, blank=True)
    number_key = models.CharField("nomor untuk dibandingkan", max_length=160, blank=True, editable=False)
    dated = BoundedDateField("tanggal naskah", null=True, blank=True)
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name="pindaian")
    note = models.CharField("keterangan", max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dicatat oleh"
    )
    recorded_at = BoundedDateTimeField("dicatat pada")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ditarik oleh"
    )
    withdrawn_at = BoundedDateTimeField("ditarik pada", null=True, blank=True)
    withdrawn_reason = models.TextField("alasan ditarik", blank=True)

    objects = DokumenQuerySet.as_manager()

    class Meta:
        verbose_name = "dokumen"
        verbose_name_plural = "dokumen"
        indexes = [models.Index(fields=["berkas", "id"], name="paper_of_case")]
        constraints = [
            models.UniqueConstraint("berkas", "key", condition=_LIVE, name="paper_stands_once_in_a_case"),
            models.UniqueConstraint(
                "register",
                "number_key",
                ExtractYear("dated"),
                condition=_LIVE & _NUMBERED,
                name="paper_number_is_given_once_a_year",
            ),
            models.CheckConstraint(
                name="paper_number_and_date_come_together",
                condition=Q(number="", number_key="", dated=None)
                | (_NUMBERED & ~Q(number_key="") & Q(dated__isnull=False)),
            ),
            models.CheckConstraint(
                name="paper_is_withdrawn_by_somebody_for_a_reason",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | (Q(withdrawn_at__gte=F("recorded_at"), withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.key} {self.berkas}"


class Konsep(models.Model):
    """A paper as the portal wrote it, to be printed and signed. The newest of a case and paper is the one that stands.

    `data` is all that the sheet shows, frozen when it was asked for, and `sha256` the digest of its canonical JSON.
    """

    class State(models.TextChoices):
        WAITING = "antri", "Sedang dibuat"
        READY = "siap", "Siap diunduh"
        FAILED = "galat", "Belum berhasil dibuat"

    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="konsep", verbose_name="berkas")
    key = models.CharField("naskah", max_length=40)
    data = models.JSONField("isi")
    sha256 = models.CharField("SHA-256 isi", max_length=64)
    state = models.CharField("keadaan", max_length=5, choices=State, default=State.WAITING)
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+", verbose_name="PDF")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diminta oleh"
    )
    asked_at = BoundedDateTimeField("diminta pada")
    rendered_at = BoundedDateTimeField("dibuat pada", null=True)
    superseded_at = BoundedDateTimeField("digantikan pada", null=True)

    objects = KonsepQuerySet.as_manager()

    class Meta:
        verbose_name = "konsep naskah"
        verbose_name_plural = "konsep naskah"
        constraints = [
            models.UniqueConstraint(
                "berkas", "key", condition=Q(superseded_at=None), name="draft_stands_once_in_a_case"
            ),
            models.CheckConstraint(name="draft_hash_is_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="draft_is_ready_with_its_pdf",
                condition=Q(state="siap", upload__isnull=False, rendered_at__isnull=False)
                | Q(state__in=["antri", "galat"], upload=None, rendered_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Konsep {self.key} {self.berkas}"

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def number(self) -> str:
        """The number that stands on it; empty while it is only to be read."""
        return str(self.data["nomor"])

    @property
    def dated(self) -> date | None:
        return day_of_iso(self.data["tanggal"])


class DraftRun(models.Model):
    """The drafts of one paper for many cases, asked for together: written one after the other, then bound into one PDF
    to be printed. Only whoever asked for it sees it, and it goes after a week; the drafts themselves stay."""

    public_id = models.UUIDField("tautan", default=uuid4, unique=True, editable=False)
    key = models.CharField("naskah", max_length=40)
    title = models.CharField("nama naskah", max_length=120)
    back = models.CharField("halaman asal", max_length=500)
    dated = BoundedDateField("tanggal naskah", null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diminta oleh"
    )
    asked_at = BoundedDateTimeField("diminta pada")
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+", verbose_name="PDF bersama")

    class Meta:
        verbose_name = "cetak bersama"
        verbose_name_plural = "cetak bersama"
        indexes = [models.Index(fields=["asked_at"], name="draft_run_by_age")]

    def __str__(self) -> str:
        return f"{self.title} bersama"

    def get_absolute_url(self) -> str:
        return reverse("documents:run", args=[self.public_id])


class DraftRunItem(models.Model):
    """One case of a run; `fault` says why its draft was not written."""

    run = models.ForeignKey(DraftRun, models.CASCADE, related_name="items", verbose_name="cetak bersama")
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+", verbose_name="berkas")
    number = models.CharField("nomor", max_length=80, blank=True)
    konsep = models.ForeignKey(Konsep, models.PROTECT, null=True, related_name="+", verbose_name="konsep")
    fault = models.TextField("sebab tidak dibuat", blank=True)
    done = models.BooleanField("sudah", default=False)

    class Meta:
        verbose_name = "lembar cetak bersama"
        verbose_name_plural = "lembar cetak bersama"
        constraints = [
            models.UniqueConstraint("run", "berkas", name="draft_run_has_a_case_once"),
            models.CheckConstraint(
                name="draft_run_item_is_done_with_draft_or_fault",
                condition=Q(done=False) | Q(konsep__isnull=False) | ~Q(fault=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run}: {self.berkas}"
