"""Every stage of every process is reached, and every declared way is taken once, by the roles it names; at each stop
whoever can do something knows, and each role sees and may do what is declared and nothing else."""

import pytest

from perkim.sipoc.declarations import Process, Programme
from tests.every_programme.conftest import each_process
from tests.every_programme.one_walk import walked

pytestmark = pytest.mark.django_db


@each_process
def test_every_way_can_be_gone(programme: Programme, process: Process) -> None:
    found = walked(programme.slug, process.key)
    declared = [f"{stage.key}.{move.key}" for stage in process.stages for move in stage.moves]
    assert sorted(found.taken) == sorted(declared)
    assert found.stops == len(process.stages)


@each_process
def test_the_log_of_all_that_was_done_is_whole(programme: Programme, process: Process) -> None:
    assert not walked(programme.slug, process.key).log


@each_process
def test_each_role_sees_what_is_declared_and_nothing_else(programme: Programme, process: Process) -> None:
    assert not walked(programme.slug, process.key).seen


@each_process
def test_each_way_is_open_to_the_roles_it_names_and_to_no_other(programme: Programme, process: Process) -> None:
    assert not walked(programme.slug, process.key).ways


@each_process
def test_a_desk_of_another_village_may_do_nothing(programme: Programme, process: Process) -> None:
    assert not walked(programme.slug, process.key).far
