"""Further panels of the case page, registered by other apps."""

import pytest

from perkim.lib.placed import in_place
from perkim.lib.registry import Registry
from perkim.portal.case import panels
from perkim.portal.case.panels import Panel, panels_of, register_panel
from perkim.sipoc.models import Berkas
from tests.perkim.portal.cases import monday, see, words  # noqa: F401
from tests.perkim.sipoc.conftest import letter, office, take  # noqa: F401

CASE = Berkas(programme="rtlh", process="usulan")
NOBODY = object()


# As the apps registered them, before a test has its own.
KEYS = [each.key for each in in_place(panels._panels.all())]


def test_the_panels_of_all_apps_stand_in_this_order() -> None:
    assert [
        *("calon", "peringkat", "kelayakan", "lapangan", "rekening", "rekening_semua"),
        *("rab", "dana", "sosialisasi", "dana_desa", "naskah"),
    ] == KEYS


@pytest.fixture(autouse=True)
def own_panels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_panels", Registry("case panel", KeyError))


def panel(key: str, answer, process: str = "", empty: str = "", place: int = 1) -> Panel:
    return register_panel(
        Panel(
            key=key,
            place=place,
            title=f"Panel {key}",
            template="portal/berkas/_ditutup.html",
            context=lambda case, user: answer,
            process=process,
            empty=empty,
        )
    )


def test_a_panel_that_answers_nothing_is_not_there_at_all() -> None:
    panel("rahasia", None)
    assert panels_of(CASE, NOBODY) == []


@pytest.mark.parametrize(
    ("process", "shown"), [("", 1), ("rtlh", 1), ("rtlh.usulan", 1), ("rtlh.lpd", 0), ("bsps", 0), ("usulan", 0)]
)
def test_a_panel_may_be_of_one_programme_or_process(process: str, shown: int) -> None:
    panel("milik", {}, process=process)
    assert len(panels_of(CASE, NOBODY)) == shown


def test_panels_stand_in_their_places_and_once() -> None:
    panel("dua", {}, place=20)
    panel("satu", {}, place=10)
    assert [each.panel.key for each in panels_of(CASE, NOBODY)] == ["satu", "dua"]
    with pytest.raises(ValueError, match="declared twice"):
        panel("satu", {})


@pytest.mark.django_db
def test_an_empty_panel_says_what_will_stand_there(see, office, letter) -> None:  # noqa: F811
    panel("dokumen", {}, empty="Surat tampil di sini setelah diunggah.")
    text = words(see(office.operator, letter()))
    assert "Panel dokumen Surat tampil di sini setelah diunggah." in text
