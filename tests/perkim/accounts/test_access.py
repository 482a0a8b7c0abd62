"""The door of every view: for whom it is, and that nobody else gets through."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from perkim.accounts.access import access, account_of, holders_of, own_account, public, rule_of, signed_in
from perkim.accounts.roles import Role
from tests.cast import employ, enter, open_account

pytestmark = pytest.mark.django_db


def test_who_may_not_reads_for_whom_the_page_is(client: Client) -> None:
    client.force_login(employ(Role.STAF))
    answer = client.get("/akun/")
    assert answer.status_code == 403
    assert "Halaman ini untuk Admin portal." in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "post", "head", "put", "delete", "options", "patch"])
def test_no_method_goes_around_the_rule(client: Client, method: str) -> None:
    client.force_login(employ(Role.STAF))
    assert getattr(client, method)("/akun/baru/").status_code == 403


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_stranger_who_sends_something_is_led_to_the_worklist_after_signing_in(client: Client, method: str) -> None:
    assert getattr(client, method)("/akun/baru/")["Location"] == "/masuk/?next=%2Fkerja%2F"


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_stranger_who_looks_comes_back_to_the_page(client: Client, method: str) -> None:
    assert getattr(client, method)("/akun/?page=2")["Location"] == "/masuk/?next=%2Fakun%2F%3Fpage%3D2"


@pytest.mark.parametrize("path", ["/akun//", "/akun/%2e%2e/akun/", "/AKUN/", "/akun"])
def test_an_odd_spelling_of_the_address_opens_nothing(client: Client, path: str) -> None:
    client.force_login(employ(Role.STAF))
    assert client.get(path, follow=True).status_code in (403, 404)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMIN}))
def test_only_admins_see_the_accounts(client: Client, role: Role) -> None:
    client.force_login(employ(role, second_factor=True))
    assert client.get("/akun/").status_code == 403


def test_a_superuser_without_the_role_does_not_see_the_accounts(client: Client) -> None:
    client.force_login(open_account("akar", is_superuser=True))
    assert client.get("/akun/").status_code == 403


def test_an_account_without_a_role_sees_its_worklist(client: Client) -> None:
    enter(client, open_account("budi").username)
    assert "Akun Anda belum punya penugasan." in client.get("/kerja/").content.decode()


def test_a_closed_account_passes_no_rule() -> None:
    closed = open_account("budi", is_active=False)
    assert not signed_in.allows(closed)
    assert not own_account.allows(closed)


def test_a_stranger_passes_only_what_is_public() -> None:
    assert public.allows(AnonymousUser())
    assert not signed_in.allows(AnonymousUser())
    assert not holders_of(Role.STAF).allows(AnonymousUser())


def test_a_rule_for_several_roles_names_them_all() -> None:
    assert holders_of(Role.STAF, Role.FO).for_whom == "Staf bidang, Petugas front office"


def test_one_of_several_roles_is_enough() -> None:
    assert holders_of(Role.STAF, Role.FO).allows(employ(Role.FO))


def test_a_view_states_its_rule() -> None:
    view = access(public)(lambda request: None)
    assert rule_of(view) is public


def test_a_view_without_a_rule_has_none() -> None:
    assert rule_of(lambda request: None) is None


def test_the_account_of_a_stranger_is_refused_in_words(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied, match="Masuk dahulu"):
        account_of(request)


def test_roles_are_read_once_for_each_request(django_assert_num_queries) -> None:
    user = employ(Role.STAF)
    with django_assert_num_queries(1):
        _ = user.roles, user.needs_second_factor, user.post, user.is_staff


def test_djangos_admin_lets_portal_admins_in_and_nobody_else() -> None:
    assert employ(Role.ADMIN).is_staff
    assert not employ(Role.KADIS).is_staff
