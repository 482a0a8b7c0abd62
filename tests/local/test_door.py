"""Which port the site gets, and what is said when it cannot have the one asked for."""

import socket
from collections.abc import Iterator

import pytest

from perkim.local import door
from perkim.local.door import open_door
from perkim.local.screen import LocalError

HERE = "127.0.0.1"


@pytest.fixture
def busy() -> Iterator[int]:
    """A port another program listens on."""
    with socket.create_server((HERE, 0)) as other:
        yield other.getsockname()[1]


def test_the_default_port_is_taken_when_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "DEFAULT_PORT", free_port())
    opened = open_door(HERE, "")
    with opened.socket:
        assert opened.port == door.DEFAULT_PORT


def test_the_next_port_is_taken_when_the_default_is_busy(
    busy: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(door, "DEFAULT_PORT", busy)
    opened = open_door(HERE, "")
    with opened.socket:
        assert opened.port > busy
    assert f"situs memakai port {opened.port}" in capsys.readouterr().out


def test_a_port_that_was_asked_for_is_never_replaced(busy: int) -> None:
    with pytest.raises(LocalError, match=f"Port {busy} dipakai program lain"):
        open_door(HERE, str(busy))


@pytest.mark.parametrize("wanted", ["0", "65536", "-1", "delapan", "80.0", "٨٠٠٠"])
def test_what_is_no_port_is_refused(wanted: str) -> None:
    with pytest.raises(LocalError, match="bukan nomor port"):
        open_door(HERE, wanted)


@pytest.mark.parametrize("host", ["192.0.2.1", "tidak-ada.invalid"])
def test_an_address_of_another_machine_is_refused(host: str) -> None:
    with pytest.raises(LocalError, match=f"HOST={host}"):
        open_door(host, str(free_port()))


def test_the_socket_already_takes_connections() -> None:
    opened = open_door(HERE, str(free_port()))
    with opened.socket, socket.create_connection((HERE, opened.port), timeout=5):
        pass


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://localhost:8000"),
        ("0.0.0.0", "http://localhost:8000"),
        ("10.1.2.3", "http://10.1.2.3:8000"),
        ("fd00::1", "http://[fd00::1]:8000"),
    ],
)
def test_the_address_shown(host: str, url: str) -> None:
    with socket.socket() as any_socket:
        assert door.Door(any_socket, host, 8000).url == url


def free_port() -> int:
    with socket.create_server((HERE, 0)) as probe:
        return int(probe.getsockname()[1])
