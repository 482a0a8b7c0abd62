"""A value that begins in the past: what it would change is shown first. And how values are typed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from perkim.documents.office import KINDS
from perkim.parameters.kinds import OFFICE_HOURS, kind
from perkim.parameters.models import Parameter
from perkim.parameters.seeding import load_first_values
from perkim.portal.office.parameter_forms import form_for
from perkim.portal.office.parameter_values import example_of, in_words
from perkim.sipoc.models import Tenggat
from perkim.swadaya.parameters import FLOOR_AREA, UMK, UNSUITABLE
from tests.perkim.portal.calendar_desk import enter_admin
from tests.samples.office import open_office, take_move, write_letters

pytestmark = pytest.mark.django_db
HERE = "/pengaturan/parameter/"


@pytest.fixture(autouse=True)
def loaded(db) -> None:
    load_first_values()


def day(ahead: int) -> str:
    return (timezone.localdate() + timedelta(days=ahead)).isoformat()


def state(client: Client, key: str, **typed: str):
    return client.post(f"{HERE}{key}/", {"dasar": "Perbup 7/2026", **typed})


def typed_value(kind, **typed: str) -> object:
    """What the form makes of typed text; an error is raised as the form would show it."""
    example = example_of(kind, list(Parameter.objects.filter(key=kind.key)))
    data = {"mulai": day(1), "dasar": "Perbup", **typed}
    form = form_for(kind, example)(data, kind=kind, example=example, today=timezone.localdate())
    assert form.is_valid(), form.errors
    return form.value()


@pytest.mark.parametrize("typed", ["2.700.000", "Rp 2.700.000", "Rp2.700.000,00", "rp. 2.700.000,-", "2700000"])
def test_rupiah_are_read_as_people_write_them(typed: str) -> None:
    assert typed_value(UMK, nilai=typed) == 2_700_000


def test_decimals_are_read_with_a_comma_and_shown_with_one() -> None:
    stored = typed_value(FLOOR_AREA, nilai_0="7,2", nilai_1="9")
    assert stored == {"bantuan": "7.2", "spm": 9}
    assert in_words(FLOOR_AREA, stored) == ["bantuan: 7,2 m²", "spm: 9 m²"]


def test_amounts_by_name_take_points() -> None:
    typed = ("17.500.000", "Rp 2.500.000", "50", "30.000.000", "5.000.000", "50")
    stored = typed_value(kind("rtlh.nilai"), **{f"nilai_{n}": each for n, each in enumerate(typed)})
    assert stored == {
        "PK bahan": 17_500_000,
        "PK upah": 2_500_000,
        "PK persen tahap 1": 50,
        "PB bahan": 30_000_000,
        "PB upah": 5_000_000,
        "PB persen tahap 1": 50,
    }


def test_a_list_may_be_empty_where_the_parameter_allows_it() -> None:
    names = list(example_of(UNSUITABLE, []))
    typed = {f"nilai_{n}": "" if name == "lantai" else "B" if name == "kondisi" else "" for n, name in enumerate(names)}
    assert typed_value(UNSUITABLE, **typed)["lantai"] == []
    assert typed_value(kind("rtlh.sk_menimbang"), nilai="") == []


def test_texts_are_typed_line_by_line() -> None:
    assert typed_value(kind("rtlh.sk_mengingat"), nilai="Undang-Undang 1\n\n  Peraturan   2 \n") == [
        "Undang-Undang 1",
        "Peraturan 2",
    ]
    assert typed_value(KINDS["tempat"], nilai=" Klakah ") == "Klakah"


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch):
    return open_office(monkeypatch)


def test_a_start_in_the_past_is_shown_before_it_is_stated(office) -> None:
    admin, now = enter_admin(), timezone.now()
    [case] = write_letters(office, 1, now)
    take_move(office.kades, case, "kirim", at=now)
    kept = Tenggat.objects.get(key="cek")
    key = kept.parameter.key
    page = state(admin, key, nilai="9", mulai=day(-10))
    assert page.status_code == 200
    assert "Periksa akibatnya dulu" in page.content.decode()
    assert "1 tenggat memakai nilai lama dan tetap memakainya." in page.content.decode()
    assert Parameter.objects.filter(key=key).count() == 1
    done = state(admin, key, nilai="9", mulai=day(-10), seen=page.context["look"].digest)
    assert done.status_code == 302
    before, made = Parameter.objects.filter(key=key).order_by("starts")
    assert before.ends == made.starts - timedelta(days=1)
    kept.refresh_from_db()
    assert (kept.parameter, kept.amount) == (before, 5)


def test_what_was_changed_after_the_look_is_shown_again(office) -> None:
    admin = enter_admin()
    seen = state(admin, UMK.key, nilai="2.700.000", mulai=day(-10)).context["look"].digest
    assert state(admin, UMK.key, nilai="2.800.000", mulai=day(-10), seen=seen).context["look"].digest != seen
    assert not Parameter.objects.filter(key=UMK.key, value=2_800_000).exists()


def test_a_mistake_of_the_same_day_is_replaced_and_stays_in_the_history(office) -> None:
    admin = enter_admin()
    state(admin, UMK.key, nilai="27.000.000", mulai=day(1))
    page = state(admin, UMK.key, nilai="2.700.000", mulai=day(1))
    assert "Nilai yang dinyatakan mulai hari yang sama digantikan." in page.content.decode()
    state(admin, UMK.key, nilai="2.700.000", mulai=day(1), seen=page.context["look"].digest)
    assert Parameter.objects.in_force(timezone.localdate() + timedelta(days=1)).get(key=UMK.key).value == 2_700_000
    history = admin.get(f"{HERE}{UMK.key}/").content.decode()
    assert "Digantikan" in history
    assert "27.000.000 rupiah sebulan" in history


def test_hours_in_the_past_say_how_many_promises_move(office) -> None:
    hours = {f"{word}_{n}": time for n in range(5) for word, time in (("buka", "08:00"), ("tutup", "15:00"))}
    page = state(enter_admin(), OFFICE_HOURS.key, mulai=day(-3), **hours)
    assert "0 tenggat yang berjalan bergeser" in page.content.decode()
