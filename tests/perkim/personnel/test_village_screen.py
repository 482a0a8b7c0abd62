"""The screen of village accounts: one press makes what lacks and prints what waits."""

import re
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perkim.accounts.actions import AccountError
from perkim.accounts.activation import activate
from perkim.accounts.models import ActivationCode, Assignment, User
from perkim.accounts.roles import Role
from tests.cast import CANDIPURO, KABUPATEN, SUMBERWULUH, TOMPOKERSAN, employ, give, open_account
from tests.pages import one_line
from tests.worlds import kept

pytestmark = pytest.mark.django_db
PAGE, LUMAJANG = "/akun/desa/", "35.08.10"


def press(desk: Client, kecamatan: str = CANDIPURO):
    return desk.post(PAGE, {"kecamatan": kecamatan})


@pytest.fixture
def pressed(admin: User) -> HttpResponse:
    """What the first press for Candipuro answered. Asked for before `desk`, whose signing in is a write of the test's
    own: accounts and slips are made once, then laid."""
    return HttpResponse(**vars(_pressed(admin)))


@kept
def _pressed(admin: User) -> SimpleNamespace:
    desk = Client()
    desk.force_login(admin)
    answer = press(desk)
    return SimpleNamespace(content=answer.content, headers=dict(answer.headers), status=answer.status_code)


def use(username: str, code: str) -> User:
    holder = {"name": "Ani", "salutation": "", "email": "", "password": "tiga kata acak", "now": timezone.now()}
    return activate(username=username, code=code, **holder)


def code_of(slips, username: str) -> str:
    after = slips.text.partition(f"{username}\n")[2]
    return re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){2}", after)[0]


def test_a_kecamatan_gets_two_accounts_for_each_village(pressed: HttpResponse, read_slips) -> None:
    slips = read_slips(pressed)
    assert Assignment.objects.filter(region__parent=CANDIPURO).count() == 20
    assert len(set(slips.codes)) == 20
    assert slips.pages == 3


def test_only_that_kecamatan(pressed: HttpResponse) -> None:
    assert not Assignment.objects.filter(role=Role.KADES).exclude(region__parent=CANDIPURO).exists()


def test_every_code_opens_the_account_it_is_printed_for(pressed: HttpResponse, read_slips) -> None:
    slips = read_slips(pressed)
    for username in ("operator.sumberwuluh", "kades.sumberwuluh"):
        assert use(username, code_of(slips, username)).has_usable_password()


def test_the_kecamatan_of_the_kelurahan_has_a_lurah_each(desk: Client, read_slips) -> None:
    text = read_slips(press(desk, LUMAJANG)).text
    assert "lurah.tompokersan" in text
    assert "Lurah Tompokersan" in text
    assert text.count("lurah.") == 7


def test_a_second_press_makes_no_second_accounts_but_new_codes(pressed: HttpResponse, desk: Client, read_slips) -> None:
    first, second = read_slips(pressed), read_slips(press(desk))
    assert Assignment.objects.filter(region__parent=CANDIPURO).count() == 20
    assert not set(first.codes) & set(second.codes)
    with pytest.raises(AccountError):
        use("operator.sumberwuluh", code_of(first, "operator.sumberwuluh"))
    assert use("operator.sumberwuluh", code_of(second, "operator.sumberwuluh"))


def test_who_is_active_gets_no_new_slip(pressed: HttpResponse, desk: Client, read_slips) -> None:
    slips = read_slips(pressed)
    use("operator.sumberwuluh", code_of(slips, "operator.sumberwuluh"))
    assert len(read_slips(press(desk)).codes) == 19


def test_who_is_closed_gets_no_slip(pressed: HttpResponse, desk: Client, read_slips) -> None:
    User.objects.filter(username="operator.sumberwuluh").update(is_active=False)
    slips = read_slips(press(desk))
    assert len(slips.codes) == 19
    assert "operator.sumberwuluh" not in slips.text


def test_when_all_are_active_nothing_is_printed(pressed: HttpResponse, desk: Client) -> None:
    for user in User.objects.exclude(username="admin"):
        user.set_password("x")
        user.save()
    answer = desk.post(PAGE, {"kecamatan": CANDIPURO}, follow=True)
    assert "Semua akun desa di sini sudah aktif." in one_line(answer)


@pytest.mark.slow
def test_the_whole_regency_is_410_slips(desk: Client, read_slips) -> None:
    slips = read_slips(press(desk, ""))
    assert User.objects.people().exclude(username="admin").count() == 410
    assert len(set(slips.codes)) == 410
    assert slips.pages == 52


def test_the_file_is_named_after_the_place(pressed: HttpResponse) -> None:
    assert 'filename="slip-akun-desa-candipuro.pdf"' in pressed["Content-Disposition"]


def test_the_slips_are_never_kept_on_the_way(pressed: HttpResponse) -> None:
    assert "no-store" in pressed["Cache-Control"]


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_makes_nothing(desk: Client, method: str) -> None:
    assert getattr(desk, method)(PAGE, {"kecamatan": CANDIPURO}).status_code == 200
    assert User.objects.people().count() == 1


def test_the_page_tells_what_lacks(desk: Client) -> None:
    assert "410 akun desa belum dibuat" in one_line(desk.get(PAGE))
    assert "20 akun desa belum dibuat" in one_line(desk.get(PAGE, {"kecamatan": CANDIPURO}))


def test_the_page_tells_who_waits(pressed: HttpResponse, desk: Client) -> None:
    assert "20 akun desa menunggu aktivasi" in one_line(desk.get(PAGE, {"kecamatan": CANDIPURO}))


def test_the_page_links_each_account(pressed: HttpResponse, desk: Client) -> None:
    user = User.objects.get(username="kades.sumberwuluh")
    page = one_line(desk.get(PAGE, {"kecamatan": CANDIPURO}))
    assert f'<a href="/akun/{user.pk}/">kades.sumberwuluh</a>' in page


def test_the_press_goes_to_the_kecamatan_shown(desk: Client) -> None:
    page = one_line(desk.get(PAGE, {"kecamatan": CANDIPURO}))
    assert f'<input type="hidden" name="kecamatan" value="{CANDIPURO}">' in page


def test_all_villages_cost_as_many_queries_as_few(pressed: HttpResponse, desk: Client) -> None:
    def cost(kecamatan: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.get(PAGE, {"kecamatan": kecamatan})
        return len(asked)

    desk.get(PAGE)
    assert cost("") <= cost(CANDIPURO)


@pytest.mark.parametrize("kecamatan", ["99", "Candipuro", SUMBERWULUH, KABUPATEN, "a" * 10_000, "a\0b", "💥"])
def test_a_faulty_kecamatan_makes_nothing_and_is_named(desk: Client, kecamatan: str) -> None:
    answer = press(desk, kecamatan)
    assert answer.status_code == 200
    assert 'id="galat"' in one_line(answer)
    assert User.objects.people().count() == 1


def test_a_desk_given_from_next_month_on_is_shown_and_printed(desk: Client, read_slips) -> None:
    soon = timezone.localdate() + timezone.timedelta(days=20)
    waiting = open_account("operator.sumberwuluh", password=None)
    give(waiting, Role.OPERATOR_DESA, region=SUMBERWULUH, starts=soon)
    slips = read_slips(press(desk))
    assert len(slips.codes) == 20
    assert waiting.assignments.count() == 1


def test_an_admin_whose_own_name_is_a_desks_is_told(client: Client) -> None:
    clerk = employ(Role.ADMIN, username="operator.tompokersan", second_factor=True)
    client.force_login(clerk)
    answer = client.post(PAGE, {"kecamatan": LUMAJANG}, follow=True)
    assert "diri sendiri" in one_line(answer)
    assert not Assignment.objects.filter(region=TOMPOKERSAN).exists()


def test_the_holder_of_two_desks_gets_one_slip(desk: Client, read_slips) -> None:
    both = open_account("pak.carik", password=None)
    give(both, Role.OPERATOR_DESA)
    give(both, Role.KADES)
    slips = read_slips(press(desk))
    assert slips.text.count("pak.carik") == 1
    assert ActivationCode.objects.filter(user=both).count() == 1


def test_a_form_that_lost_its_kecamatan_is_not_taken_for_the_whole_regency(desk: Client) -> None:
    answer = desk.post(PAGE, {"csrfmiddlewaretoken": "x"}, follow=True)
    assert "Pilih kecamatannya dahulu" in one_line(answer)
    assert User.objects.people().count() == 1
