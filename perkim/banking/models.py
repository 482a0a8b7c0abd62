"""The bank account of a household: each case has one that is current, earlier ones are kept. The number is sealed like
a NIK."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from perkim.banking.numbers import mask_account
from perkim.banking.querysets import KIND, AccountQuerySet
from perkim.lib.history import keep_history
from perkim.lib.time_fields import BoundedDateTimeField
from perkim.people.cipher import INDEX_BYTES, UnreadableError, unseal
from perkim.people.sealed_columns import register
from perkim.sipoc.models import Berkas

_USER = settings.AUTH_USER_MODEL
UNREADABLE = "nomor tidak dapat dibuka"


@keep_history(quiet=("number_sealed", "number_index_next"))
class Account(models.Model):
    """One account as the bank stated it. `batch` and `line` say from which list and row it came; `reason` says why the
    bank's name is right although the decree has another one. Whoever recorded it does not confirm it. Programme and
    year are those of the case: no account serves two households of one budget year."""

    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="rekening", verbose_name="berkas")
    programme = models.CharField("program", max_length=20, editable=False)
    year = models.PositiveSmallIntegerField("tahun", editable=False)
    bank = models.CharField("bank", max_length=60)
    branch = models.CharField("cabang", max_length=80, blank=True)
    number_sealed = models.BinaryField("nomor rekening")
    number_index = models.BinaryField(max_length=INDEX_BYTES, editable=False)
    number_index_next = models.BinaryField(max_length=INDEX_BYTES, null=True, editable=False)
    holder = models.CharField("nama di rekening", max_length=100)
    reason = models.CharField("alasan nama berbeda", max_length=300, blank=True)
    batch = models.UUIDField("impor", null=True, blank=True, editable=False)
    line = models.PositiveIntegerField("baris file", null=True, blank=True, editable=False)
    recorded_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name="dicatat oleh")
    recorded_at = BoundedDateTimeField("dicatat pada")
    confirmed_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dipastikan oleh"
    )
    confirmed_at = BoundedDateTimeField("dipastikan pada", null=True, blank=True)
    ended_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diganti oleh"
    )
    ended_at = BoundedDateTimeField("diganti pada", null=True, blank=True)
    ended_for = models.CharField("alasan diganti", max_length=300, blank=True)

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = "rekening penerima"
        verbose_name_plural = "rekening penerima"
        indexes = [
            models.Index(fields=["berkas", "id"], name="account_of_case"),
            models.Index(fields=["batch"], name="account_of_list", condition=Q(batch__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint("berkas", name="account_stands_once_a_case", condition=Q(ended_at=None)),
            models.UniqueConstraint(
                "programme",
                "year",
                "number_index",
                name="account_serves_one_household_a_year",
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="account_has_bank_number_and_holder",
                condition=~Q(bank="") & ~Q(number_sealed=b"") & ~Q(holder=""),
            ),
            models.CheckConstraint(
                name="account_of_a_list_has_a_line",
                condition=Q(batch=None, line=None) | Q(batch__isnull=False, line__isnull=False),
            ),
            models.CheckConstraint(
                name="account_is_confirmed_by_somebody_else",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | (Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_by=F("recorded_by"))),
            ),
            models.CheckConstraint(
                name="account_that_ended_says_why",
                condition=Q(ended_at=None, ended_by=None, ended_for="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_for="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank} {self.masked}"

    @property
    def number(self) -> str:
        """The whole number. Raises UnreadableError; whoever shows it asks for a reason and logs it."""
        return unseal(self.number_sealed)

    @property
    def masked(self) -> str:
        """`••••••4417`; a page never fails for a number that cannot be opened."""
        try:
            return mask_account(self.number)
        except UnreadableError:
            return UNREADABLE


register(Account, "number_sealed", index="number_index", kind=KIND)
