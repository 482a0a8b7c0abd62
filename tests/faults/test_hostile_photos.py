"""Three files made to hurt arrive together, and somebody sends an honest photo: it is not kept waiting for them."""

import os
import subprocess
import sys
import threading
import time
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from perkim.accounts.models import User
from perkim.files import limits, photos
from perkim.files.darkroom import Darkroom
from perkim.sipoc.models import Berkas
from perkim.visits.models import Photo
from tests.perkim.files.hostile import deep_png, many_scans
from tests.samples.field_work import handed_houses, house_photo, open_field_office

pytestmark = [pytest.mark.slow, pytest.mark.alone]
# Seconds of a person who waits, where the two processors have nothing else to do. The figures behind it: two seconds of
# processor time for each hostile file, two files at a time.
MOST_WAIT, HOSTILE, LONG = 5.0, 3, 280
SPIN = "import time\nwhile time.process_time() < 0.5: pass"


@pytest.fixture
def office(fresh_database, uploads_folder, monkeypatch) -> SimpleNamespace:
    return open_field_office(monkeypatch)


@pytest.fixture
def room(monkeypatch) -> Darkroom:
    """As it is in a process that has just started."""
    room = Darkroom()
    monkeypatch.setattr(photos, "darkroom", room)
    yield room
    room.close()


def send(user: User, house: Berkas, content: bytes) -> HttpResponse:
    browser = Client()
    browser.force_login(user)
    file = SimpleUploadedFile("rumah.jpg", content, "image/jpeg")
    address = f"/berkas/{house.public_id}/foto/foto_0/sisi/depan/"
    try:
        return browser.post(address, {"photo": file, "client_key": str(uuid4())})
    finally:
        connection.close()


def slowness() -> float:
    """How many times slower two processes are here and now than with a processor for each."""
    begun = time.monotonic()
    spinning = [subprocess.Popen([sys.executable, "-S", "-c", SPIN]) for _ in range(2)]
    for process in spinning:
        process.wait()
    return max(1.0, (time.monotonic() - begun) / 0.6)


def sent_meanwhile(office: SimpleNamespace, room: Darkroom, hostile: list[bytes], *, in_hand: bool) -> float:
    """Seconds that an honest photo took while the others were on their way. `in_hand`: it came when all of them had
    been let in, the last of them waiting for its turn."""
    *others, honest = handed_houses(office, len(hostile) + 1)
    send(office.tfl, honest, house_photo(1))
    threads = [threading.Thread(target=send, args=(office.tfl, *each)) for each in zip(others, hostile, strict=True)]
    for thread in threads:
        thread.start()
    until = time.monotonic() + LONG
    while in_hand and room.waiting() < len(hostile) - limits.MOST_AT_ONCE:
        assert time.monotonic() < until
        time.sleep(0.001)
    begun = time.monotonic()
    answer = send(office.tfl, honest, house_photo(2))
    took = time.monotonic() - begun
    for thread in threads:
        thread.join(LONG)
    assert answer.status_code == 302
    assert Photo.objects.live().filter(berkas=honest).count() == 1
    return took


def test_files_that_take_all_the_time_they_are_given(office, room) -> None:
    hostile, before, slow = [deep_png()] * HOSTILE, os.times(), slowness()
    took = sent_meanwhile(office, room, hostile, in_hand=True)
    assert took < MOST_WAIT * max(slow, slowness()), took
    room.close()
    spent = os.times().children_user - before.children_user
    assert spent < HOSTILE * (limits.MOST_SECONDS + 0.5) + 4


def test_files_with_hundreds_of_scans(office, room) -> None:
    """Each of them took half a minute, one after the other."""
    hostile = [many_scans(400 + number, 8000, 6000) for number in range(HOSTILE)]
    slow = slowness()
    took = sent_meanwhile(office, room, hostile, in_hand=False)
    assert took < MOST_WAIT * max(slow, slowness()), took
    assert Photo.objects.count() == 2
