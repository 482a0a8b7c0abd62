"""Photos are opened in processes of their own: what a photo does to one of them, no other photo feels."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from perkim.files import framing, limits
from perkim.files.darkroom import BUSY, Darkroom, PhotoGivenUp
from perkim.files.kinds import MEGABYTE
from tests.perkim.files.hostile import deep_png, greedy_exif
from tests.perkim.files.samples import phone_photo

pytestmark = pytest.mark.slow

MakeRoom = Callable[..., Darkroom]
AT_ONCE, LONG = 4, 60
# A developer that takes the photo and then does something else.
STAND_IN = """
import os, socket, sys, time
from perkim.files import framing
hatch = socket.socket(fileno=0)
framing.receive(hatch, 16), framing.receive(hatch, 10**7)
framing.send(hatch, framing.TAKEN)
open({tried!r}, "a").write("x")
{then}
"""


@pytest.fixture
def make_room() -> Iterator[MakeRoom]:
    made: list[Darkroom] = []

    def make(**changes: object) -> Darkroom:
        made.append(Darkroom(**changes))
        return made[-1]

    yield make
    for room in made:
        room.close()


def why(room: Darkroom, content: bytes, form: str = "JPEG") -> bytes:
    with pytest.raises(PhotoGivenUp) as given_up:
        room.develop(content, form)
    return given_up.value.why


def is_gone(pid: int) -> bool:
    """Ended, even if nobody has asked how."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + LONG
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_one_developer_does_photo_after_photo(make_room) -> None:
    room = make_room()
    found = [room.develop(phone_photo(), "JPEG") for _ in range(3)]
    assert {len(each.jpeg) for each in found} == {len(found[0].jpeg)}
    assert len(room.developers()) == 1


def test_it_gives_itself_little_and_knows_nothing_of_the_portal(make_room) -> None:
    room = make_room()
    room.develop(phone_photo(), "JPEG")
    about = Path(f"/proc/{room.developers()[0]}")
    told = {line[:26].strip(): line[26:].split()[0] for line in (about / "limits").read_text().splitlines()}
    assert int(told["Max data size"]) == limits.MOST_MEMORY
    assert (told["Max file size"], told["Max core file size"]) == ("0", "0")
    assert (about / "environ").read_bytes() == b""
    names = "import sys, perkim.files.developer; print({name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", names], capture_output=True, text=True, check=True, env={}).stdout
    assert "'PIL'" in loaded
    assert not [name for name in ("django", "psycopg", "celery") if f"'{name}'" in loaded]


def test_a_photo_that_takes_too_long_is_given_up_and_the_next_one_is_not(make_room) -> None:
    room = make_room(benches=1, most_seconds=0.1)
    room.develop(phone_photo(), "JPEG")
    first = room.developers()
    assert why(room, deep_png(3000, 3000), "PNG") == framing.TOO_HEAVY
    assert room.developers() == []
    room.develop(phone_photo(), "JPEG")
    assert room.developers() != first


def test_the_heaviest_photo_that_is_let_through_ends_within_its_time(make_room) -> None:
    room = make_room(benches=1)
    before = os.times()
    try:
        room.develop(deep_png(), "PNG")
    except PhotoGivenUp as given_up:
        told = given_up.why
    else:
        told = framing.DONE
    room.close()
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    assert told in {framing.DONE, framing.TOO_HEAVY}
    assert spent < limits.MOST_SECONDS + 1


def test_memory_that_is_requested_without_end_is_not_given(make_room) -> None:
    """The photo is given up, the developer is not."""
    room = make_room(benches=1, most_memory=150 * MEGABYTE)
    assert why(room, deep_png(8000, 6000), "PNG") == framing.TOO_HEAVY
    first = room.developers()
    assert room.develop(phone_photo(), "JPEG").jpeg
    assert room.developers() == first != []


def test_metadata_that_name_the_same_megabytes_again_and_again_count_as_none(make_room) -> None:
    room = make_room(benches=1)
    assert not any(room.develop(greedy_exif(), "PNG").said.values())


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_a_developer_that_was_ended_between_photos_is_called_anew(make_room, end: int) -> None:
    room = make_room()
    room.develop(phone_photo(), "JPEG")
    (pid,) = room.developers()
    os.kill(pid, end)
    wait_for(lambda: is_gone(pid))
    assert room.develop(phone_photo(), "JPEG").jpeg
    assert room.developers() not in ([], [pid])


def test_one_without_work_goes_home_and_comes_again(make_room) -> None:
    room = make_room(idle_seconds=0.01)
    room.develop(phone_photo(), "JPEG")
    (pid,) = room.developers()
    wait_for(lambda: is_gone(pid))
    idle = make_room()
    idle.develop(phone_photo(), "JPEG")
    assert not is_gone(idle.developers()[0])


@pytest.mark.parametrize(
    ("then", "reason"),
    [
        ("os.abort()", framing.BROKEN),
        ("sys.exit(1)", framing.BROKEN),
        ("os.kill(os.getpid(), 9)", framing.TOO_HEAVY),
        ("time.sleep(600)", framing.TOO_HEAVY),
        ("hatch.close(), os.close(0), time.sleep(600)", framing.BROKEN),
        ("hatch.sendall(b'\\xff' * 4)", framing.BROKEN),
        ("framing.send(hatch, framing.DONE, b'[]', b'', b'')", framing.BROKEN),
        ("framing.send(hatch, framing.DONE, b'{', b'', b'')", framing.BROKEN),
    ],
)
def test_what_a_photo_does_to_its_developer_it_does_once(make_room, tmp_path, monkeypatch, then, reason) -> None:
    tried = tmp_path / "tried"
    program = STAND_IN.format(tried=str(tried), then=then)
    monkeypatch.setattr("perkim.files.darkroom._GOING_SECONDS", 0.5)
    room = make_room(command=[sys.executable, "-c", program], wall_seconds=5 if "600" in then else LONG)
    assert why(room, phone_photo()) == reason
    assert tried.read_text() == "x"
    assert room.developers() == []


def test_where_no_developer_comes_the_photo_is_not_called_broken(make_room, caplog) -> None:
    assert why(make_room(command=[sys.executable, "-c", "pass"]), phone_photo()) == BUSY
    assert "developers end before they have one" in caplog.text


def test_few_are_at_work_at_once(make_room) -> None:
    """Four threads with fifty megapixels each would fill the memory."""
    room, found = make_room(), []
    threads = [
        threading.Thread(target=lambda: found.append(room.develop(phone_photo(), "JPEG"))) for _ in range(AT_ONCE)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG)
    assert len(found) == AT_ONCE
    assert 1 <= len(room.developers()) <= limits.MOST_AT_ONCE


def test_who_came_first_is_served_first_and_nobody_waits_for_ever(make_room) -> None:
    room, served = make_room(benches=1, patience=LONG), []

    def come(name: int) -> None:
        with room.bench():
            served.append(name)

    with room.bench():
        threads = [threading.Thread(target=come, args=[name]) for name in range(AT_ONCE)]
        for number, thread in enumerate(threads, start=1):
            thread.start()
            wait_for(lambda number=number: room.waiting() == number)
    for thread in threads:
        thread.join(LONG)
    assert served == list(range(AT_ONCE))
    hurried = make_room(benches=1, patience=0.01)
    with hurried.bench():
        assert why(hurried, phone_photo()) == BUSY
    assert hurried.waiting() == 0
    assert hurried.develop(phone_photo(), "JPEG").jpeg


def test_a_fork_has_developers_of_its_own(make_room) -> None:
    room = make_room()
    room.develop(phone_photo(), "JPEG")
    ours = room.developers()
    fork = os.fork()
    if fork == 0:
        good = room.developers() == [] and room.develop(phone_photo(), "JPEG") and room.developers() != ours
        room.close()
        os._exit(0 if good else 1)
    assert os.waitpid(fork, 0)[1] == 0
    room.develop(phone_photo(), "JPEG")
    assert room.developers() == ours


def test_a_developer_ends_with_the_process_that_called_it() -> None:
    program = (
        "import sys\nfrom perkim.files.darkroom import Darkroom\nfrom tests.perkim.files.samples import phone_photo\n"
        "room = Darkroom(); room.develop(phone_photo(), 'JPEG'); print(*room.developers(), flush=True)\n"
        "sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        pid = int(process.stdout.readline())
        assert not is_gone(pid)
        process.kill()
    wait_for(lambda: is_gone(pid))
