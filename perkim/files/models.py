"""The rows of uploads. A row outlives its bytes: what was once relied upon can still be named by its hash."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from perkim.files.exif import CAMERA_LENGTH
from perkim.files.kinds import FILE_TYPES, FileType
from perkim.files.names import LONGEST_NAME
from perkim.files.querysets import HeldFileQuerySet, UploadQuerySet
from perkim.lib.time_fields import BoundedDateTimeField


class Upload(models.Model):
    """One uploaded file. `subject` names the thing it belongs to, such as "berkas:42"; `purpose` says who may fetch it.

    Time, position and camera are the photo's own word. `scanned_at` is empty when no virus scanner was set.
    `damaged_at` is when a backup first found other bytes than these, or none. `same_as` is the upload whose bytes it
    shares (`perkim.files.actions.share`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField("keperluan", max_length=60)
    subject = models.CharField("milik", max_length=80)
    name = models.CharField("nama file", max_length=LONGEST_NAME)
    media_type = models.CharField("jenis", max_length=80)
    size = models.PositiveBigIntegerField("ukuran (byte)")
    sha256 = models.CharField("SHA-256", max_length=64)
    original_sha256 = models.CharField("SHA-256 kiriman", max_length=64)
    width = models.PositiveIntegerField("lebar (piksel)", null=True)
    height = models.PositiveIntegerField("tinggi (piksel)", null=True)
    taken_at = BoundedDateTimeField("dipotret pada", null=True)
    latitude = models.DecimalField("lintang", max_digits=8, decimal_places=6, null=True)
    longitude = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True)
    camera = models.CharField("kamera", max_length=CAMERA_LENGTH, blank=True)
    stored = models.CharField(max_length=100, db_index=True, editable=False)
    thumbnail = models.CharField(max_length=100, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diunggah oleh"
    )
    uploaded_at = BoundedDateTimeField("diunggah pada")
    scanned_at = BoundedDateTimeField("diperiksa dari virus pada", null=True)
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name="isinya sama dengan", editable=False
    )
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dihapus oleh"
    )
    removed_at = BoundedDateTimeField("dihapus pada", null=True)
    erased_at = BoundedDateTimeField("isi dimusnahkan pada", null=True)
    damaged_at = BoundedDateTimeField("isi ditemukan rusak pada", null=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "unggahan"
        verbose_name_plural = "unggahan"
        indexes = [
            models.Index(fields=["subject", "uploaded_at"], name="upload_of_subject"),
            models.Index(fields=["original_sha256"], name="upload_by_what_was_sent"),
            models.Index(
                fields=["removed_at"], name="upload_to_erase", condition=Q(removed_at__isnull=False, erased_at=None)
            ),
        ]
        constraints = [
            models.UniqueConstraint("stored", condition=Q(same_as=None), name="upload_has_bytes_of_its_own_or_shares"),
            models.CheckConstraint(name="upload_is_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="upload_names_purpose_and_subject", condition=~Q(purpose="") & ~Q(subject="") & ~Q(stored="")
            ),
            models.CheckConstraint(
                name="upload_hashes_are_sha256",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$", original_sha256__regex=r"^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(
                name="upload_position_is_whole",
                # Comparisons with NULL are not false, so both must be said to be there.
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
            ),
            models.CheckConstraint(
                name="upload_says_who_removed_it",
                condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="upload_is_erased_after_removal", condition=Q(erased_at=None) | Q(removed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("portal:file", kwargs={"public_id": self.public_id})

    @property
    def thumbnail_url(self) -> str:
        """Empty for what has no small picture."""
        return reverse("portal:file_thumbnail", kwargs={"public_id": self.public_id}) if self.thumbnail else ""

    @property
    def type(self) -> FileType:
        return FILE_TYPES[self.media_type]


class HeldFile(models.Model):
    """A file that arrived before its form was accepted, or a part of it. `intake` names what it was sent for; `parts`
    are the paths of its sealed bytes, in order."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="dikirim oleh", db_index=False
    )
    intake = models.CharField("untuk", max_length=40)
    key = models.UUIDField("kunci")
    name = models.CharField("nama file", max_length=200)
    size = models.PositiveBigIntegerField("ukuran (byte)")
    received = models.PositiveBigIntegerField("sudah diterima (byte)", default=0)
    parts = ArrayField(models.CharField(max_length=100), default=list, editable=False)
    started_at = BoundedDateTimeField("mulai dikirim", db_index=True)
    touched_at = BoundedDateTimeField("terakhir diterima")

    objects = HeldFileQuerySet.as_manager()

    class Meta:
        verbose_name = "titipan"
        verbose_name_plural = "titipan"
        constraints = [
            models.UniqueConstraint(fields=["owner", "intake", "key"], name="one_held_file_for_a_key"),
            models.CheckConstraint(
                name="held_file_is_no_larger_than_stated", condition=Q(size__gt=0, received__lte=F("size"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_whole(self) -> bool:
        return self.received == self.size
