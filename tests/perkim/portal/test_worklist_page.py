"""The worklist of who is signed in."""

from datetime import date, datetime

import pytest
import time_machine
from django.test import Client
from django.utils.html import strip_tags
from django.utils.timezone import get_default_timezone

from perkim.accounts.roles import Role
from perkim.lib.text import day_greeting
from tests.pages import one_line
from tests.perkim.portal.conftest import give

pytestmark = pytest.mark.django_db


def test_a_visitor_is_sent_to_sign_in_and_back(client: Client) -> None:
    assert client.get("/kerja/").url == "/masuk/?next=%2Fkerja%2F"


def test_the_heading_greets_and_tells_the_news(make_user, sign_in) -> None:
    with time_machine.travel("2026-11-23T08:00:00+07:00"):
        user = make_user(role=Role.STAF)
        page = sign_in(user).get("/kerja/").content.decode()
    assert "Selamat pagi, Bu Rahayu. Belum ada tugas." in strip_tags(page)
    assert "Senin, 23 November 2026" in page


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [
        (0, "malam"), (3, "malam"), (4, "pagi"), (10, "pagi"), (11, "siang"),
        (14, "siang"), (15, "sore"), (17, "sore"), (18, "malam"), (23, "malam"),
    ],
)  # fmt: skip
def test_the_greeting_follows_the_hour(hour: int, greeting: str) -> None:
    assert day_greeting(datetime(2026, 11, 23, hour, 30, tzinfo=get_default_timezone())) == f"Selamat {greeting}"


def test_it_lists_the_posts_held_today(make_user, sign_in) -> None:
    user = make_user(role=Role.STAF)
    give(user, Role.TIM_TEKNIS, programme="bsps", ends=date(2099, 12, 31))
    page = sign_in(user).get("/kerja/").content.decode()
    for words in ("Staf bidang", "Semua program", "tanpa batas waktu", "Tim teknis", "BSPS", "31 Desember 2099"):
        assert words in page


def test_a_programme_that_is_gone_keeps_its_code(make_user, sign_in) -> None:
    user = make_user()
    give(user, Role.STAF, programme="lama")
    assert ">lama</td>" in sign_in(user).get("/kerja/").content.decode()


def test_an_account_without_a_post_learns_whom_to_call(make_user, sign_in, settings) -> None:
    page = sign_in(make_user()).get("/kerja/").content.decode()
    assert "Akun Anda belum punya penugasan." in page
    assert settings.OFFICE["phone"] in page


def test_it_may_not_be_kept_by_shared_caches(make_user, sign_in) -> None:
    assert "Cookie" in sign_in(make_user(role=Role.STAF)).get("/kerja/")["Vary"]


def test_signing_out_is_a_form_with_protection(make_user, sign_in) -> None:
    page = one_line(sign_in(make_user(role=Role.STAF)).get("/kerja/"))
    assert '<form method="post" action="/keluar/"> <input type="hidden" name="csrfmiddlewaretoken"' in page


def test_it_costs_the_same_for_one_post_and_for_many(make_user, sign_in, django_assert_max_num_queries) -> None:
    user = make_user(role=Role.STAF)
    for programme in ("rtlh", "bsps", "psu", "kumuh"):
        give(user, Role.STAF, programme=programme)
    client = sign_in(user)
    client.get("/kerja/")
    # Session, account, posts, their regions, all numbers; no rows where the numbers say that there are none.
    with django_assert_max_num_queries(5):
        client.get("/kerja/")
