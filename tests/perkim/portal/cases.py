"""What the tests of the case page share: a Monday morning, a reader's view of a case, and a form sent from it."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from perkim.accounts.models import User
from perkim.sipoc.models import Berkas
from tests.pages import one_line
from tests.perkim.sipoc.conftest import MONDAY

See = Callable[[User, Berkas], str]
Send = Callable[..., HttpResponse]


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def see(monday: None, sign_in: Callable[[User], Client]) -> See:
    """The case page as somebody sees it."""

    def look(user: User, case: Berkas) -> str:
        answer = sign_in(user).get(case.get_absolute_url())
        assert answer.status_code == 200
        return one_line(answer)

    return look


@pytest.fixture
def send(monday: None, sign_in: Callable[[User], Client]) -> Send:
    """Posts a form of the case page: `send(user, case, "case_note", text="...")`; `args` are those after the case."""

    def post(user: User, case: Berkas, name: str, *args: Any, **data: Any) -> HttpResponse:
        typed = {"key": str(uuid4()), "lock_version": Berkas.objects.get(pk=case.pk).lock_version} | data
        return sign_in(user).post(reverse(f"portal:{name}", args=[case.public_id, *args]), typed)

    return post


def words(page: str | HttpResponse) -> str:
    """The text of a page on one line."""
    text = page if isinstance(page, str) else page.content.decode()
    return " ".join(strip_tags(text).split())


def again(case: Berkas) -> Berkas:
    return Berkas.objects.get(pk=case.pk)
