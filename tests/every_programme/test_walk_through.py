"""Every stage of every process is reached, and every declared way is taken once, by the roles it names; at each stop
whoever can do something knows."""

import pytest

from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.sipoc.completeness import blockers
from perkim.sipoc.declarations import Process, Programme
from perkim.sipoc.exceptions import BlockedError
from perkim.sipoc.models import Berkas, StageVisit, Tugas
from tests.every_programme.conftest import each_process
from tests.every_programme.turns import Watcher, everybody_knows
from tests.every_programme.walker import Walker, undone

pytestmark = pytest.mark.django_db


@each_process
def test_every_way_can_be_gone(programme: Programme, process: Process) -> None:
    walker = Watcher(programme)
    taken: list[str] = []
    _explore(walker, walker.open(process), set(), taken)
    declared = [f"{stage.key}.{move.key}" for stage in process.stages for move in stage.moves]
    assert sorted(taken) == sorted(declared)
    assert list(verify(kept_heads())) == []


def _explore(walker: Watcher, case: Berkas, been: set[str], taken: list[str]) -> None:
    """Depth first: each way out of this stage, one after the other from the same state, and on from where it leads."""
    stage = Berkas.objects.get(pk=case.pk).declared_stage
    been.add(stage.key)
    everybody_knows(Berkas.objects.get(pk=case.pk))
    for way in stage.moves:
        with undone():
            _stopped_while_incomplete(walker, case, way)
            after = _go(walker, case, way)
            taken.append(f"{stage.key}.{way.key}")
            _has_arrived(after, way)
            if way.to and way.to not in been:
                _explore(walker, case, been, taken)


def _go(walker: Watcher, case: Berkas, way) -> Berkas:
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


def _stopped_while_incomplete(walker: Walker, case: Berkas, way) -> None:
    """Before anything is provided, a way that asks for it is closed; it says so in sentences."""
    if not blockers([Berkas.objects.get(pk=case.pk)], way):
        return
    with pytest.raises(BlockedError) as blocked:
        walker.take(case, way)
    assert all(sentence.endswith(".") for sentence in blocked.value.blockers[case.pk])


def _has_arrived(after: Berkas, way) -> None:
    assert (after.outcome, after.is_open) == ((way.outcome or ""), way.outcome is None)
    if way.outcome is None:
        assert after.stage == way.to
        assert StageVisit.objects.get(berkas=after, left_at=None).stage == way.to
        expected = {after.declared_stage.task} - {""}
        own = Tugas.objects.waiting().filter(berkas=after, key="", hands_out=False)
        assert set(own.values_list("title", flat=True)) == expected
    else:
        assert not Tugas.objects.waiting().filter(berkas=after).exists()
