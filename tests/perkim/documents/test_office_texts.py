"""How the office calls itself, where papers are signed and the margin of the first page are dated values."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.documents.office import KINDS, office_on
from perkim.documents.rendering import sheet_pdf
from perkim.documents.sheet import letterhead, measures_on
from perkim.parameters.actions import NewValue, set_value
from perkim.parameters.kinds import kind
from perkim.parameters.seeding import load_first_values
from perkim.schemes.decree_texts import decree_texts
from perkim.schemes.drafts.decree import concluded
from rtlh.scheme import SCHEME
from tests.cast import employ
from tests.perkim.documents.reading import pages_of, read
from tests.samples.next_sheets import decree
from tests.samples.sheets import F4, receipt

pytestmark = pytest.mark.django_db
BEFORE, SINCE = date(2027, 3, 31), date(2027, 4, 1)


@pytest.fixture(autouse=True)
def loaded() -> None:
    load_first_values()


def state(key: str, value: object) -> None:
    new = NewValue(kind=kind(key), value=value, starts=SINCE, basis="Perbup 1/2027")
    set_value(actor=employ(Role.ADMIN, username=f"admin.{key.replace('_', '-')}"), new=new, now=timezone.now())


def test_the_town_of_the_day_stands_before_the_date() -> None:
    state(KINDS["tempat"].key, "Klakah")
    towns = [letterhead(office_on(day))["tempat"] for day in (BEFORE, SINCE)]
    assert towns == ["Lumajang", "Klakah"]
    data = decree(3)
    data["kop"] = data["kop"] | {"tempat": "Klakah"}
    assert "Ditetapkan di Klakah" in " ".join(pages_of(sheet_pdf(data)))


def test_the_laws_of_the_day_stand_in_the_decree() -> None:
    state(
        "rtlh.sk_mengingat",
        ["Undang-Undang Nomor 1 Tahun 2011 tentang Perumahan;", "Peraturan Menteri Nomor 2 Tahun 2027"],
    )
    assert len(decree_texts(SCHEME, BEFORE)["mengingat"]) == 4
    assert decree_texts(SCHEME, SINCE)["mengingat"] == [
        "Undang-Undang Nomor 1 Tahun 2011 tentang Perumahan;",
        "Peraturan Menteri Nomor 2 Tahun 2027;",
    ]


@pytest.mark.parametrize(
    ("reasons", "letters"), [(["bahwa a;"], "huruf a,"), (["bahwa a;"] * 3, "huruf a, huruf b dan huruf c,")]
)
def test_the_last_consideration_concludes_from_all_before_it(reasons: list[str], letters: str) -> None:
    assert f"dimaksud dalam {letters} perlu menetapkan Keputusan tentang X;" in concluded(reasons, "X")[-1]


def top_of_first_page(**measures: int) -> Decimal:
    """Millimetres between the edge and the first line of text."""
    page = read(sheet_pdf(receipt(bentuk=measures))).pages[0]
    height, tops = Decimal(page.mediabox.height), []

    def see(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            tops.append(cm[3] * tm[5] + cm[5])

    page.extract_text(visitor_text=see)
    return (height - Decimal(max(tops))) * Decimal("25.4") / 72


def test_the_first_page_begins_as_high_as_stated() -> None:
    state("naskah.atas_pertama", 34)
    assert (measures_on(BEFORE)["atas_pertama"], measures_on(SINCE)["atas_pertama"]) == (14, 34)
    lower = top_of_first_page(**F4, atas_pertama=34) - top_of_first_page(**F4)
    assert round(lower) == 20
