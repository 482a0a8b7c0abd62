"""Django's admin site answers no question that its pages do not ask: what no page shows cannot be tried out."""

import pytest
from django.contrib import admin
from django.db.models import Field
from django.test import Client

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.lib.read_only_admin import ReadOnlyAdmin
from tests.cast import employ

pytestmark = pytest.mark.django_db
PAGES = {model._meta.label_lower: page for model, page in admin.site._registry.items()}
HOSTILE = (
    "password__startswith",
    "password__regex",
    "password",
    "email__istartswith",
    "session_round",
    "user__password__regex",
    "user__authenticator__data__icontains",
    "authenticator__data__secret__startswith",
    "activation_code__digest__startswith",
    "user__activation_code__digest__startswith",
    "logentry__id",
    "recipient__password__startswith",
    "actor__password__startswith",
    "nik_index__startswith",
    "nik_sealed__startswith",
    "mac__startswith",
    "digest__startswith",
    "pk",
    "id__gt",
)


@pytest.fixture
def superuser(client: Client) -> User:
    """Whoever may do most; also an admin of the office, by whom the pages open."""
    user = employ(Role.ADMIN, username="admin", second_factor=True)
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    client.force_login(User.objects.get(pk=user.pk))
    return user


def address(label: str) -> str:
    return f"/admin/{label.replace('.', '/')}/"


def refused(client: Client, label: str, lookup: str) -> bool:
    """Refused, or sent to the list without the question."""
    answer = client.get(address(label), {lookup: "a"})
    return answer.status_code == 400 or (answer.status_code == 302 and lookup not in answer["Location"])


def test_every_page_of_the_site_is_read_only() -> None:
    assert len(PAGES) >= 10
    assert all(isinstance(page, ReadOnlyAdmin) for page in PAGES.values())


@pytest.mark.parametrize("path", ["mfa/authenticator", "account/emailaddress", "auth/group", "sessions/session"])
def test_what_libraries_register_is_not_there(client: Client, superuser: User, path: str) -> None:
    assert client.get(f"/admin/{path}/").status_code == 404


@pytest.mark.parametrize("label", sorted(PAGES))
def test_the_page_opens(client: Client, superuser: User, label: str) -> None:
    assert client.get(address(label)).status_code == 200


@pytest.mark.parametrize("label", sorted(PAGES))
def test_no_hostile_question_is_answered(client: Client, superuser: User, label: str) -> None:
    assert [lookup for lookup in HOSTILE if not refused(client, label, lookup)] == []


@pytest.mark.parametrize("label", sorted(PAGES))
def test_no_column_can_be_requested_that_is_not_declared(client: Client, superuser: User, label: str) -> None:
    """Each column of the row, and each of the rows around it, as an address could name it."""
    page = PAGES[label]
    own = [field.name for field in page.model._meta.get_fields() if isinstance(field, Field)]
    around = [
        f"{field.name}__{far.name}"
        for field in page.model._meta.get_fields()
        if field.related_model
        for far in field.related_model._meta.get_fields()
        if isinstance(far, Field)
    ]
    asked = [name for name in (*own, *around) if name not in page.list_filter]
    assert asked
    allowed = [
        f"{name}{how}"
        for name in asked
        for how in ("", "__startswith", "__exact")
        if page.lookup_allowed(name + how, "a")
    ]
    assert allowed == []


def test_declared_filters_are_answered(client: Client, superuser: User) -> None:
    for query in ({"role__exact": "ADMIN"}, {"role__in": "ADMIN"}):
        answer = client.get("/admin/accounts/assignment/", query)
        assert answer.status_code == 200
        assert answer.context["cl"].result_count == 1
    assert client.get("/admin/accounts/user/", {"q": "admin"}).context["cl"].result_count == 1


@pytest.mark.parametrize("lookup", ["role__startswith", "role__regex", "role__user__password"])
def test_a_declared_filter_is_no_door_to_other_questions(client: Client, superuser: User, lookup: str) -> None:
    assert refused(client, "accounts.assignment", lookup)


@pytest.mark.parametrize("field", ["password", "email", "username"])
def test_no_row_is_picked_by_another_column(client: Client, superuser: User, field: str) -> None:
    assert client.get(f"/admin/accounts/user/{superuser.username}/change/", {"_to_field": field}).status_code == 400


SECRET = ("password", "secret", "digest", "mac", "sealed", "index", "token", "session", "data")
# The log's entries are told to admins as they are: what identifies people stands beside them, erasable. When it was
# sealed is no secret.
SHOWN = {("audit.entry", "data"), ("audit.seal", "sealed_at")}


@pytest.mark.parametrize("label", sorted(PAGES))
def test_no_page_shows_sorts_by_or_searches_what_is_secret(rf, superuser: User, label: str) -> None:
    page = PAGES[label]
    request = rf.get("/")
    request.user = superuser
    named = [*page.get_fields(request), *page.get_list_display(request), *page.get_search_fields(request)]
    wrong = {str(name) for name in named if any(word in str(name).split("_") for word in SECRET)}
    assert {name for name in wrong if (label, name) not in SHOWN} == set()
