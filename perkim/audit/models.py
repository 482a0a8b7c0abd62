"""The log's tables. PostgreSQL itself refuses to change or remove what stands in them (triggers in the migration).

Three defences stand behind each other. Triggers stop mistakes. The chain (each entry's MAC covers the one before it of
the same subject, with a key outside the database) shows what somebody with the database in hand changed, removed or put
in between. Seals (a MAC over all entries of a span of transactions) show what was cut off at the end of a chain; the
newest seal's digest can be written down elsewhere every day.
"""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.expressions import RawSQL

from perkim.lib.time_fields import BoundedDateTimeField

DIGEST_BYTES = 32


class Entry(models.Model):
    """What one actor did to one subject. `subject` is a chain's name, such as `berkas:42`, or empty for no chain."""

    at = BoundedDateTimeField("waktu")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    action = models.CharField("tindakan", max_length=60)
    subject = models.CharField("tentang", max_length=60, blank=True)
    data = models.JSONField("isi", default=dict, encoder=DjangoJSONEncoder)
    personal_digest = models.BinaryField(max_length=DIGEST_BYTES, default=b"")
    previous = models.BinaryField(max_length=DIGEST_BYTES, default=b"")
    mac = models.BinaryField(max_length=DIGEST_BYTES)
    # The transaction that wrote the entry: a seal takes only transactions that are all over.
    transaction = models.BigIntegerField(db_default=RawSQL("pg_current_xact_id()::text::bigint", []), editable=False)

    class Meta:
        verbose_name = "catatan"
        verbose_name_plural = "catatan"
        indexes = [
            models.Index(fields=["subject", "id"], name="entry_chain", condition=~models.Q(subject="")),
            models.Index(fields=["transaction", "id"], name="entry_sealing"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"


class PersonalValue(models.Model):
    """Personal values of an entry. They may be erased; the entry keeps their salted hash, which then says nothing."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="personal")
    salt = models.BinaryField(max_length=16)
    values = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = "nilai pribadi"
        verbose_name_plural = "nilai pribadi"

    def __str__(self) -> str:
        return f"nilai pribadi catatan {self.entry_id}"


class Seal(models.Model):
    """A closed block: every entry whose transaction lies in [first_transaction, end_transaction)."""

    number = models.PositiveBigIntegerField(primary_key=True)
    first_transaction = models.BigIntegerField()
    end_transaction = models.BigIntegerField()
    entries = models.PositiveIntegerField("banyaknya catatan")
    digest = models.BinaryField(max_length=DIGEST_BYTES)
    sealed_at = BoundedDateTimeField("disegel")

    class Meta:
        verbose_name = "segel"
        verbose_name_plural = "segel"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["first_transaction"], name="seals_do_not_fork"),
            models.CheckConstraint(
                name="seal_spans_forward", condition=models.Q(end_transaction__gt=models.F("first_transaction"))
            ),
        ]

    def __str__(self) -> str:
        return f"segel {self.number}"
