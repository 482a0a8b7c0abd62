"""Every address states who may open it, and every role gets exactly what the rule says."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from perkim.accounts.access import rule_of
from perkim.accounts.roles import Role
from tests.cast import employ
from tests.exhaustive import some
from tests.menus import menu_counted_once

SAMPLES = {
    **dict.fromkeys(["pk", "assignment_pk", "uidb36", "object_id"], "1"),
    "public_id": "00000000-0000-4000-8000-000000000000",
    "slug": "rtlh",
    "key": "x-y",
    "line": "1",
}


def walk(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, path)
        else:
            yield path, pattern


def sample(route: str) -> str:
    """An address that matches the route: parameters replaced by samples."""
    plain = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", lambda found: SAMPLES.get(found[1], "x"), route)
    plain = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: SAMPLES.get(found[1], "x"), plain)
    return "/" + plain.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "").lstrip("/")


ROUTES = dict(walk(get_resolver().url_patterns))
# Django's admin has one rule, put on all its pages at once; every role is tried at these.
ADMIN_SAMPLES = ("admin/", "admin/accounts/user/", "admin/accounts/user/<path:object_id>/change/", "admin/jsi18n/")


def is_closed(pattern: URLPattern) -> bool:
    rule = rule_of(pattern.callback)
    return bool(rule and not rule.anonymous)


# Where each role is tried.
CLOSED = {
    route: pattern
    for route, pattern in ROUTES.items()
    if is_closed(pattern) and "keluar" not in route and (route in ADMIN_SAMPLES or not route.startswith("admin/"))
}


def test_the_whole_resolver_is_walked() -> None:
    assert len(ROUTES) > 40
    assert any(route.startswith("admin/accounts/user/") for route in ROUTES)


def test_each_states_a_rule() -> None:
    assert not [route for route, pattern in ROUTES.items() if rule_of(pattern.callback) is None]


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    closed = [route for route, pattern in ROUTES.items() if not rule_of(pattern.callback).anonymous]
    assert len(closed) > 100
    wrong = {}
    for route in closed:
        answer = client.get(sample(route))
        if answer.status_code != 302 or not answer["Location"].startswith("/masuk/?next="):
            wrong[route] = answer.status_code
    assert not wrong


def test_all_pages_of_djangos_admin_have_one_rule() -> None:
    rules = {rule_of(pattern.callback) for route, pattern in ROUTES.items() if route.startswith("admin/")}
    assert len(rules) == 1
    assert set(ADMIN_SAMPLES) <= set(ROUTES)


@pytest.fixture
def one_menu() -> Iterator[None]:
    with menu_counted_once():
        yield


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role.values)
@pytest.mark.exhaustive
def test_each_role_is_refused_exactly_where_the_rule_says_no(role: str, client: Client, one_menu: None) -> None:
    user = employ(Role(role), second_factor=True)
    client.force_login(user)
    wrong, kept = [], []
    for route, pattern in some(CLOSED.items(), Role.values.index(role)):
        rule = rule_of(pattern.callback)
        answer = client.get(sample(route))
        refused = answer.status_code == 403
        # Django's admin refuses more by itself: its pages that would change something.
        if refused is rule.allows(user) and not (refused and route.startswith("admin/")):
            wrong.append(route)
        if "no-store" not in answer.get("Cache-Control", ""):
            kept.append(route)
    assert not wrong
    # Nothing that a signed-in account is shown stays in a browser that others use after it.
    assert not kept


@pytest.mark.django_db
@pytest.mark.parametrize("model", ["accounts/user", "accounts/assignment", "regions/region"])
def test_djangos_admin_shows_and_changes_nothing(model: str, client: Client) -> None:
    client.force_login(employ(Role.ADMIN, second_factor=True))
    assert client.get(f"/admin/{model}/").status_code == 200
    assert client.get(f"/admin/{model}/add/").status_code == 403


@pytest.mark.django_db
def test_an_ended_role_opens_nothing(client: Client) -> None:
    user = employ(Role.ADMIN, second_factor=True, ends=timezone.localdate() - timezone.timedelta(days=1))
    client.force_login(user)
    assert client.get("/akun/").status_code == 403


@pytest.mark.django_db
def test_a_view_without_a_rule_opens_for_nobody(client: Client, settings) -> None:
    settings.ROOT_URLCONF = "tests.architecture.unruled_urls"
    client.force_login(employ(Role.ADMIN, second_factor=True))
    assert client.get("/tanpa-aturan/").status_code == 403
