"""What the decree gives a household: the one answer to that question, for every paper, list, ledger and register. It is
stated once, with the quota of the year, and frozen with the ranking. Source: `domain.md` §4.1, §4.3 (DAK-03).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from perkim.funds.gates import Ceilings
from perkim.lib.money import rupiah
from perkim.lib.one_look import read_once
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Place, Quota, Ranking
from perkim.swadaya.ranking.querysets import DROPPED_OUT

CUT_OTHERWISE = "Kuotanya diubah sesudah daftar ini dibekukan, jadi daftarnya belum menurut kuota itu. Bekukan lagi."
NO_CEILING = "Pagu kegiatan belum diisi. Isi lewat “Ubah keterangan” pada halaman kegiatan."


@read_once
def decreed_of_many(ids: Iterable[int]) -> dict[int, Ceilings]:
    """Material and wages by the case's id, as the current ranking froze them; a household without a place within the
    quota is not there. One query."""
    places = Place.objects.current().within().filter(berkas__any_of=list(ids)).select_related("ranking").order_by()
    return {each.berkas_id: each.worth for each in places}


def decreed_value_of_many(ids: Iterable[int]) -> dict[int, int]:
    """The same in one sum (Rp)."""
    return {pk: each.total for pk, each in decreed_of_many(ids).items()}


def decreed_value(case: int) -> int | None:
    """The same for one household."""
    return decreed_value_of_many([case]).get(case)


def houses_and_total(ranking: Ranking) -> tuple[int, int]:
    """How many households are within the quota, without those that dropped out, and what they get together (Rp). One
    query."""
    counted = dict(ranking.places.counting().order_by().values_list("kind").annotate(Count("id")))
    return sum(counted.values()), sum(number * ranking.worth[kind].total for kind, number in counted.items())


def total_of(ranking: Ranking) -> int:
    """The second of these."""
    return houses_and_total(ranking)[1]


def left_of(ranking: Ranking) -> int | None:
    """What the ceiling (pagu) of the activity, or a lower limit of its quota, leaves (Rp); None without either."""
    most = [each for each in (ranking.berkas.amount, ranking.rupiah) if each is not None]
    return min(most) - total_of(ranking) if most else None


def above_ceiling(ranking: Ranking) -> str:
    """Says why the sum of a ranking does not fit the ceiling of its activity; empty if it does."""
    ceiling, total = ranking.berkas.amount, total_of(ranking)
    if ceiling is None:
        return NO_CEILING
    if total <= ceiling:
        return ""
    return (
        f"Nilai semua penerima {rupiah(total)} melebihi pagu kegiatan {rupiah(ceiling)} sebesar "
        f"{rupiah(total - ceiling)}. Betulkan kuotanya, lalu bekukan lagi."
    )


def cut_otherwise(ranking: Ranking) -> str:
    """Says that the quota was changed after the ranking was frozen; empty if it was not. Two queries."""
    quota = Quota.objects.filter(berkas=ranking.berkas_id).prefetch_related("villages").first()
    return CUT_OTHERWISE if quota and not ranking.is_cut_by(quota) else ""


def by_kind(worth: Mapping[str, Ceilings]) -> str:
    """`PK Rp17.500.000, PB Rp35.000.000`; one amount where all kinds get the same."""
    totals = {kind: each.total for kind, each in worth.items()}
    if len(set(totals.values())) == 1:
        return rupiah(next(iter(totals.values())))
    return ", ".join(f"{kind} {rupiah(total)}" for kind, total in totals.items())


@dataclass(frozen=True, kw_only=True)
class Awarded:
    """What cases of households are worth (`Process.worth`): the decree's value from the stage `since` on, in which they
    are awarded; nothing before, nor for who dropped out."""

    since: str

    def __call__(self, cases: Sequence[Berkas]) -> dict[int, int]:
        stages = [stage.key for stage in cases[0].declared.stages]
        later = set(stages[stages.index(self.since) :])
        awarded = [each.pk for each in cases if each.stage in later and each.outcome not in DROPPED_OUT]
        return decreed_value_of_many(awarded) if awarded else {}
