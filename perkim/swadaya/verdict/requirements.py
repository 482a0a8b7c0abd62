"""What a decision about a household asks of its verdict: that it is eligible, or that a rule says it is not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from perkim.sipoc.declarations import Process, Requirement, Stage
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.swadaya.models import HouseSurvey
from perkim.swadaya.survey.requirements import SurveyComplete
from perkim.swadaya.verdict.eligibility import Eligibility, eligibility_of_many, outdated

NOT_ASSESSED = "Kelayakan belum dinilai. Isi survei rumahnya dahulu."
# The survey came along from another case.
SURVEYED_ONLY = "Kelayakan belum dinilai. Periksa jawaban survei rumahnya, lalu pilih Nilai kelayakan di halaman itu."
OUTDATED = "Data calon berubah sejak dinilai. Buka halaman kelayakan, lalu tekan Nilai ulang."
NOTHING_FAILS = "Belum ada syarat yang tidak terpenuhi, jadi calon ini tidak bisa dinyatakan tidak layak."


@dataclass(frozen=True, kw_only=True)
class VerdictReached(Requirement):
    """The verdict of each case: every rule passes, or was decided so by somebody else (`eligible`); or else at least
    one rule fails, or fewer than two of six indicators do."""

    eligible: bool

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        ids = cases.ids()
        by_case = eligibility_of_many(ids)
        old, unassessed = outdated(by_case), [pk for pk in ids if pk not in by_case]
        surveys = HouseSurvey.objects.filter(berkas__any_of=unassessed).values_list("berkas", flat=True)
        sentences = {pk: self._lacking(by_case.get(pk), outdated=pk in old) for pk in ids}
        sentences |= dict.fromkeys(surveys if unassessed else (), SURVEYED_ONLY)
        return {pk: [sentence] for pk, sentence in sentences.items() if sentence}

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        if SurveyComplete.find(stage) is None:
            yield "reads a verdict in a stage that surveys no house"

    def _lacking(self, eligibility: Eligibility | None, *, outdated: bool) -> str:
        if eligibility is None:
            return NOT_ASSESSED
        if outdated:
            return OUTDATED
        if not self.eligible:
            return "" if eligibility.failing else NOTHING_FAILS
        if eligibility.blocking:
            return _because(eligibility)
        return "" if eligibility.eligible else NOT_ASSESSED


ELIGIBLE = VerdictReached(key="memenuhi_syarat", title="Semua syarat kelayakan terpenuhi", eligible=True)
NOT_ELIGIBLE = VerdictReached(key="ada_syarat_gagal", title="Ada syarat kelayakan yang tidak terpenuhi", eligible=False)


def _because(eligibility: Eligibility) -> str:
    """The first lines that block, worst first, with their reasons."""
    blocking = [*eligibility.failing, *eligibility.waiting]
    said = " ".join(f"{line.title} ({line.rule.value}): {line.reason}" for line in blocking[:3])
    return said if len(blocking) <= 3 else f"{said} Dan {len(blocking) - 3} syarat lain."
