"""A world laid down is the world that was built, and only an untouched ground carries one."""

import pytest
from django.core.management import call_command

from perkim.accounts.models import User
from perkim.files.models import Upload
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme
from tests.every_programme.kept import content_of, copied, ground_here, tables_of
from tests.every_programme.walker import Walker, undone
from tests.rtlh.walks import reach

STAGE = "verifikasi"


@pytest.fixture
def walker(db: None) -> Walker:
    return Walker(programme("rtlh"))


def rows_of_all_tables() -> dict[str, list[bytes]]:
    return {table: sorted(copied(table).splitlines()) for table in tables_of(ground_here())}


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
