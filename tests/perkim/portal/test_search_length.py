"""Thousands of letters in a search box: cut before they come into an address, which no server takes at any length."""

import pytest
from django.urls import reverse

from perkim.accounts.roles import Role
from perkim.portal.search.sought import LONGEST

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "field"), [("/cari/", "q"), (reverse("portal:cases", args=["rtlh"]), "cari")], ids=["search", "list"]
)
def test_what_is_posted_comes_into_an_address_that_servers_take(make_user, sign_in, path: str, field: str) -> None:
    staff = sign_in(make_user(role=Role.STAF))
    answer = staff.post(path, {field: "a" * 10_000, "tahun": "9" * 10_000})
    assert answer.status_code == 302
    assert len(answer["Location"]) < 400
    assert f"{field}={'a' * LONGEST}&" in answer["Location"] + "&"
    assert staff.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("path", ["/cari/", "/kerja/", reverse("portal:cases", args=["rtlh"])])
def test_the_boxes_take_no_more(make_user, sign_in, path: str) -> None:
    page = sign_in(make_user(role=Role.STAF)).get(path).content.decode()
    boxes = [part for part in page.split("<input")[1:] if 'type="search"' in part.split(">")[0]]
    assert boxes
    assert all(f'maxlength="{LONGEST}"' in box.split(">")[0] for box in boxes)


def test_nor_does_the_list_of_accounts(make_user, sign_in) -> None:
    page = sign_in(make_user(role=Role.ADMIN)).get("/akun/").content.decode()
    box = next(part for part in page.split("<input") if 'name="q"' in part and 'id="cari-berkas"' not in part)
    assert 'maxlength="100"' in box.split(">")[0]
