"""The log's tables. PostgreSQL itself refuses to change or remove what stands in them (triggers in the migration).

Three defences stand behind each other. Triggers stop mistakes. The chain (each entry's MAC covers the one before it of
the same subject, with a key outside the database) shows what somebody with the database in hand changed, removed or put
in between. Seals (a MAC over all entries of a span of transactions) show what was cut off at the end of a chain; the
newest seal's digest leaves this machine every day (`digests.py`).
"""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now

from perkim.audit.chain import Block
from perkim.lib.time_fields import BoundedDateTimeField

DIGEST_BYTES = 32
SEAL_VERSION = 2


class Entry(models.Model):
    """What one actor did. `subject` names the chain: `berkas:42` of a case, `akun:7` of what account 7 did to no case.

    It is empty in entries from before accounts had chains; those are closed by the head of the empty subject.
    """

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
    # By the database's clock, whatever `at` tells: from then on it waits for its seal.
    written_at = BoundedDateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "catatan"
        verbose_name_plural = "catatan"
        indexes = [
            models.Index(fields=["subject", "id"], name="entry_chain", condition=~models.Q(subject="")),
            models.Index(fields=["transaction", "id"], name="entry_sealing"),
        ]
        # For new rows only (the migration does not validate it).
        constraints = [models.CheckConstraint(name="entry_is_in_a_chain", condition=~models.Q(subject=""))]

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


class ChainHead(models.Model):
    """The newest MAC of an account's chain. Its row is locked while the account writes: only its own writers wait."""

    subject = models.CharField(max_length=60, primary_key=True)
    head = models.BinaryField(max_length=DIGEST_BYTES)

    class Meta:
        verbose_name = "kepala rantai"
        verbose_name_plural = "kepala rantai"

    def __str__(self) -> str:
        return self.subject


class Seal(models.Model):
    """A closed block: every entry whose transaction lies in [first_transaction, end_transaction)."""

    number = models.PositiveBigIntegerField(primary_key=True)
    # What the digest covers (`chain.Block`): old seals are verified as they were made.
    version = models.PositiveSmallIntegerField(editable=False)
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

    @property
    def block(self) -> Block:
        return Block(
            version=self.version,
            number=self.number,
            first=self.first_transaction,
            end=self.end_transaction,
            entries=self.entries,
            sealed_at=self.sealed_at,
        )
