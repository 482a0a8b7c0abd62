"""`manage.py check` finds each fault of a declaration and says how to mend it."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from perkim.lib.registry import Registry
from perkim.parameters import first_values, kinds
from perkim.sipoc import registry
from perkim.sipoc.checks import check_programmes
from perkim.sipoc.declarations import Box, Programme, Sheet
from perkim.sipoc.registry import programme, programmes, register

SHEET = Sheet(
    key="usulan",
    title="Usulan",
    supplier=("Desa",),
    input=("Surat",),
    boxes=(Box(title="Verifikasi", activities=("Survei",)),),
    output=("SK",),
    customer=("Warga",),
)
GOOD = Programme(
    slug="contoh",
    title="Contoh",
    service="Minta contoh",
    summary="Sebuah contoh.",
    for_whom="Semua",
    icon="home",
    legal_basis=("Perbup 1/2026",),
    sheets=(SHEET,),
    open=False,
)


def registry_of(*declarations: Programme) -> Registry[Programme]:
    made: Registry[Programme] = Registry("programme", KeyError)
    for each in declarations:
        made.add(each.slug, each)
    return made


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch, settings):
    """What the checks find when exactly these programmes are declared."""

    def check(*declarations: Programme, apps: list[str] | None = None) -> list[str]:
        monkeypatch.setattr(registry, "_programmes", registry_of(*declarations))
        settings.PROGRAMME_APPS = [each.slug for each in declarations] if apps is None else apps
        found = check_programmes()
        assert all(error.hint for error in found)
        return [f"{error.id}: {error.msg}" for error in found]

    return check


def test_a_whole_declaration_has_no_fault(declared) -> None:
    assert declared(GOOD) == []


@pytest.mark.parametrize("apps", [[], ["contoh", "lain"], ["lain"]])
def test_an_app_without_a_programme_or_the_reverse(declared, apps: list[str]) -> None:
    assert [found[:10] for found in declared(GOOD, apps=apps)] == ["sipoc.E001"]


def test_programmes_in_another_order_than_the_apps(declared) -> None:
    found = declared(GOOD, replace(GOOD, slug="lain"), apps=["lain", "contoh"])
    assert [each[:10] for each in found] == ["sipoc.E001"]


@pytest.mark.parametrize("field", ["title", "service", "summary", "for_whom", "icon"])
def test_an_empty_word(declared, field: str) -> None:
    assert declared(replace(GOOD, **{field: ""})) == [f"sipoc.E002: Programme 'contoh' declares no {field}."]


@pytest.mark.parametrize("field", ["legal_basis", "sheets"])
def test_an_empty_list(declared, field: str) -> None:
    assert declared(replace(GOOD, **{field: ()})) == [f"sipoc.E002: Programme 'contoh' declares no {field}."]


def test_two_sheets_with_one_key(declared) -> None:
    assert declared(replace(GOOD, sheets=(SHEET, SHEET))) == [
        "sipoc.E003: Programme 'contoh' has two sheets with the key 'usulan'."
    ]


@pytest.mark.parametrize("box", ["supplier", "input", "boxes", "output", "customer"])
def test_an_empty_sipoc_box(declared, box: str) -> None:
    assert declared(replace(GOOD, sheets=(replace(SHEET, **{box: ()}),))) == [
        f"sipoc.E004: Sheet contoh.usulan leaves the SIPOC box {box!r} empty."
    ]


def test_all_faults_are_reported_at_once(declared) -> None:
    faulty = replace(GOOD, title="", sheets=(replace(SHEET, input=(), output=()),))
    assert [found[:10] for found in declared(faulty)] == ["sipoc.E002", "sipoc.E004", "sipoc.E004"]


def test_the_faults_of_every_programme_are_reported(declared) -> None:
    found = declared(replace(GOOD, title=""), replace(GOOD, slug="lain", title=""))
    assert [each.split("'")[1] for each in found] == ["contoh", "lain"]


@pytest.mark.django_db
def test_a_fault_stops_the_command(declared) -> None:
    declared(replace(GOOD, title=""))
    with pytest.raises(CommandError, match=r"sipoc\.E002"):
        call_command("check")


# --- The registry ----------------------------------------------------------------------------------------------


@pytest.fixture
def empty_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a programme; what one declares beside itself is forgotten when the test ends."""
    monkeypatch.setattr(registry, "_programmes", registry_of())
    for known in (kinds._kinds, first_values._stated):
        monkeypatch.setattr(known, "_things", dict(known._things))


@pytest.mark.usefixtures("empty_registry")
def test_a_slug_is_taken_once() -> None:
    register(GOOD)
    with pytest.raises(ValueError, match="'contoh' is declared twice"):
        register(replace(GOOD, title="Lain"))
    assert programmes() == (GOOD,)


@pytest.mark.usefixtures("empty_registry")
def test_a_programme_is_got_by_its_slug() -> None:
    register(GOOD)
    assert programme("contoh") is GOOD


def test_an_unknown_slug_is_an_error() -> None:
    with pytest.raises(KeyError):
        programme("tidak-ada")


def test_a_declaration_cannot_be_changed_afterwards() -> None:
    with pytest.raises(AttributeError):
        GOOD.open = True
