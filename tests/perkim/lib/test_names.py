"""Names are found and ordered as people do it, in Python and in the database alike."""

import re

import pytest
from django.conf import settings
from django.db import connection

from perkim.accounts.models import User
from perkim.lib.names import by_name, name_order, plain_name, sought_words
from tests.cast import open_account

NAMES = [
    "Abdul Rahman", "Abdul-Rahman", "Abdurrahman", "Ádi", "H. Slamet", "H Slamet", "Hadi", "KPB Mawar 2",
    "KPB Mawar 10", "Mas'ud", "Mas\u2019ud", "MAS\u02bcUD", "masudi", "Masruri", "(Ali)", "Siti", "SITI AMINAH, S.Pd",
    "Siti  Aminah", "Siti\u00a0Aminah", "Sitiaminah", "SUYONO", "D\u2019jamal", "", "1.000.000.000.000", "№ 7",
    "\u202eSUTRIS", "Łukasz", "\ufb01rman",
]  # fmt: skip


def test_names_stand_in_the_order_of_people_not_of_bytes() -> None:
    found = sorted(["SUYONO", "Siti", "masudi", "Mas'ud", "Mawar 10", "Masruri", "Mawar 2", "siti Z"], key=name_order)
    assert found == ["Masruri", "Mas'ud", "masudi", "Mawar 2", "Mawar 10", "Siti", "siti Z", "SUYONO"]


@pytest.mark.django_db
def test_the_database_makes_the_same_forms() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT plain_name(x), name_order(x) FROM unnest(%s::text[]) AS t(x)", [NAMES])
        assert cursor.fetchall() == [(plain_name(each), name_order(each)) for each in NAMES]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Mas'ud", ["masud"]),
        ("mas\u2018ud", ["masud"]),
        ("H Slamet", ["slamet"]),
        ("Hj. Siti  Aminah, S.Pd.I", ["siti", "aminah"]),
        ("Siti Aminah S. Pd", ["siti", "aminah"]),
        ("Drs. H. M. Yusuf (alm)", ["yusuf"]),
        ("Riyadi Slamet", ["riyadi", "slamet"]),
        ("SLAM\u00c9T", ["slamet"]),
        ("Rumah 5", ["rumah", "5"]),
        ("S.Pd", ["s", "pd"]),
        ("M", ["m"]),
        ("%", []),
    ],
)
def test_titles_and_signs_are_no_part_of_what_is_sought(typed: str, words: list[str]) -> None:
    assert sought_words(typed) == words


@pytest.mark.django_db
def test_rows_stand_in_the_order_of_people() -> None:
    for number, name in enumerate(["SUYONO", "Siti", "Masa", "mas'ud", "H. Slamet", "hadi"]):
        open_account(f"orang.{number}", name=name)
    found = User.objects.filter(username__startswith="orang.").order_by(*by_name("name", "pk"))
    assert [each.name for each in found] == ["H. Slamet", "hadi", "Masa", "mas'ud", "Siti", "SUYONO"]
    assert {each.name for typed in ("Mas\u2019ud", "Slamet, S.Pd") for each in User.objects.search(typed)} == {
        "mas'ud",
        "H. Slamet",
    }
    assert not User.objects.search("%")


def test_no_list_is_ordered_by_the_bytes_of_a_name() -> None:
    plain = re.compile(r"""order_by\([^()]*["'](?:\w+__)*(?:name|title)["']""")
    folders = ["perkim", *settings.PROGRAMME_APPS]
    files = [path for folder in folders for path in (settings.BASE_DIR / folder).rglob("*.py")]
    assert [str(path) for path in files if plain.search(path.read_text(encoding="utf-8"))] == []
