"""The list of accounts: filters, pages, and what it costs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from tests.cast import CANDIPURO, SUMBERWULUH, TOMPOKERSAN, employ, give, let_act, open_account
from tests.pages import one_line
from tests.worlds import kept

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def office(admin: User) -> None:
    """Asked for before `desk`: signing in would be a write of this test's own, and the office made anew for each."""
    _office()


@kept
def _office() -> None:
    """Beside the admin: a facilitator, two village desks, one that waits, one closed, one whose role ended."""
    employ(Role.TFL, username="tfl.candipuro", region=CANDIPURO)
    employ(Role.OPERATOR_DESA, username="operator.sumberwuluh", region=SUMBERWULUH)
    employ(Role.OPERATOR_DESA, username="operator.tompokersan", region=TOMPOKERSAN)
    open_account("menunggu", name="Nama Menunggu", password=None, email="tunggu@desa.example")
    open_account("ditutup", is_active=False)
    employ(Role.TFL, username="mantan.tfl", region=CANDIPURO, ends=YESTERDAY)


def found(desk: Client, **query: str) -> list[str]:
    page = one_line(desk.get("/akun/", query))
    return re.findall(r'<br><span class="muted">([^<]+)</span>', page)


def test_everybody_is_listed_by_name(office: None, desk: Client) -> None:
    listed = found(desk)
    assert listed == sorted(listed)
    assert len(listed) == User.objects.people().count() == 7


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("sumberwuluh", ["operator.sumberwuluh"]),
        ("OPERATOR", ["operator.sumberwuluh", "operator.tompokersan"]),
        ("nama menunggu", ["menunggu"]),
        ("  menunggu  ", ["menunggu"]),
        ("Tunggu@Desa.Example", ["menunggu"]),
        ("tidak ada orang ini", []),
        ("%", []),
        ("_", []),
        ("\\", []),
    ],
)
def test_words_find_names(office: None, desk: Client, words: str, names: list[str]) -> None:
    assert found(desk, q=words) == names


def test_a_role_finds_who_holds_it_today(office: None, desk: Client) -> None:
    assert found(desk, role=Role.TFL) == ["tfl.candipuro"]


def test_a_kecamatan_finds_who_is_assigned_in_it_or_in_its_villages(office: None, desk: Client) -> None:
    assert found(desk, kecamatan=CANDIPURO) == ["operator.sumberwuluh", "tfl.candipuro"]


@pytest.mark.parametrize(("state", "names"), [("waiting", ["menunggu"]), ("closed", ["ditutup"])])
def test_a_state_finds_its_accounts(office: None, desk: Client, state: str, names: list[str]) -> None:
    assert found(desk, state=state) == names


def test_active_are_those_with_a_password(office: None, desk: Client) -> None:
    assert set(found(desk, state="active")) == set(found(desk)) - {"menunggu", "ditutup"}


def test_filters_narrow_each_other(office: None, desk: Client) -> None:
    assert found(desk, q="operator", role=Role.OPERATOR_DESA, kecamatan=CANDIPURO, state="active") == [
        "operator.sumberwuluh"
    ]


def test_role_and_kecamatan_ask_for_one_assignment_with_both(office: None, desk: Client) -> None:
    """An operator in Candipuro who is a facilitator elsewhere is no facilitator in Candipuro."""
    give(User.objects.get(username="operator.sumberwuluh"), Role.TFL, region="35.08.10")
    assert found(desk, role=Role.TFL, kecamatan=CANDIPURO) == ["tfl.candipuro"]


def test_who_holds_a_role_twice_is_listed_once(office: None, desk: Client) -> None:
    give(User.objects.get(username="tfl.candipuro"), Role.TFL, region="35.08.10")
    assert found(desk, role=Role.TFL) == ["tfl.candipuro"]


@pytest.mark.parametrize(
    "query",
    [
        {"role": "RAJA"},
        {"kecamatan": "99"},
        {"kecamatan": "a\0b"},
        {"state": "x"},
        {"q": "a\0b"},
        {"role": "a" * 9_999},
    ],
    ids=str,
)
def test_a_faulty_filter_is_named(office: None, desk: Client, query: dict[str, str]) -> None:
    answer = desk.get("/akun/", query)
    assert answer.status_code == 200
    assert 'id="galat"' in answer.content.decode()


def test_no_match_is_said_and_leads_back(office: None, desk: Client) -> None:
    page = desk.get("/akun/", {"q": "tidak ada"}).content.decode()
    assert "Tidak ada akun yang cocok" in page
    assert 'href="/akun/"' in page


def test_long_lists_have_pages(desk: Client, admin: User) -> None:
    for number in range(30):
        open_account(f"akun{number:02}")
    assert len(found(desk)) == 25
    assert len(found(desk, page="2")) == 6


def test_pages_keep_the_filter(desk: Client, admin: User) -> None:
    for number in range(30):
        open_account(f"akun{number:02}")
    page = one_line(desk.get("/akun/", {"q": "akun"}))
    assert 'rel="next" href="?q=akun&amp;page=2"' in page
    assert len(found(desk, q="akun", page="2")) == 5


@pytest.mark.parametrize("page", ["0", "-1", "999", "abc", "１", "\0", "9" * 400, ""])
def test_an_impossible_page_is_the_nearest_one(office: None, desk: Client, page: str) -> None:
    assert len(found(desk, page=page)) == 7


def test_one_account_costs_as_much_as_thirty(desk: Client, admin: User) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.get("/akun/")
        return len(asked)

    desk.get("/kerja/")
    one = cost()
    for number in range(24):
        user = open_account(f"akun{number:02}")
        give(user, Role.OPERATOR_DESA)
        give(user, Role.STAF)
    assert cost() == one


def test_an_acting_official_shows_as_one(office: None, desk: Client) -> None:
    today = timezone.localdate()
    post = give(open_account("kadis"), Role.KADIS)
    let_act(open_account("sekdis"), post, starts=today, ends=today)
    assert "Plh. Kepala dinas" in desk.get("/akun/", {"q": "sekdis"}).content.decode()


def test_a_role_of_yesterday_does_not_show(office: None, desk: Client) -> None:
    assert "Belum ada penugasan" in desk.get("/akun/", {"q": "mantan"}).content.decode()


def test_names_are_shown_as_text(desk: Client) -> None:
    open_account("jahil", name="<script>alert(1)</script>")
    assert "<script>alert(1)" not in desk.get("/akun/").content.decode()


def test_the_list_takes_no_posts(desk: Client) -> None:
    assert desk.post("/akun/").status_code == 405
