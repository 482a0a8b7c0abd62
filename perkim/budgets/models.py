"""The numbers of a household's RAB and DRPB beside the papers that hold them, and the shops that groups chose."""

from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from perkim.budgets.rules import Amounts
from perkim.budgets.terms import OwnerNumber
from perkim.lib.history import keep_history
from perkim.lib.time_fields import BoundedDateTimeField
from perkim.people.cipher import INDEX_BYTES, unseal
from perkim.people.sealed_columns import register
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Kpb

_USER = settings.AUTH_USER_MODEL


@keep_history()
class Budget(models.Model):
    """What one house is planned to cost, who pays for it, and what the aid buys; in rupiah.

    Whoever enters it does not check it; entering other numbers voids the check.
    """

    berkas = models.OneToOneField(Berkas, models.PROTECT, related_name="rab", verbose_name="berkas")
    total = models.BigIntegerField("jumlah RAB (rupiah)")
    material = models.BigIntegerField("bahan RAB (rupiah)")
    wages = models.BigIntegerField("upah RAB (rupiah)")
    own_cash = models.BigIntegerField("swadaya uang (rupiah)")
    own_material = models.BigIntegerField("swadaya bahan (rupiah)")
    own_labour = models.BigIntegerField("swadaya tenaga (rupiah)")
    drpb_material = models.BigIntegerField("bahan DRPB (rupiah)")
    drpb_wages = models.BigIntegerField("upah DRPB (rupiah)")
    components = models.JSONField("biaya tiap komponen", default=dict)
    entered_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name="diisi oleh")
    entered_at = BoundedDateTimeField("diisi pada")
    checked_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diperiksa oleh"
    )
    checked_at = BoundedDateTimeField("diperiksa pada", null=True, blank=True)

    class Meta:
        verbose_name = "RAB dan DRPB"
        verbose_name_plural = "RAB dan DRPB"
        constraints = [
            models.CheckConstraint(
                name="budget_has_no_amount_below_zero",
                condition=Q(
                    material__gte=0,
                    wages__gte=0,
                    own_cash__gte=0,
                    own_material__gte=0,
                    own_labour__gte=0,
                    drpb_material__gte=0,
                    drpb_wages__gte=0,
                ),
            ),
            models.CheckConstraint(
                name="budget_adds_up",
                condition=Q(
                    total=F("material") + F("wages") + F("own_cash") + F("own_material") + F("own_labour"),
                ),
            ),
            models.CheckConstraint(name="budget_buys_what_it_plans", condition=Q(drpb_material__lte=F("material"))),
            models.CheckConstraint(
                name="budget_is_checked_by_somebody_else",
                condition=Q(checked_by=None, checked_at=None)
                | (Q(checked_by__isnull=False, checked_at__isnull=False) & ~Q(checked_by=F("entered_by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"RAB {self.berkas}"

    @property
    def amounts(self) -> Amounts:
        return Amounts(**{name: getattr(self, name) for name in Amounts.__dataclass_fields__})


# Kinds of numbers for their keyed hashes.
OWNER, ACCOUNT = "pemilik_toko", "rekening_toko"


def _index(*, null: bool = False) -> models.BinaryField:
    return models.BinaryField(max_length=INDEX_BYTES, editable=False, null=null)


@keep_history(quiet=("owner_sealed", "owner_index_next", "account_sealed", "account_index_next"))
class Shop(models.Model):
    """The shop that a group chose, or a village's households for all who have no shop of their group's own (format
    II-17). Only it is paid. Earlier states are in its history."""

    usulan = models.ForeignKey(Berkas, models.PROTECT, related_name="toko", verbose_name="usulan desa")
    kpb = models.ForeignKey(Kpb, models.PROTECT, null=True, blank=True, related_name="toko", verbose_name="KPB")
    name = models.CharField("nama toko", max_length=120)
    owner = models.CharField("pemilik", max_length=100)
    owner_kind = models.CharField("nomor pemilik", max_length=4, choices=OwnerNumber)
    owner_sealed = models.BinaryField("NIK atau NPWP pemilik")
    owner_index = _index()
    owner_index_next = _index(null=True)
    licence = models.CharField("nomor SIUP atau NIB", max_length=60)
    bank = models.CharField("bank", max_length=60)
    account_sealed = models.BinaryField("nomor rekening")
    account_index = _index()
    account_index_next = _index(null=True)
    account_holder = models.CharField("nama pemilik rekening", max_length=100)
    price = models.BigIntegerField("harga daftar bahan (rupiah)", null=True, blank=True)
    compared = models.JSONField("toko pembanding", default=list)
    chosen_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name="dicatat oleh")
    chosen_at = BoundedDateTimeField("dicatat pada")

    class Meta:
        verbose_name = "toko pilihan"
        verbose_name_plural = "toko pilihan"
        constraints = [
            models.UniqueConstraint("kpb", name="shop_of_a_group_is_one"),
            models.UniqueConstraint("usulan", condition=Q(kpb=None), name="shop_of_a_village_is_one"),
            models.CheckConstraint(
                name="shop_is_told_whole",
                condition=~Q(name="")
                & ~Q(owner="")
                & Q(owner_kind__in=OwnerNumber.values)
                & ~Q(owner_sealed=b"")
                & ~Q(licence="")
                & ~Q(bank="")
                & ~Q(account_sealed=b"")
                & ~Q(account_holder=""),
            ),
            models.CheckConstraint(name="shop_price_is_above_zero", condition=Q(price=None) | Q(price__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def owner_number(self) -> str:
        """The whole NIK or NPWP. Raises UnreadableError; whoever shows it asks for a reason and logs it."""
        return unseal(self.owner_sealed)

    @property
    def account(self) -> str:
        """The whole account number. Raises UnreadableError, as above."""
        return unseal(self.account_sealed)

    @property
    def fingerprint(self) -> str:
        """Tells whether the shop is still what a page showed."""
        values = [self.name, self.owner, self.owner_kind, self.licence, self.bank, self.account_holder, self.price]
        values += [self.compared, bytes(self.owner_index).hex(), bytes(self.account_index).hex()]
        return sha256("\x1f".join(str(each) for each in values).encode()).hexdigest()[:24]


register(Shop, "owner_sealed", index="owner_index", kind=OWNER)
register(Shop, "account_sealed", index="account_index", kind=ACCOUNT)
