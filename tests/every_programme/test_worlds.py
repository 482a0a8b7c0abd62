"""A world laid down is the world that was built, and only an untouched ground carries one."""

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from psycopg import sql

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.files.models import Upload
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme
from tests import worlds
from tests.every_programme.walker import Walker, undone
from tests.rtlh.walks import reach
from tests.worlds import content_of, ground_here, tables_of

STAGE = "verifikasi"


@pytest.fixture
def walker(db: None) -> Walker:
    return Walker(programme("rtlh"))


def rows_of_all_tables() -> dict[str, list[str]]:
    """In whatever order they lie."""
    rows = {}
    with connection.cursor() as cursor:
        for table in tables_of(ground_here()):
            cursor.execute(sql.SQL("SELECT whole::text FROM {} AS whole").format(sql.Identifier(table)))
            rows[table] = sorted(row for (row,) in cursor.fetchall())
    return rows


def walk(walker: Walker) -> Berkas:
    return reach(walker, STAGE, kind="usulan")


# The first to run builds, the other finds it kept: whichever that is.
SEEN: list[tuple] = []


@pytest.mark.parametrize("time", ["once", "again"])
def test_the_same_world_stands_each_time(walker: Walker, time: str) -> None:
    case = walk(walker)
    assert case.stage == STAGE
    SEEN.append((case.pk, walker.now, walker.papers, rows_of_all_tables()))
    assert SEEN[0] == SEEN[-1]
    assert Upload.objects.exists()
    assert all(content_of(upload.stored) for upload in Upload.objects.all())


@pytest.mark.parametrize("time", ["once", "again"])
def test_life_goes_on_there(walker: Walker, time: str) -> None:
    case = walk(walker)
    walker.pass_by(case, (STAGE,))
    assert Berkas.objects.get(pk=case.pk).stage == "pelaksanaan"
    call_command("verify_log")


def test_what_was_written_before_the_walk_stays(walker: Walker) -> None:
    walk(walker)
    User.objects.filter(username="satu.staf").update(name="Nama Lain")
    assert not ground_here()
    other = walk(walker)
    assert User.objects.get(username="satu.staf").name == "Nama Lain"
    assert Berkas.objects.filter(process="usulan").count() == 2
    assert other.stage == STAGE


def test_what_is_undone_is_no_ground(walker: Walker) -> None:
    with undone():
        walk(walker)
        assert ground_here()
    assert not ground_here()
    assert not Berkas.objects.exists()
    assert walk(walker).stage == STAGE


def test_a_case_that_was_walked_before_is_a_ground_for_the_next(walker: Walker) -> None:
    first = walk(walker)
    second = reach(walker, STAGE, kind="usulan", parent=first.parent)
    assert (second.stage, second.parent_id) == (STAGE, first.parent_id)
    assert second.pk != first.pk
    assert ground_here()


def test_where_the_clock_goes_on_from_another_day_nothing_is_kept(db: None) -> None:
    with time_machine.travel("2026-06-22T09:00:00+07:00", tick=True):
        travelled = Walker(programme("rtlh"))
    assert not ground_here()
    assert travelled.holder(Role.STAF).assignments.count() == 1


def test_what_is_walked_while_the_clock_stands_is_kept_for_that_moment(walker: Walker) -> None:
    office = ground_here()
    with time_machine.travel("2026-06-22T09:00:00+07:00", tick=False):
        walk(walker)
        moment = timezone.now()
        assert worlds._moment() == moment
    assert worlds.KEPT[ground_here()].ground == office
    assert worlds._moment() != moment


def test_what_another_worker_built_is_found_and_numbers_go_on_behind_it(walker: Walker, monkeypatch) -> None:
    case = walk(walker)
    world = worlds.KEPT[ground_here()]
    monkeypatch.setattr(worlds, "KEPT", {})
    assert worlds._find(world.name) == world
    [(sequence, last)] = [each for each in worlds._sequences().items() if each[0] == "sipoc_berkas_id_seq"]
    worlds._go_on_behind({sequence: last + 10})
    # Not by a kept function: another test may have kept what it gives.
    assert walker.open(walker.programme.process("usulan"), parent=case.parent).pk > last + 10
    worlds._go_on_behind({sequence: last})
    assert worlds._sequences()[sequence] > last + 10


def test_it_is_found_however_the_call_is_written(walker: Walker) -> None:
    before = dict(vars(walker))
    with undone():
        walk(walker)
        known = len(worlds.KEPT)
    vars(walker).update(before)
    reach(walker, stage=STAGE, kind="usulan", parent=None)
    assert len(worlds.KEPT) == known
