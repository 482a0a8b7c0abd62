"""The regions as committed: Kabupaten Lumajang, by Kemendagri code (`domain.md` §2.1)."""

from collections import Counter

import pytest
from django.core.management import call_command

from perkim.regions.models import Region

pytestmark = pytest.mark.django_db

# Code and name of each kecamatan, with its number of desa and kelurahan.
TABLE = {
    "35.08.01": ("Tempursari", 7, 0),
    "35.08.02": ("Pronojiwo", 6, 0),
    "35.08.03": ("Candipuro", 10, 0),
    "35.08.04": ("Pasirian", 11, 0),
    "35.08.05": ("Tempeh", 13, 0),
    "35.08.06": ("Kunir", 11, 0),
    "35.08.07": ("Yosowilangun", 12, 0),
    "35.08.08": ("Rowokangkung", 7, 0),
    "35.08.09": ("Tekung", 8, 0),
    "35.08.10": ("Lumajang", 5, 7),
    "35.08.11": ("Pasrujambe", 7, 0),
    "35.08.12": ("Senduro", 12, 0),
    "35.08.13": ("Gucialit", 9, 0),
    "35.08.14": ("Padang", 9, 0),
    "35.08.15": ("Sukodono", 10, 0),
    "35.08.16": ("Kedungjajang", 12, 0),
    "35.08.17": ("Jatiroto", 6, 0),
    "35.08.18": ("Randuagung", 12, 0),
    "35.08.19": ("Klakah", 12, 0),
    "35.08.20": ("Ranuyoso", 11, 0),
    "35.08.21": ("Sumbersuko", 8, 0),
}
KELURAHAN = {
    "35.08.10.1003": "Citrodiwangsan",
    "35.08.10.1004": "Ditotrunan",
    "35.08.10.1005": "Jogotrunan",
    "35.08.10.1009": "Jogoyudan",
    "35.08.10.1010": "Rogotrunan",
    "35.08.10.1011": "Tompokersan",
    "35.08.10.1012": "Kepuharjo",
}
REPEATED = {
    "Jatisari",
    "Kebonsari",
    "Pandansari",
    "Sukorejo",
    "Sukosari",
    "Sumberejo",
    "Tempursari",
    "Tunjung",
    "Wonokerto",
}


def test_there_are_as_many_as_the_law_says() -> None:
    assert Counter(Region.objects.values_list("kind", flat=True)) == {
        "KABUPATEN": 1,
        "KECAMATAN": 21,
        "DESA": 198,
        "KELURAHAN": 7,
    }


@pytest.mark.parametrize("code", TABLE)
def test_each_kecamatan_has_its_villages(code: str) -> None:
    children = Counter(Region.objects.filter(parent=code).values_list("kind", flat=True))
    assert (Region.objects.get(code=code).name, children["DESA"], children["KELURAHAN"]) == TABLE[code]


def test_the_kabupaten_is_lumajang() -> None:
    top = Region.objects.get(kind="KABUPATEN")
    assert (top.code, top.name, top.parent) == ("35.08", "Lumajang", None)


def test_the_kelurahan_are_those_of_the_town() -> None:
    assert dict(Region.objects.filter(kind="KELURAHAN").values_list("code", "name")) == KELURAHAN


def test_every_code_lies_in_that_of_its_parent() -> None:
    below = Region.objects.exclude(parent=None)
    assert not [region.code for region in below if not region.code.startswith(f"{region.parent_id}.")]


def test_the_code_tells_desa_from_kelurahan() -> None:
    told = {"1": "KELURAHAN", "2": "DESA"}
    assert not [region for region in Region.objects.villages() if told[region.code[9]] != region.kind]


def test_names_that_repeat_are_known() -> None:
    names = Counter(Region.objects.villages().values_list("name", flat=True))
    assert {name for name, number in names.items() if number > 1} >= REPEATED
    assert max(names.values()) == 2


def test_no_two_villages_of_a_kecamatan_share_a_name() -> None:
    pairs = list(Region.objects.villages().values_list("parent", "name"))
    assert len(set(pairs)) == len(pairs)


def test_names_are_tidy() -> None:
    names = Region.objects.values_list("name", flat=True)
    assert not [name for name in names if not name or name != " ".join(name.split())]


def test_loading_again_changes_nothing() -> None:
    before = list(Region.objects.values_list())
    call_command("load_regions", verbosity=0)
    assert list(Region.objects.values_list()) == before
