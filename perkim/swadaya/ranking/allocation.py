"""What an allocation asks for: that the year's quota says what its paper says, and that a village's proposal lies
within it. Source: `domain.md` §4.4 (BSPS-00, BSPS-02)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Sum

from perkim.documents.models import Dokumen
from perkim.lib.text import within_sentence
from perkim.sipoc.declarations import Process, Reads, Requirement, Stage
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.swadaya.models import Quota


@dataclass(frozen=True, kw_only=True)
class QuotaStated(Requirement):
    """The quota was stated after the newest `paper` that it follows was recorded, and its villages add up to it."""

    reads: ClassVar[Reads] = Reads.OWN

    paper: str
    page: str = "swadaya:ranking_quota_of"

    def fact(self, case: Berkas) -> str:
        quota = Quota.objects.filter(berkas=case).prefetch_related("villages").first()
        return f"{quota.in_words}." if quota else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        rows = Quota.objects.filter(berkas__any_of=cases.ids()).annotate(given=Sum("villages__units")).order_by()
        quotas = {each.berkas_id: each for each in rows}
        papers = Dokumen.objects.live().filter(berkas__any_of=cases.ids(), key=self.paper).order_by()
        numbers = {row: (at, number) for row, at, number in papers.values_list("berkas", "recorded_at", "number")}
        lacking = {}
        for pk in cases.ids():
            recorded, number = numbers.get(pk, (None, ""))
            quota = quotas.get(pk)
            if quota is None:
                lacking[pk] = [f"{self.title} belum diisi: isi jumlah rumah menurut naskahnya."]
            elif quota.units and quota.given is not None and quota.given < quota.units:
                lacking[pk] = [
                    f"Kuota desa baru {quota.given} dari {quota.units} rumah. Isi kuota desa yang lain juga."
                ]
            elif recorded and quota.stated_at < recorded:
                lacking[pk] = [f"{self.title} belum diisi menurut naskah nomor {number}. Cocokkan, lalu simpan lagi."]
        return lacking

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        if not any(each.key == self.paper for each in stage.requirements):
            yield f"follows the paper {self.paper!r}, which the stage does not ask for"


@dataclass(frozen=True, kw_only=True)
class VillageAllocated(Requirement):
    """The village of a proposal is among those of the quota above, where that names villages. `paper` is how the paper
    of the allocation is called."""

    paper: str

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        rows = list(cases.order_by().values_list("pk", "parent", "region", "region__name"))
        above = {year for _, year, _, _ in rows}
        quotas = {each.berkas_id: each for each in Quota.objects.filter(berkas__in=above).prefetch_related("villages")}
        said = {pk: self._lacking(quotas.get(year or 0), str(region), name) for pk, year, region, name in rows}
        return {pk: [sentence] for pk, sentence in said.items() if sentence}

    def _lacking(self, quota: Quota | None, village: str, name: str) -> str:
        paper = within_sentence(self.paper)
        if quota is None:
            return f"Jumlah rumah menurut {paper} belum diisi pada kegiatannya, jadi usulan belum bisa diterima."
        units = {str(each.region_id): each.units for each in quota.villages.all()}
        if not units or units.get(village):
            return ""
        return (
            f"{name} tidak tercantum pada {paper}. Tolak usulan dengan alasan itu, atau betulkan kuota desanya pada "
            "kegiatan bila memang tercantum."
        )
