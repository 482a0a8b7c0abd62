"""Opening an account with the code of a printed slip."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from perkim.accounts.actions import AccountError
from perkim.accounts.activation import activate, issue_slips
from perkim.accounts.models import ActivationCode, User
from perkim.accounts.roles import Role
from tests.cast import PASSWORD, employ, enter, give_second_factor, is_signed_in, open_account, slip_code

pytestmark = pytest.mark.django_db
PAGE, NEW = "/masuk/aktivasi/", "tiga kata acak"
REFUSED = "Nama pengguna dan kode aktivasi tidak cocok"


@pytest.fixture
def desk(db: None) -> User:
    return open_account("operator.x", name="Operator Desa X", password=None)


def fields(code: str, /, **changed: str) -> dict[str, str]:
    usual = {"username": "operator.x", "code": code, "name": "Slamet Riyadi", "salutation": "BAPAK", "email": ""}
    return usual | {"password1": NEW, "password2": NEW} | changed


def send(client: Client, code: str, **changed: str) -> str:
    return client.post(PAGE, fields(code, **changed), follow=True).content.decode()


def do(code: str, **changed: object) -> User:
    usual = {"username": "operator.x", "code": code, "name": "Slamet", "salutation": "", "email": "", "password": NEW}
    return activate(**(usual | {"now": timezone.now()} | changed))


def test_the_right_code_signs_the_new_holder_in(client: Client, desk: User) -> None:
    page = send(client, slip_code(desk))
    assert "Akun Anda sudah aktif." in page
    assert client.get("/kerja/").status_code == 200


def test_it_gives_the_account_its_holders_name_and_password(client: Client, desk: User) -> None:
    send(client, slip_code(desk), email="Slamet@Desa.Example")
    desk.refresh_from_db()
    assert (desk.name, desk.salutation, desk.email) == ("Slamet Riyadi", "BAPAK", "slamet@desa.example")
    enter(other := Client(), "operator.x", NEW)
    assert is_signed_in(other)


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " "), lambda code: f"  {code}  "])
def test_small_letters_and_spaces_are_accepted(client: Client, desk: User, change) -> None:
    send(client, change(slip_code(desk)))
    assert is_signed_in(client)


def test_the_name_may_be_typed_in_capitals(client: Client, desk: User) -> None:
    send(client, slip_code(desk), username=" OPERATOR.X ")
    assert is_signed_in(client)


def test_a_wrong_code_is_refused(client: Client, desk: User) -> None:
    slip_code(desk)
    assert REFUSED in send(client, "2222-2222-2222")
    assert not is_signed_in(client)


def test_an_unknown_name_is_refused_in_the_same_words(client: Client, desk: User) -> None:
    assert REFUSED in send(client, slip_code(desk), username="tidak.ada")


def test_the_code_of_another_account_is_refused(client: Client, desk: User) -> None:
    slip_code(desk)
    assert REFUSED in send(client, slip_code(open_account("kades.x", password=None)))


def test_a_code_is_used_once(desk: User) -> None:
    code = slip_code(desk)
    send(Client(), code)
    assert REFUSED in send(second := Client(), code)
    assert not is_signed_in(second)


def test_a_newer_slip_makes_the_older_code_worthless(client: Client, desk: User) -> None:
    old = slip_code(desk)
    slip_code(desk)
    assert REFUSED in send(client, old)


@pytest.mark.parametrize(("late", "good"), [(timedelta(days=29, hours=23), True), (timedelta(days=30), False)])
def test_a_code_expires_after_thirty_days(desk: User, late: timedelta, good: bool) -> None:
    issued = timezone.now()
    code = issue_slips(actor=None, users=[desk], now=issued)[0].code
    if good:
        assert do(code, now=issued + late).has_usable_password()
    else:
        with pytest.raises(AccountError, match="lewat waktu"):
            do(code, now=issued + late)


def test_nine_wrong_codes_leave_it_valid(desk: User, client: Client) -> None:
    code = slip_code(desk)
    for _ in range(9):
        send(client, "2222-2222-2222")
    send(client, code)
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("password", "said"),
    [("pendek", "10"), ("12345678901234", "angka"), ("password1234", "umum"), ("operator.x", "mirip")],
)
def test_a_weak_password_is_named_and_the_code_stays_good(client: Client, desk: User, password: str, said: str) -> None:
    code = slip_code(desk)
    assert said in send(client, code, password1=password, password2=password)
    send(client, code)
    assert is_signed_in(client)


def test_two_different_passwords_are_named(client: Client, desk: User) -> None:
    assert "Kedua kata sandi tidak sama." in send(client, slip_code(desk), password2="yang lain lagi")
    assert not is_signed_in(client)


def test_the_email_of_another_account_is_refused_and_the_code_stays_good(client: Client, desk: User) -> None:
    open_account("budi", email="budi@desa.example")
    code = slip_code(desk)
    assert "Surel ini sudah dipakai akun lain." in send(client, code, email="BUDI@desa.example")
    send(client, code)
    assert is_signed_in(client)


def test_without_a_right_code_nobody_learns_which_addresses_have_accounts(client: Client, desk: User) -> None:
    open_account("budi", email="budi@desa.example")
    slip_code(desk)
    page = send(client, "2222-2222-2222", email="budi@desa.example")
    assert "dipakai akun lain" not in page
    assert REFUSED in page


def test_the_own_email_may_be_typed_again(client: Client, desk: User) -> None:
    User.objects.filter(pk=desk.pk).update(email="slamet@desa.example")
    send(client, slip_code(desk), username="Operator.X", email="slamet@desa.example")
    assert is_signed_in(client)


def test_an_empty_email_leaves_none(client: Client, desk: User) -> None:
    """What was there is of the holder before, or was typed by the admin."""
    User.objects.filter(pk=desk.pk).update(email="slamet@desa.example")
    send(client, slip_code(desk))
    desk.refresh_from_db()
    assert desk.email == ""


def test_a_closed_account_is_refused(client: Client, desk: User) -> None:
    code = slip_code(desk)
    User.objects.update(is_active=False)
    assert REFUSED in send(client, code)


def test_an_old_password_stays_good_until_the_code_is_used(client: Client) -> None:
    user = open_account("operator.x")
    code = slip_code(user)
    enter(client, "operator.x", PASSWORD)
    assert is_signed_in(client)
    send(Client(), code)
    enter(late := Client(), "operator.x", PASSWORD)
    assert not is_signed_in(late)


def test_using_a_code_ends_the_sessions_of_the_former_holder(client: Client) -> None:
    user = open_account("operator.x")
    enter(client, "operator.x")
    send(Client(), slip_code(user))
    assert client.get("/kerja/")["Location"].startswith("/masuk/")


def test_who_has_a_second_factor_signs_in_the_long_way(client: Client) -> None:
    user = employ(Role.KADIS, username="kadis")
    give_second_factor(user)
    page = send(client, slip_code(user), username="kadis")
    assert "Masuk petugas dan desa" in page
    assert not is_signed_in(client)


def test_a_session_of_somebody_else_on_this_browser_ends(client: Client, desk: User) -> None:
    enter(client, open_account("budi").username)
    before = client.session.session_key
    send(client, slip_code(desk))
    assert client.session["_auth_user_id"] == str(desk.pk)
    assert client.session.session_key != before


def test_an_anonymous_session_gets_a_new_key(client: Client, desk: User) -> None:
    session = client.session
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    send(client, slip_code(desk))
    assert client.session.session_key != planted


def test_the_slips_address_fills_the_name_in(client: Client) -> None:
    assert 'value="operator.x"' in client.get(PAGE, {"nama": "operator.x"}).content.decode()


def test_a_planted_name_is_shown_as_text(client: Client) -> None:
    assert "<script>alert" not in client.get(PAGE, {"nama": '"><script>alert(1)</script>'}).content.decode()


def test_the_typed_words_stay_but_no_password(client: Client, desk: User) -> None:
    page = send(
        client, "2222-2222-2222", name="Bu Guru <Ani>", password1="rahasia-sekali-1", password2="rahasia-sekali-1"
    )
    assert "Bu Guru &lt;Ani&gt;" in page
    assert "rahasia-sekali-1" not in page


@pytest.mark.parametrize("field", ["username", "code", "name", "salutation", "email", "password1", "password2"])
@pytest.mark.parametrize("rubbish", ["", "\0", "a\0b", "a" * 10_000, "💥", "<b>", "'; --"])
def test_rubbish_never_breaks_the_page(client: Client, desk: User, field: str, rubbish: str) -> None:
    answer = client.post(PAGE, fields("2222-2222-2222", **{field: rubbish}))
    assert answer.status_code == 200
    assert 'id="galat"' in answer.content.decode()


@pytest.mark.parametrize("name", [", S.T.", "Ir."])
def test_a_name_of_only_titles_still_greets(client: Client, desk: User, name: str) -> None:
    send(client, slip_code(desk), name=name)
    assert client.get("/kerja/").status_code == 200


@pytest.mark.parametrize(("name", "said"), [(",", "belum memuat huruf"), ("\u200b,", "hanya memakai huruf")], ids=ascii)
def test_a_name_of_only_signs_is_none(client: Client, desk: User, name: str, said: str) -> None:
    page = client.post(PAGE, fields(slip_code(desk), name=name)).content.decode()
    assert f"Nama {said}" in page


def test_nothing_at_all_is_answered_politely(client: Client) -> None:
    answer = client.post(PAGE, {"csrfmiddlewaretoken": "x"})
    assert answer.status_code == 200
    assert "Isian ini tidak boleh kosong." in answer.content.decode()


def test_the_page_is_never_cached(client: Client) -> None:
    assert "no-store" in client.get(PAGE)["Cache-Control"]


def test_the_code_is_not_stored_in_clear(desk: User, everything_stored) -> None:
    code = slip_code(desk)
    stored = everything_stored()
    assert code not in stored
    assert code.replace("-", "") not in stored


def test_the_same_code_for_two_accounts_would_be_stored_differently(desk: User, monkeypatch) -> None:
    monkeypatch.setattr("perkim.accounts.activation.random_code", lambda groups: "7KQM-2XNA-93TP")
    slip_code(desk)
    slip_code(open_account("kades.x", password=None))
    assert len(set(ActivationCode.objects.values_list("digest", flat=True))) == 2


def test_an_impossible_holder_leaves_code_and_account_as_they_were(desk: User) -> None:
    code = slip_code(desk)
    with pytest.raises(ValidationError):
        do(code, name="")
    desk.refresh_from_db()
    assert not desk.has_usable_password()
    assert do(code).name == "Slamet"


def test_one_account_has_one_code(desk: User) -> None:
    slip_code(desk)
    slip_code(desk)
    assert ActivationCode.objects.filter(user=desk).count() == 1
