"""The screens of official parameters: what holds, since when, by which regulation, and stating a new value."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.parameters import kinds as kinds_module
from perkim.parameters.actions import SET
from perkim.parameters.kinds import OFFICE_HOURS, declare, kind, kinds, whole_number
from perkim.parameters.models import Parameter
from perkim.parameters.reading import value_on
from perkim.parameters.seeding import load_first_values
from perkim.sipoc.amounts import declare_amounts
from perkim.sipoc.declarations import Deadline
from perkim.sipoc.terms import Unit
from tests.samples.letters import LETTERS, SURAT
from tests.samples.registering import register_for_test

pytestmark = pytest.mark.django_db
HERE = "/pengaturan/parameter/"
CHECKING = "tenggat.contoh.surat.cek"


def day(ahead: int = 0) -> str:
    return (timezone.localdate() + timedelta(days=ahead)).isoformat()


@pytest.fixture(autouse=True)
def letters(db, monkeypatch: pytest.MonkeyPatch) -> None:
    register_for_test(monkeypatch, LETTERS)


@pytest.fixture
def admin(make_user, sign_in) -> Client:
    return sign_in(make_user("slamet", Role.ADMIN, name="Slamet Riyadi"))


def state(client: Client, key: str = CHECKING, **typed: str):
    return client.post(f"{HERE}{key}/", {"mulai": day(1), "dasar": "Perbup 7/2026", **typed})


def declare_number(monkeypatch: pytest.MonkeyPatch, value: object = 3) -> str:
    monkeypatch.setattr(kinds_module._kinds, "_things", dict(kinds_module._kinds._things))
    declare("contoh.angka", "Angka contoh", unit="buah", parse=whole_number(1, 10))
    Parameter.objects.create(key="contoh.angka", value=value, starts=date(2026, 1, 1), basis="Contoh")
    return "contoh.angka"


def test_every_declared_parameter_is_listed_with_its_value(admin: Client) -> None:
    page = admin.get(HERE).content.decode()
    for each in kinds():
        assert f'href="{HERE}{each.key}/"' in page
    assert "5 hari kerja, putaran berikutnya 3" in page
    assert "Senin 07.30–16.00" in page


def test_the_list_asks_for_all_values_at_once(admin: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(30) as asked:
        admin.get(HERE)
    values = [each for each in asked.captured_queries if 'FROM "parameters_parameter"' in each["sql"]]
    assert len(kinds()) > 5
    assert len(values) == 1


def test_a_parameter_without_a_value_says_so(admin: Client) -> None:
    Parameter.objects.filter(key=CHECKING).delete()
    assert "Belum ditetapkan" in admin.get(HERE).content.decode()


def test_a_parameter_without_a_value_can_be_given_one(admin: Client) -> None:
    Parameter.objects.filter(key=CHECKING).delete()
    assert state(admin, nilai="4").status_code == 302


@pytest.mark.parametrize("role", [Role.STAF, Role.KABID_PRM, Role.APIP])
def test_nobody_else_sets_values(make_user, sign_in, role: Role) -> None:
    assert state(sign_in(make_user("lain", role)), nilai="4").status_code == 403
    assert Parameter.objects.filter(key=CHECKING).count() == 1


@pytest.mark.parametrize("role", [Role.KADIS, Role.SEKDIS])
def test_the_head_and_the_secretary_set_values_too(make_user, sign_in, role: Role) -> None:
    assert state(sign_in(make_user("pejabat", role)), nilai="4").status_code == 302


@pytest.mark.parametrize("key", ["tak.dikenal", "<script>", "x" * 300, "..", "tenggat."])
def test_an_unknown_parameter_is_not_found(admin: Client, key: str) -> None:
    assert admin.get(f"{HERE}{key}/").status_code == 404


@pytest.mark.parametrize(("typed", "stored"), [("4", [4]), ("21, 14, 7", [21, 14, 7]), (" 3650 ", [3650])])
def test_a_new_length_holds_from_its_day_on(admin: Client, typed: str, stored: list[int]) -> None:
    assert state(admin, nilai=typed).status_code == 302
    newest = Parameter.objects.filter(key=CHECKING).latest("starts")
    assert newest.value == stored
    assert newest.starts.isoformat() == day(1)
    assert newest.basis == "Perbup 7/2026"


@pytest.mark.parametrize("typed", ["lima", "4.5", "-1", "21;14", "1,,2", "9" * 5000, "٥", "1e3"])
def test_what_is_no_length_is_refused_in_the_words_of_the_parameter(admin: Client, typed: str) -> None:
    answer = state(admin, nilai=typed)
    assert answer.status_code == 422
    assert "Isi lama tenggat sebagai bilangan bulat, satu untuk tiap putaran" in answer.content.decode()
    assert Parameter.objects.filter(key=CHECKING).count() == 1


@pytest.mark.parametrize("typed", ["0", "3651", "21, 0", "99999"])
def test_a_length_that_nobody_means_is_refused_with_its_limits(admin: Client, typed: str) -> None:
    answer = state(admin, nilai=typed)
    assert answer.status_code == 422
    assert "Isi lama tenggat dari 1 sampai 3.650 hari" in answer.content.decode()
    assert Parameter.objects.filter(key=CHECKING).count() == 1


def test_a_length_stated_before_there_were_limits_still_counts(admin: Client) -> None:
    Parameter.objects.filter(key=CHECKING).update(value=[0])
    assert Parameter.objects.get(key=CHECKING).parsed == {"": (0,)}
    assert admin.get(f"{HERE}{CHECKING}/").status_code == 200


def test_each_part_of_a_table_has_its_own_unit_and_limits(admin: Client) -> None:
    page = admin.get(f"{HERE}rtlh.nilai/").content.decode()
    assert "PK persen tahap 1: 50 persen" in page
    assert "PK bahan: 17.500.000 rupiah tiap rumah" in page
    assert "Dinyatakan dalam rupiah tiap rumah dan persen." in page
    assert "PK persen tahap 1 (persen)" in page
    form = admin.get(f"{HERE}rtlh.nilai/").context["form"]
    typed = {name: "50" for name in form.fields if name.startswith("nilai_")} | {"nilai_0": "2.000.000.000"}
    said = state(admin, "rtlh.nilai", **typed).content.decode()
    assert "PK bahan: isi bilangan bulat dari 1 sampai 1.000.000.000." in said


def test_a_value_for_each_class_is_asked_for_by_class(admin: Client) -> None:
    deadline = Deadline(
        key="golongan", title="Tanggapan", unit=Unit.WORKING_DAYS, amounts={"ringan": (5,), "berat": (14,)}, basis="X"
    )
    key = declare_amounts(LETTERS, SURAT, deadline).key
    load_first_values()
    assert "ringan: 5 hari kerja" in admin.get(f"{HERE}{key}/").content.decode()
    assert state(admin, key, nilai_0="3", nilai_1="10, 7").status_code == 302
    assert Parameter.objects.filter(key=key).latest("starts").value == {"ringan": [3], "berat": [10, 7]}


def test_a_whole_number_is_kept_within_its_bounds(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    key = declare_number(monkeypatch)
    assert "Isi bilangan bulat dari 1 sampai 10." in state(admin, key, nilai="11").content.decode()
    assert state(admin, key, nilai="7").status_code == 302
    assert value_on(kind(key), timezone.localdate() + timedelta(days=1)) == 7


def test_a_shape_without_a_form_is_shown_and_not_changed(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    key = declare_number(monkeypatch, value="kata")
    answer = state(admin, key, nilai="7")
    assert "Bentuk nilai ini hanya dapat diubah lewat pembaruan aplikasi." in answer.content.decode()
    assert Parameter.objects.filter(key=key).count() == 1


def hours(**changed: str) -> dict[str, str]:
    week = {f"buka_{n}": "08:00" for n in range(5)} | {f"tutup_{n}": "14:30" for n in range(5)}
    return week | changed


def test_office_hours_are_stated_for_each_day(admin: Client) -> None:
    assert state(admin, OFFICE_HOURS.key, **hours(buka_5="08.00", tutup_5="12:00")).status_code == 302
    found = value_on(OFFICE_HOURS, timezone.localdate() + timedelta(days=1))
    assert found[0] == (time(8), time(14, 30))
    assert found[5] == (time(8), time(12))
    assert 6 not in found


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"tutup_2": ""}, "Isi jam buka dan jam tutup tiap hari kerja"),
        ({"tutup_2": "07:00"}, "Jam tutup harus setelah jam buka."),
        ({"tutup_2": "25:00"}, "Isi jam dan menit"),
        ({"tutup_2": "14:30+07:00"}, "Isi jam dan menit"),
        (dict.fromkeys(hours(), ""), "paling sedikit satu hari"),
    ],
)
def test_hours_that_are_none_are_refused(admin: Client, changed: dict[str, str], sentence: str) -> None:
    answer = state(admin, OFFICE_HOURS.key, **hours(**changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_form_of_the_hours_shows_those_of_today(admin: Client) -> None:
    page = admin.get(f"{HERE}{OFFICE_HOURS.key}/").content.decode()
    assert 'name="buka_0" value="07:30"' in page


@pytest.mark.parametrize("basis", ["", "   "])
def test_a_value_without_a_legal_basis_is_refused(admin: Client, basis: str) -> None:
    answer = state(admin, nilai="4", dasar=basis)
    assert "Sebut dasar hukumnya" in answer.content.decode()
    assert Parameter.objects.filter(key=CHECKING).count() == 1


def test_a_basis_too_long_is_refused(admin: Client) -> None:
    assert state(admin, nilai="4", dasar="x" * 201).status_code == 422


@pytest.mark.parametrize("starts", ["1999-12-31", "9999-12-31", "31-02-2027", ""])
def test_a_value_begins_on_a_day_that_can_be(admin: Client, starts: str) -> None:
    assert state(admin, nilai="4", mulai=starts).status_code == 422
    assert Parameter.objects.filter(key=CHECKING).count() == 1


def test_a_value_may_begin_today(admin: Client) -> None:
    assert state(admin, nilai="4", mulai=day()).status_code == 302


def test_two_at_once_are_told_apart(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**rest: object) -> None:
        raise IntegrityError

    monkeypatch.setattr("perkim.portal.office.parameter_views.set_value", refuse)
    assert "Petugas lain baru saja menetapkan" in state(admin, nilai="4").content.decode()


def test_the_history_names_who_stated_it_and_when(admin: Client) -> None:
    state(admin, nilai="4")
    page = admin.get(f"{HERE}{CHECKING}/").content.decode()
    assert "Slamet Riyadi" in page
    assert "Nilai awal" in page
    assert "Akan berlaku" in page


def test_it_is_logged(admin: Client) -> None:
    state(admin, nilai="4")
    entry = Entry.objects.get(action=SET.action)
    assert entry.data["parameter"] == CHECKING
    assert entry.data["sesudah"] == [4]


def test_what_was_typed_is_never_markup(admin: Client) -> None:
    bad = "<script>alert(1)</script>"
    assert bad not in state(admin, nilai=bad, dasar=bad).content.decode()
    state(admin, nilai="4", dasar=bad)
    assert bad not in admin.get(f"{HERE}{CHECKING}/").content.decode()


def test_one_page_costs_the_same_with_a_long_history(admin: Client, django_assert_max_num_queries) -> None:
    admin.get(f"{HERE}{CHECKING}/")
    with django_assert_max_num_queries(30) as before:
        admin.get(f"{HERE}{CHECKING}/")
    count = len(before)
    for ahead in range(1, 31):
        state(admin, nilai="4", mulai=day(ahead))
    with django_assert_max_num_queries(count):
        admin.get(f"{HERE}{CHECKING}/")
