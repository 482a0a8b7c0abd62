"""The side menu: whom it shows what, and where the reader stands."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import resolve, reverse

from perkim.accounts.access import rule_of
from perkim.accounts.roles import Role
from perkim.portal.icons import shapes
from perkim.portal.menu import GROUPS, Link, menu_for

ITEMS = [item for group in GROUPS for item in group.items]


def links(user, path: str = "/kerja/") -> dict[str, Link]:
    return {link.label: link for _, found in menu_for(user, path) for link in found}


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.url_name)
def test_every_item_leads_to_a_page_with_a_rule(item) -> None:
    assert rule_of(resolve(reverse(item.url_name)).func) is not None


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.url_name)
def test_every_item_has_an_icon(item) -> None:
    assert shapes(item.icon)


def test_staff_do_not_see_the_desk_of_the_admin(make_user) -> None:
    assert list(links(make_user(role=Role.STAF))) == ["Kotak tugas", "Akun saya"]


def test_the_admin_sees_the_desk(make_user) -> None:
    assert {"Akun petugas", "Akun desa"} <= set(links(make_user(role=Role.ADMIN)))


def test_a_group_without_items_is_left_out(make_user) -> None:
    assert [title for title, _ in menu_for(make_user(role=Role.STAF), "/kerja/")] == ["Pekerjaan", "Akun"]


def test_nobody_signed_in_sees_nothing() -> None:
    assert menu_for(AnonymousUser(), "/") == []


def test_the_page_itself_is_marked(make_user) -> None:
    found = links(make_user(role=Role.ADMIN), "/kerja/")
    assert {label: link.current for label, link in found.items() if link.current} == {"Kotak tugas": "page"}


def test_a_page_below_marks_the_nearest_item_above(make_user) -> None:
    found = links(make_user(role=Role.ADMIN), "/akun/saya/sandi/")
    assert {label: link.current for label, link in found.items() if link.current} == {"Akun saya": "true"}


def test_a_page_outside_the_menu_marks_nothing(make_user) -> None:
    assert not any(link.current for link in links(make_user(role=Role.ADMIN), "/layanan/").values())
