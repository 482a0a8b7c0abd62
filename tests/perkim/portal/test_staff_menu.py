"""The side menu: whom it shows what, and where the reader stands."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import resolve, reverse

from perkim.accounts.access import rule_of
from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.portal.icons import shapes
from perkim.portal.menu import GROUPS, REFERENCE, SETTINGS, WORK, MenuItem, MenuLink, items_of, menu_for, register_item
from perkim.sipoc.registry import programmes
from tests.cast import employ, give, open_account
from tests.perkim.sipoc.conftest import letter, office  # noqa: F401

ITEMS = [item for group in GROUPS for item in items_of(group)]


def links(user, path: str = "/kerja/") -> dict[str, MenuLink]:
    return {link.label: link for _, found in menu_for(user, path) for link in found}


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.url_name)
def test_every_item_leads_to_a_page_with_a_rule(item) -> None:
    assert rule_of(resolve(reverse(item.url_name)).func) is not None


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.url_name)
def test_every_item_has_an_icon(item) -> None:
    assert shapes(item.icon)


def test_items_stand_in_their_places_whichever_app_registers_them_first() -> None:
    labels = {group: [item.label for item in items_of(group)] for group in (WORK, REFERENCE, SETTINGS)}
    assert labels == {
        WORK: ["Kotak tugas", "Persetujuan", "Pekerjaan lapangan", "Cari berkas", "Pemberitahuan"],
        REFERENCE: ["Bantuan terdahulu"],
        SETTINGS: ["Akun petugas", "Akun desa", "Hari libur", "Parameter"],
    }


def test_an_item_of_no_group_is_refused() -> None:
    with pytest.raises(ValueError, match="no group"):
        register_item(MenuItem(label="Jalan", url_name="portal:home", icon="map-pin", group="Jalan"))


def test_staff_do_not_see_the_desk_of_the_admin(make_user) -> None:
    found = links(make_user(role=Role.STAF))
    assert {"Kotak tugas", "Cari berkas", "Pemberitahuan", "Akun saya"} <= set(found)
    assert not {"Akun petugas", "Akun desa"} & set(found)


def test_the_admin_sees_the_desk(make_user) -> None:
    assert {"Akun petugas", "Akun desa"} <= set(links(make_user(role=Role.ADMIN)))


def test_a_group_without_items_is_left_out(make_user) -> None:
    assert [title for title, _ in menu_for(make_user(), "/kerja/")] == ["Pekerjaan", "Akun"]


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


def test_an_open_programme_stands_there_for_who_has_a_part_in_it(office) -> None:  # noqa: F811
    assert links(office.staf)["Contoh"].url == "/kerja/contoh/"
    assert links(office.kadis)["Contoh"].url == "/kerja/contoh/"
    assert "Contoh" not in links(employ(Role.PPTK))


def test_a_part_in_another_programme_is_none(office) -> None:  # noqa: F811
    assert "Contoh" not in links(employ_for("bsps"))


def employ_for(programme: str):
    user = open_account("staf.lain")
    give(user, Role.STAF, programme=programme)
    return user


def test_a_programme_that_is_not_open_does_not_stand_there(make_user) -> None:
    closed = {programme.title for programme in programmes() if not programme.open}
    assert closed
    assert not closed & set(links(make_user(role=Role.STAF)))


def test_each_item_says_how_much_waits_behind_it(office, letter) -> None:  # noqa: F811
    letter()
    letter()
    found = links(User.objects.get(pk=office.operator.pk))
    assert (found["Contoh"].count, found["Contoh"].counted) == ("2", "menunggu")
    assert found["Kotak tugas"].count == "2"
    assert links(User.objects.get(pk=office.staf.pk))["Contoh"].count == ""


def test_all_numbers_of_the_menu_come_from_one_query(office, letter, django_assert_num_queries) -> None:  # noqa: F811
    letter()
    office.operator.assignments_today  # noqa: B018
    with django_assert_num_queries(1):
        menu_for(office.operator, "/kerja/")
