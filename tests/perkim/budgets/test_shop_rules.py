"""What must be known of a shop: `domain.md` §4.3 (DAK-03a), §4.6 (II-17)."""

import pytest

from perkim.budgets.shops.rules import Compared, ShopDetails, faults_of_shop, read_account, read_owner_number


def told(**changes) -> ShopDetails:
    plain = {"name": "Toko Makmur", "owner": "Contoh", "owner_kind": "NIK", "owner_number": "3508031503859900"}
    plain |= {"licence": "503/1/2026", "bank": "Bank Jatim", "account": "0021990014", "account_holder": "Contoh"}
    return ShopDetails(**{**plain, **changes})


def said(known_kind: str = "", **changes) -> dict[str, str]:
    return {each.name: each.sentence for each in faults_of_shop(told(**changes), known_kind=known_kind)}


def test_a_shop_that_is_told_whole_has_no_fault() -> None:
    assert said() == {}
    assert said(owner_kind="NPWP", owner_number="01.234.567.8-629.000") == {}
    assert (
        said(price=17_500_000, compared=[Compared(name="UD Jaya", price=17_820_000), Compared(name="TB Semeru")]) == {}
    )


@pytest.mark.parametrize("name", ["name", "owner", "licence", "bank", "account_holder", "owner_number", "account"])
def test_what_is_lacking_is_named(name: str) -> None:
    assert set(said(**{name: ""})) == {name}
    if name not in ("owner_number", "account"):
        assert set(said(**{name: "  "})) == {name}


def test_stored_numbers_need_not_be_typed_again_unless_their_kind_changes() -> None:
    assert said("NIK", owner_number="", account="") == {}
    assert said("NIK", owner_kind="NPWP", owner_number="", account="") == {
        "owner_number": "Isi NIK atau NPWP pemilik toko."
    }


@pytest.mark.parametrize(
    ("changes", "name", "words"),
    [
        ({"owner_number": "123"}, "owner_number", "16 angka"),
        ({"owner_kind": "NPWP", "owner_number": "123"}, "owner_number", "15 atau 16 angka; ini 3"),
        ({"owner_kind": "NPWP", "owner_number": "0" * 15}, "owner_number", "15 atau 16 angka"),
        ({"owner_kind": "NPWP", "owner_number": "nol satu"}, "owner_number", "hanya berisi angka"),
        ({"owner_kind": "KTP", "owner_number": ""}, "owner_kind", "Pilih NIK atau NPWP."),
        ({"account": "1234567"}, "account", "8 sampai 20 angka"),
        ({"account": "12345678a"}, "account", "8 sampai 20 angka"),
        ({"account": "٠١٢٣٤٥٦٧٨٩"}, "account", "8 sampai 20 angka"),
        ({"compared": [Compared(name="", price=1)]}, "compared_1", "Isi nama toko pembanding"),
        ({"compared": [Compared(name="UD Jaya"), Compared(name="toko makmur")]}, "compared_2", "toko lain"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(changes, name, words) -> None:
    assert words in said(**changes)[name]


def test_numbers_are_read_as_people_write_them() -> None:
    assert read_account("0021 9900-14") == "0021990014"
    assert read_owner_number("NPWP", "01.234.567.8-629.000") == "012345678629000"
    assert read_owner_number("NIK", " 3508031503859900 ") == "3508031503859900"
