"""No page fails on what an address may hold besides what it should: digits of other scripts, numbers that no column
holds, bytes that no text of the database takes."""

import re
from urllib.parse import quote

import pytest
from django.test import Client

from perkim.accounts.roles import Role
from tests.architecture.source import python_files
from tests.architecture.test_urls import ROUTES, SAMPLES
from tests.cast import employ
from tests.exhaustive import some
from tests.menus import menu_counted_once

HOSTILE = ("²", "9" * 5_000, "a\x00b", "\ud800")

PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
# Names by which pages are asked for something; those of filters are given to all lists alike.
ASKED = {"q", "cari", "desa", "kecamatan", "proses", "tahap", "urut", "program", "peran", "status", "sesudah", "o"}


def asked_names() -> set[str]:
    """All names of parameters that the sources ask addresses for."""
    asking = re.compile(r"(?:GET|address|asked|query)(?:\.get(?:list)?\(|\[)\"(\w+)\"")
    return ASKED | {name for path in python_files() for name in asking.findall(path.read_text(encoding="utf-8"))}


def sent(value: str) -> str:
    return quote(value.encode("utf-8", "surrogatepass"))


def addresses(value: str) -> list[str]:
    """Each page with the value in all that it may be asked by, and in each place of its address that takes text."""
    query = "&".join(f"{name}={sent(value)}" for name in sorted(asked_names()))
    found = []
    for route in ROUTES:
        if route.startswith("admin/") or "keluar" in route or "(?P" in route:
            continue
        found.append(f"/{PLACE.sub(lambda place: SAMPLES.get(place[2], 'x'), route)}?{query}")
        for place in PLACE.finditer(route):
            if place[1] not in ("uuid", "slug"):
                before, after = (
                    PLACE.sub(lambda other: SAMPLES.get(other[2], "x"), part)
                    for part in (route[: place.start()], route[place.end() :])
                )
                found.append(f"/{before}{sent(value)}{after}")
    return found


@pytest.mark.django_db
@pytest.mark.exhaustive
def test_no_page_fails(client: Client) -> None:
    client.force_login(employ(Role.STAF, second_factor=True))
    client.raise_request_exception = False
    assert len(asked_names()) > 20
    with menu_counted_once():
        failed = {
            (address.partition("?")[0][:60], value[:5])
            for turn, value in enumerate(HOSTILE)
            for address in some(addresses(value), turn)
            if client.get(address).status_code >= 500
        }
    assert not failed


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-8", "utf-7", "unicode_escape", "utf-16"])
@pytest.mark.parametrize("typed", [b"a\x00b", b"+2AA-", b"\\ud800", b"\xed\xa0\x80"])
def test_a_form_in_any_encoding_fails_on_no_text(charset: str, typed: bytes, client: Client) -> None:
    """Browsers send UTF-8; programs name others, by which half of a character can come in."""
    name, end = b'Content-Disposition: form-data; name="login"', b"--x--\r\n"
    body = b"--x\r\n" + name + b"\r\n\r\n" + typed + b"\r\n" + end
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    wanted = 200 if charset == "utf-8" else 400
    assert client.generic("POST", "/masuk/", body, content_type=kind).status_code == wanted
    body = b"--x\r\n" + name.replace(b"login", b"code") + b"\r\n\r\n" + typed + b"\r\n" + end
    assert client.generic("POST", "/lacak/", body, content_type=kind).status_code in (200, 400, 422)
