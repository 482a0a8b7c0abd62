"""Finding regions, and what a region answers about itself."""

import pytest
from django.db import IntegrityError, transaction

from perkim.regions.models import Region
from tests.cast import CANDIPURO, KABUPATEN, SUMBERWULUH, TOMPOKERSAN

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    return [region.address for region in Region.objects.search(words).select_related("parent")]


@pytest.mark.parametrize("words", ["sumberwuluh", "SUMBERWULUH", " wuluh ", "Desa Sumberwuluh", SUMBERWULUH])
def test_a_village_is_found_by_name_part_or_code(words: str) -> None:
    assert "Desa Sumberwuluh, Kec. Candipuro" in found(words)


@pytest.mark.parametrize("words", ["kelurahan tompokersan", "Kel. Tompokersan", "tompokersan"])
def test_a_kelurahan_is_found_with_and_without_its_kind(words: str) -> None:
    assert found(words) == ["Kelurahan Tompokersan, Kec. Lumajang"]


def test_a_code_finds_all_below_it() -> None:
    assert len(found(CANDIPURO)) == 11


def test_a_repeated_name_finds_both() -> None:
    assert len(found("Kebonsari")) == 2


@pytest.mark.parametrize("words", ["%", "_", "\\", "atlantis", "'; --", "a" * 10_000])
def test_signs_and_strange_words_find_nothing(words: str) -> None:
    assert found(words) == []


def test_a_kind_alone_is_taken_as_a_name() -> None:
    assert "Desa Pandanwangi, Kec. Tempeh" not in found("desa ")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Sumberwuluh", [SUMBERWULUH]),
        ("desa sumberwuluh", [SUMBERWULUH]),
        ("Sumberwuluh, Kec. Candipuro", [SUMBERWULUH]),
        ("Sumberwuluh, Candipuro", [SUMBERWULUH]),
        ("Sumberwuluh, Kec. Tempeh", []),
        ("Kelurahan Sumberwuluh", []),
        ("Kecamatan Candipuro", [CANDIPURO]),
        ("Kab. Lumajang", [KABUPATEN]),
        ("wuluh", []),
        ("", []),
        (",", []),
    ],
)
def test_a_region_is_called_by_its_whole_name(words: str, codes: list[str]) -> None:
    assert list(Region.objects.called(words).values_list("code", flat=True)) == codes


@pytest.mark.parametrize(
    ("code", "address"),
    [
        (SUMBERWULUH, "Desa Sumberwuluh, Kec. Candipuro"),
        (TOMPOKERSAN, "Kelurahan Tompokersan, Kec. Lumajang"),
        (CANDIPURO, "Kecamatan Candipuro"),
        (KABUPATEN, "Kabupaten Lumajang"),
    ],
)
def test_an_address_cannot_be_mistaken(code: str, address: str) -> None:
    assert Region.objects.select_related("parent").get(code=code).address == address


def test_villages_bring_their_kecamatan_along(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert all("Kec. " in village.address for village in Region.objects.villages())


@pytest.mark.parametrize(
    ("outer", "inner", "covers"),
    [
        (KABUPATEN, SUMBERWULUH, True),
        (CANDIPURO, SUMBERWULUH, True),
        (SUMBERWULUH, SUMBERWULUH, True),
        (SUMBERWULUH, CANDIPURO, False),
        (CANDIPURO, TOMPOKERSAN, False),
    ],
)
def test_a_region_covers_itself_and_what_lies_in_it(outer: str, inner: str, covers: bool) -> None:
    region, other = Region.objects.get(code=outer), Region.objects.get(code=inner)
    assert region.covers(other) is covers
    assert Region.objects.within(outer).filter(code=inner).exists() is covers


def test_a_code_that_only_begins_alike_is_not_covered() -> None:
    assert not Region(code="35.08.1").covers(Region(code="35.08.10"))


def test_a_village_is_a_desa_or_a_kelurahan() -> None:
    assert {region.kind for region in Region.objects.all() if region.is_village} == {"DESA", "KELURAHAN"}


@pytest.mark.parametrize(
    "fields",
    [
        {"code": "36", "kind": "KABUPATEN"},
        {"code": "36.09.01", "kind": "KABUPATEN"},
        {"code": "36.09", "kind": "KECAMATAN", "parent_id": KABUPATEN},
        {"code": "36.09.01", "kind": "DESA", "parent_id": KABUPATEN},
        {"code": "36.09.01.2001", "kind": "DUSUN", "parent_id": CANDIPURO},
        {"code": "36.09.01.2001", "kind": "DESA"},
        {"code": "36.09", "kind": "KABUPATEN", "parent_id": KABUPATEN},
        {"code": SUMBERWULUH, "kind": "DESA", "parent_id": CANDIPURO},
    ],
    ids=str,
)
def test_the_database_refuses_an_impossible_region(fields: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Region.objects.bulk_create([Region(name="X", **fields)])
