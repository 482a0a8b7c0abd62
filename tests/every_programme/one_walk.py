"""One walk through a kind of case, every declared way taken once, with all that is looked at on the way.

The tests of a kind of case share it: whichever comes first walks, each reads what was found for it.
"""

from dataclasses import dataclass
from functools import cache

import pytest

from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.sipoc.completeness import blockers
from perkim.sipoc.declarations import Move
from perkim.sipoc.exceptions import BlockedError
from perkim.sipoc.models import Berkas, StageVisit, Tugas
from perkim.sipoc.registry import programme as registered
from tests.every_programme.looking_on import LookersOn
from tests.every_programme.turns import Watcher, everybody_knows
from tests.every_programme.walker import Walker, undone


@dataclass(frozen=True)
class WalkResult:
    """Ways taken, what the check of the log said at the end, and who saw or could do otherwise than declared."""

    taken: tuple[str, ...]
    log: tuple[object, ...]
    seen: tuple[str, ...]
    ways: tuple[str, ...]
    far: tuple[str, ...]
    stops: int


@cache
def walked(slug: str, key: str) -> WalkResult:
    """Needs a database, which is left as it was. What goes wrong on the way itself fails every test that asks."""
    programme = registered(slug)
    process = programme.process(key)
    with undone():
        walker, lookers = Watcher(programme), LookersOn(process)
        case, taken, been = walker.open(process), list[str](), set[str]()
        _explore(walker, lookers, case, been, taken)
        wrong = {name: tuple(told) for name, told in lookers.wrong.items()}
        return WalkResult(tuple(taken), tuple(verify(kept_heads())), **wrong, stops=len(been))


def _explore(walker: Watcher, lookers: LookersOn, case: Berkas, been: set[str], taken: list[str]) -> None:
    """Depth first: each way out of this stage, one after the other from the same state, and on from where it leads."""
    here = Berkas.objects.get(pk=case.pk)
    stage = here.declared_stage
    been.add(stage.key)
    everybody_knows(here)
    lookers.look(here)
    for way in stage.moves:
        with undone():
            _stopped_while_incomplete(walker, case, way)
            after = _go(walker, case, way)
            taken.append(f"{stage.key}.{way.key}")
            _has_arrived(after, way)
            if way.to and way.to not in been:
                _explore(walker, lookers, case, been, taken)


def _go(walker: Watcher, case: Berkas, way: Move) -> Berkas:
    """As the walker goes, with a look at who knows before the last step; on the way forward, before each step, at all
    cases: a requirement that reads more of others than it says would leave somebody above or below unknowing."""
    before = Berkas.objects.get(pk=case.pk).stage
    with walker.watching(way.completes):
        walker.fulfil(case, way)
    here = Berkas.objects.get(pk=case.pk)
    if here.stage != before:
        return here
    everybody_knows(here)
    return walker.take(case, way)


def _stopped_while_incomplete(walker: Walker, case: Berkas, way: Move) -> None:
    """Before anything is provided, a way that asks for it is closed; it says so in sentences."""
    if not blockers([Berkas.objects.get(pk=case.pk)], way):
        return
    with pytest.raises(BlockedError) as blocked:
        walker.take(case, way)
    assert all(sentence.endswith(".") for sentence in blocked.value.blockers[case.pk])


def _has_arrived(after: Berkas, way: Move) -> None:
    assert (after.outcome, after.is_open) == ((way.outcome or ""), way.outcome is None)
    if way.outcome is None:
        assert after.stage == way.to
        assert StageVisit.objects.get(berkas=after, left_at=None).stage == way.to
        expected = {after.declared_stage.task} - {""}
        own = Tugas.objects.waiting().filter(berkas=after, key="", hands_out=False)
        assert set(own.values_list("title", flat=True)) == expected
    else:
        assert not Tugas.objects.waiting().filter(berkas=after).exists()
