"""What the way out of one proposal into another asks for: a household that has found no place yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from perkim.sipoc.declarations import Move, Process, Requirement, Stage
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.swadaya.models import Place

WITHIN = "Calon ini mendapat tempat di dalam kuota, jadi tidak dapat diambil ke usulan lain."


@dataclass(frozen=True, kw_only=True)
class FreeToGo(Requirement):
    """The household has no place within the quota of a current ranking. The way that asks for this is the one by which
    a village takes it into another proposal."""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        within = Place.objects.current().within().filter(berkas__any_of=cases.ids())
        return {pk: [WITHIN] for pk in within.values_list("berkas", flat=True)}

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        way = way_to_go(stage)
        if way is None or way.offered or not way.loses:
            yield "is asked for by a way that a page offers, or that ends nothing"


FREE_TO_GO = FreeToGo(key="bebas_pindah", title="Belum mendapat tempat")


def way_to_go(stage: Stage) -> Move | None:
    """The way by which another proposal takes a household that stands here; None where it is too late for that."""
    ways = (move for move in stage.moves if any(isinstance(each, FreeToGo) for each in move.requires))
    return next(ways, None)
