"""Where a clone's data and sockets lie: its own number, moved and copied clones, folders of strangers."""

import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from perkim.local import place as places
from perkim.local.place import ServerFolders, make_sockets
from perkim.local.screen import LocalError


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    (tmp_path / "clone" / ".local").mkdir(parents=True)
    return tmp_path / "clone"


@pytest.fixture
def place(clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ServerFolders:
    sockets = tmp_path / "sockets"
    sockets.mkdir()
    monkeypatch.setattr(places, "SOCKETS_FOLDER", sockets)
    return ServerFolders(clone, "abcd1234", "run", clone / ".local" / "run", account=None)


def test_a_clone_keeps_its_number(clone: Path) -> None:
    assert places._clone_id(clone) == places._clone_id(clone)


def test_a_moved_clone_keeps_its_number(clone: Path) -> None:
    before = places._clone_id(clone)
    moved = clone.rename(clone.with_name("moved"))
    assert places._clone_id(moved) == before


def test_a_copied_clone_gets_a_number_of_its_own(clone: Path) -> None:
    before = places._clone_id(clone)
    copy = Path(shutil.copytree(clone, clone.with_name("copy")))
    assert places._clone_id(copy) != before
    assert places._clone_id(clone) == before


def test_a_damaged_number_is_replaced(clone: Path) -> None:
    (clone / ".local" / "id").write_text("")
    assert len(places._clone_id(clone)) == 8


def test_the_sockets_folder_is_closed_to_others(place: ServerFolders) -> None:
    make_sockets(place)
    assert stat.S_IMODE(place.sockets.stat().st_mode) == 0o700


def test_an_own_sockets_folder_is_used_again_and_closed(place: ServerFolders) -> None:
    place.sockets.mkdir(mode=0o755)
    (place.sockets / "valkey.sock").touch()
    make_sockets(place)
    assert stat.S_IMODE(place.sockets.stat().st_mode) == 0o700


def test_a_strangers_sockets_folder_is_refused(place: ServerFolders, monkeypatch: pytest.MonkeyPatch) -> None:
    place.sockets.mkdir()
    stranger = replace(place, account=places.UnixUser("other", os.geteuid() + 1, os.getegid()))
    with pytest.raises(LocalError, match=f"rm -r {place.sockets}"):
        make_sockets(stranger)


def test_a_link_in_place_of_the_sockets_folder_is_refused(place: ServerFolders, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    place.sockets.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LocalError, match="bukan milik"):
        make_sockets(place)


def test_tests_and_site_never_share_a_folder(place: ServerFolders) -> None:
    assert place.sockets != replace(place, flavour="test-0").sockets
    assert place.logs != replace(place, flavour="test-0").logs


def test_socket_paths_are_short_enough_for_the_kernel(place: ServerFolders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "SOCKETS_FOLDER", Path("/tmp"))
    assert len(str(replace(place, flavour="test-19").sockets / ".s.PGSQL.5432.lock")) < 100


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Memory enough for tests."""
    (tmp_path / "memory").mkdir()
    (tmp_path / "meminfo").write_text(f"MemTotal: 9 kB\nMemAvailable:  {places.FREE_BYTES // 1024} kB\n")
    monkeypatch.setattr(places, "MEMORY_FOLDER", tmp_path / "memory")
    monkeypatch.setattr(places, "MEMORY_INFO", tmp_path / "meminfo")
    monkeypatch.setattr(places.os, "statvfs", lambda folder: SimpleNamespace(f_bavail=places.FREE_BYTES, f_frsize=1))
    return tmp_path / "memory"


def made(flavour: str, clone: Path) -> Iterator[Path]:
    state = places.place_for(flavour, clone).state
    yield state
    if places.ROOTS_FOLDER in state.parents:
        shutil.rmtree(state.parent)


def test_servers_of_tests_write_to_free_memory(clone: Path, memory: Path) -> None:
    for state in made("test-0", clone):
        assert state.parent == memory
        assert stat.S_IMODE(state.stat().st_mode) == 0o700


def test_the_site_never_lies_in_memory(clone: Path, memory: Path) -> None:
    for state in made("run", clone):
        assert memory not in state.parents


@pytest.mark.parametrize("lacking", ["of the folder", "of the machine", "no such folder", "unknown"])
def test_where_memory_is_not_free_tests_write_to_the_disk(
    clone: Path, memory: Path, lacking: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    match lacking:
        case "of the folder":
            room = SimpleNamespace(f_bavail=places.FREE_BYTES - 1, f_frsize=1)
            monkeypatch.setattr(places.os, "statvfs", lambda folder: room)
        case "of the machine":
            places.MEMORY_INFO.write_text(f"MemAvailable: {places.FREE_BYTES // 1024 - 1} kB\n")
        case "no such folder":
            monkeypatch.setattr(places.os, "statvfs", Path.stat)
            memory.rmdir()
        case "unknown":
            places.MEMORY_INFO.unlink()
    for state in made("test-0", clone):
        assert memory not in state.parents
        assert state.is_dir()


def test_what_a_stranger_put_into_memory_is_refused(clone: Path, memory: Path) -> None:
    (memory / f"perkim-{places._clone_id(clone)}-test-0").symlink_to("/")
    with pytest.raises(LocalError, match=f"rm -r {memory}/perkim-"):
        places.place_for("test-0", clone)
