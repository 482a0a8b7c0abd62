"""Names that a paper from outside gives for one year, such as the decree of another office: list by list, as they came.

The newest list of a paper is current, earlier ones are kept; it is compared while the paper that it came with holds. A
NIK is sealed as in `perkim.people`; nobody is registered as a person because a paper names him.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from perkim.lib.history import keep_history
from perkim.lib.time_fields import BoundedDateTimeField
from perkim.people.cipher import INDEX_BYTES, NIK, unseal
from perkim.people.sealed_columns import register
from perkim.regions.models import Region
from perkim.sipoc.models import Berkas
from perkim.swadaya.paper_names.querysets import PaperListQuerySet
from perkim.swadaya.paper_names.terms import ANSWERS, LONGEST_ANSWER
from perkim.swadaya.terms import WorkKind

_USER = settings.AUTH_USER_MODEL


@keep_history()
class PaperList(models.Model):
    """The names of one paper of one year. `key` is that of the paper, `batch` the import that brought them; `left_out`
    counts the lines of the file that were not stored."""

    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="daftar_nama", verbose_name="kegiatan")
    key = models.CharField("naskah", max_length=40)
    batch = models.UUIDField("impor", unique=True, editable=False)
    left_out = models.PositiveIntegerField("baris yang tidak disimpan", default=0)
    stored_by = models.ForeignKey(_USER, models.PROTECT, related_name="+", verbose_name="disimpan oleh")
    stored_at = BoundedDateTimeField("disimpan pada")
    superseded_at = BoundedDateTimeField("diganti pada", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ditarik oleh"
    )
    withdrawn_at = BoundedDateTimeField("ditarik pada", null=True, blank=True)
    withdrawn_for = models.CharField("alasan ditarik", max_length=300, blank=True)

    objects = PaperListQuerySet.as_manager()

    class Meta:
        verbose_name = "daftar nama naskah"
        verbose_name_plural = "daftar nama naskah"
        indexes = [models.Index(fields=["berkas", "key", "id"], name="paper_list_of_case")]
        constraints = [
            models.UniqueConstraint(
                "berkas", "key", name="paper_list_stands_once_a_paper", condition=Q(superseded_at=None)
            ),
            models.CheckConstraint(name="paper_list_names_its_paper", condition=~Q(key="")),
            models.CheckConstraint(
                name="paper_list_says_why_it_was_withdrawn",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_for="")
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, superseded_at__isnull=False)
                    & ~Q(withdrawn_for="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"daftar nama {self.key} {self.berkas}"


@keep_history(quiet=("nik_sealed", "nik_index_next"))
class PaperName(models.Model):
    """One name of a list, as the paper writes it. `answer_to` are the differences from ours for which `reason` was
    given: it answers no other one."""

    paper_list = models.ForeignKey(PaperList, models.PROTECT, related_name="names", verbose_name="daftar")
    line = models.PositiveIntegerField("baris file")
    name = models.CharField("nama", max_length=100)
    nik_sealed = models.BinaryField("NIK")
    nik_index = models.BinaryField(max_length=INDEX_BYTES, editable=False)
    nik_index_next = models.BinaryField(max_length=INDEX_BYTES, null=True, editable=False)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="desa/kelurahan"
    )
    kind = models.CharField("jenis", max_length=2, choices=WorkKind, blank=True)
    amount = models.BigIntegerField("nilai (rupiah)", null=True, blank=True)
    answer_to = models.CharField(
        "perbedaan yang dijawab", max_length=LONGEST_ANSWER, choices=list(ANSWERS.items()), blank=True
    )
    reason = models.CharField("jawaban", max_length=300, blank=True)
    answered_by = models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dijawab oleh"
    )
    answered_at = BoundedDateTimeField("dijawab pada", null=True, blank=True)

    class Meta:
        verbose_name = "nama dalam naskah"
        verbose_name_plural = "nama dalam naskah"
        constraints = [
            models.UniqueConstraint("paper_list", "nik_index", name="paper_name_stands_once_in_a_list"),
            models.CheckConstraint(name="paper_name_has_name_and_nik", condition=~Q(name="") & ~Q(nik_sealed=b"")),
            models.CheckConstraint(
                name="paper_name_is_of_a_kind_of_work", condition=Q(kind="") | Q(kind__in=WorkKind.values)
            ),
            models.CheckConstraint(
                name="paper_name_amount_is_not_negative", condition=Q(amount=None) | Q(amount__gte=0)
            ),
            models.CheckConstraint(
                name="paper_name_is_answered_as_a_whole",
                condition=Q(answer_to="", reason="", answered_by=None, answered_at=None)
                | (
                    Q(answer_to__in=list(ANSWERS))
                    & Q(answered_by__isnull=False, answered_at__isnull=False)
                    & ~Q(reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def nik(self) -> str:
        """The whole NIK, shown masked only. Raises UnreadableError."""
        return unseal(self.nik_sealed)


register(PaperName, "nik_sealed", index="nik_index", kind=NIK)
