"""E1 to E9, rule by rule; each says why in a sentence. Source: `domain.md` §3.2."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from perkim.swadaya.rules import HouseholdFacts, Rival, eligibility
from tests.perkim.swadaya.households import (
    BSPS_2026,
    BSPS_LAMA,
    GOOD,
    MINIMUM,
    SOUND,
    TODAY,
    UMK_2026,
    UNFIT,
    aid,
    answer,
)


def test_a_household_in_order_meets_all_nine() -> None:
    found = eligibility(GOOD, BSPS_2026, MINIMUM, UNFIT)
    assert [each.rule for each in found] == [f"E{number}" for number in range(1, 10)]
    assert {each.result for each in found} == {"LOLOS"}


def test_of_a_household_nobody_asked_nothing_is_decided() -> None:
    found = eligibility(HouseholdFacts(on=TODAY), BSPS_2026, MINIMUM, UNFIT)
    assert {each.result for each in found} == {"BELUM"}


@pytest.mark.parametrize("rule", [f"E{number}" for number in range(1, 10)])
def test_every_answer_is_a_sentence(rule: str) -> None:
    for household in (GOOD, HouseholdFacts(on=TODAY)):
        reason = next(each.reason for each in eligibility(household, BSPS_2026, MINIMUM, UNFIT) if each.rule == rule)
        assert reason[0].isupper()
        assert reason.endswith(".")


@pytest.mark.parametrize("status", ["KELUARGA", "ORANG_TUA", "BERSAUDARA"])
def test_e1_takes_every_kind_of_family(status: str) -> None:
    assert answer("E1", family_status=status).result == "LOLOS"


@pytest.mark.parametrize(
    ("born", "disabled", "result"),
    [
        (date(1968, 6, 22), False, "LOLOS"),  # 58 today
        (date(1968, 6, 23), False, "GAGAL"),  # 58 tomorrow
        (date(1990, 1, 1), True, "LOLOS"),
        (date(1990, 1, 1), None, "BELUM"),
        (None, False, "BELUM"),
        (None, True, "LOLOS"),
    ],
)
def test_e1_takes_who_lives_alone_only_old_or_disabled(born: date | None, disabled: bool | None, result: str) -> None:
    assert answer("E1", family_status="SENDIRI", birth_date=born, has_disabled=disabled).result == result


def test_e1_refuses_who_is_no_citizen() -> None:
    assert answer("E1", citizen=False).result == "GAGAL"


@pytest.mark.parametrize(
    ("changes", "result", "words"),
    [
        ({"disputed": True}, "GAGAL", "sengketa"),
        ({"land_proof": "TIDAK_ADA"}, "GAGAL", "Tidak ada bukti"),
        ({"spatial": "TIDAK"}, "GAGAL", "RTRW"),
        ({"spatial": "BELUM"}, "BELUM", "belum dicek"),
        ({"disputed": None}, "BELUM", "belum diisi"),
        ({"land_status": "KELUARGA"}, "BELUM", "dua saksi tetangga"),
        ({"land_status": "KELUARGA", "land_letter": True}, "LOLOS", "sesuai"),
        ({"land_status": "LAIN", "land_proof": "SK_DESA", "land_letter": True}, "LOLOS", "kepala desa"),
    ],
)
def test_e2_asks_for_land_held_legally(changes: dict, result: str, words: str) -> None:
    found = answer("E2", **changes)
    assert found.result == result
    assert words in found.reason


def test_e3_refuses_who_has_another_house() -> None:
    assert answer("E3", other_house=True).result == "GAGAL"


def test_e3_refuses_a_house_that_is_fit() -> None:
    assert answer("E3", house=SOUND).reason.startswith("Rumah ini masih layak huni")
    assert answer("E3", house=SOUND).result == "GAGAL"


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"area": Decimal(28)}, "luas lantai"),
        ({"latrine": "TIDAK_ADA"}, "kesehatan penghuni"),
        ({"material": {**SOUND.material, "lantai": "TANAH"}}, "keselamatan bangunan"),
    ],
)
def test_e3_takes_a_house_unfit_in_any_of_three_ways(changes: dict, because: str) -> None:
    found = answer("E3", house=replace(SOUND, **changes))
    assert found.result == "LOLOS"
    assert because in found.reason


@pytest.mark.parametrize(
    ("limits", "years", "result"),
    [(BSPS_2026, 1, "LOLOS"), (BSPS_2026, 0, "GAGAL"), (BSPS_LAMA, 3, "LOLOS"), (BSPS_LAMA, 2, "GAGAL")],
)
def test_e4_asks_for_the_years_of_the_set_in_force(limits, years: int, result: str) -> None:
    assert answer("E4", limits, occupied_years=years).result == result


@pytest.mark.parametrize(
    ("limits", "granted", "result"),
    [
        (BSPS_2026, date(2021, 6, 22), "LOLOS"),  # five years ago today
        (BSPS_2026, date(2021, 6, 23), "GAGAL"),
        (BSPS_LAMA, date(2016, 6, 22), "LOLOS"),
        (BSPS_LAMA, date(2016, 6, 23), "GAGAL"),
        (BSPS_LAMA, date(2021, 6, 22), "GAGAL"),
    ],
)
@pytest.mark.parametrize("by", ["nik", "kk", "pasangan", "nik koordinat", "pengakuan"])
def test_e5_counts_from_decree_to_verdict(limits, granted: date, result: str, by: str) -> None:
    assert answer("E5", limits, aid=(aid(granted, by=by),)).result == result


@pytest.mark.parametrize(
    ("limits", "exception", "result"),
    [
        (BSPS_2026, "BENCANA", "LOLOS"),
        (BSPS_2026, "KEBAKARAN", "LOLOS"),
        (BSPS_2026, "KUMUH", "LOLOS"),
        (BSPS_LAMA, "BENCANA", "LOLOS"),
        (BSPS_LAMA, "KEBAKARAN", "GAGAL"),
        (BSPS_LAMA, "KUMUH", "GAGAL"),
    ],
)
def test_e5_excepts_what_the_set_in_force_says_but_not_twice_in_one_year(limits, exception: str, result: str) -> None:
    assert answer("E5", limits, aid=(aid(date(2025, 5, 1), exception=exception),)).result == result
    assert answer("E5", limits, aid=(aid(date(2026, 1, 5), exception=exception),)).result == "GAGAL"


@pytest.mark.parametrize(
    ("decreed", "result"), [(None, "GAGAL"), (date(2026, 8, 31), "GAGAL"), (date(2026, 9, 1), "LOLOS")]
)
def test_e5_counts_to_the_day_of_the_new_decree(decreed: date | None, result: str) -> None:
    assert answer("E5", aid=(aid(date(2021, 9, 1)),), aid_until=decreed).result == result


@pytest.mark.parametrize(
    ("whose", "result"),
    [("", "DITAHAN"), ("PEMILIK_LAMA", "LOLOS"), ("TETANGGA", "LOLOS"), ("KELUARGA_INI", "GAGAL")],
)
def test_e5_asks_whose_the_aid_of_this_place_was(whose: str, result: str) -> None:
    found = answer("E5", aid=(aid(date(2024, 5, 1), by="koordinat", metres=6.2),), house_aid=whose)
    assert found.result == result
    assert bool(found.flags) == (result == "LOLOS")


def test_e5_does_not_ask_about_aid_of_this_place_long_ago() -> None:
    assert answer("E5", aid=(aid(date(2010, 5, 1), by="koordinat"),)).result == "LOLOS"


@pytest.mark.parametrize("same", ["nik", "kk", "pasangan"])
def test_e5_refuses_the_second_of_two_candidates_of_one_family(same: str) -> None:
    found = answer("E5", rivals=(Rival(case="RTLH-CPB-2026-0007", same=same),))
    assert found.result == "GAGAL"
    assert "RTLH-CPB-2026-0007" in found.reason


def test_e5_waits_for_what_they_say_themselves() -> None:
    assert answer("E5", aid_said=None).result == "BELUM"


def test_e5_names_the_aid_and_how_it_was_found() -> None:
    reason = answer("E5", aid=(aid(date(2023, 5, 1), by="kk pasangan"),)).reason
    assert reason == "Keluarga ini menerima BSPS tahun 2023, belum lewat 5 tahun (menurut nomor KK, NIK pasangan)."


def test_e5_looks_back_from_the_last_day_of_february() -> None:
    found = answer("E5", on=date(2028, 2, 29), aid=(aid(date(2023, 2, 28)),))
    assert found.result == "LOLOS"


@pytest.mark.parametrize(("income", "result"), [(UMK_2026, "LOLOS"), (UMK_2026 + 1, "GAGAL"), (0, "LOLOS")])
def test_e6_allows_the_minimum_wage_itself(income: int, result: str) -> None:
    assert answer("E6", income=income).result == result


def test_e6_measures_by_the_province_where_that_is_stated() -> None:
    limits = replace(BSPS_2026, ump=2_400_000)
    found = answer("E6", limits, income=2_500_000)
    assert (found.result, "UMP Rp2.400.000" in found.reason) == ("GAGAL", True)


def test_e6_waits_for_a_minimum_wage() -> None:
    assert answer("E6", replace(BSPS_2026, umk=None)).result == "BELUM"


@pytest.mark.parametrize("rule", ["E7", "E9"])
@pytest.mark.parametrize(("said", "result"), [("BELUM", "DITAHAN"), ("TIDAK", "DITAHAN"), ("SUDAH", "LOLOS")])
def test_e7_and_e9_hold_until_it_is_signed(rule: str, said: str, result: str) -> None:
    assert answer(rule, willing=said, stays=said).result == result


@pytest.mark.parametrize(("limits", "years"), [(BSPS_2026, "3 tahun"), (BSPS_LAMA, "10 tahun")])
def test_e9_says_how_long_they_will_stay(limits, years: str) -> None:
    assert years in answer("E9", limits).reason


@pytest.mark.parametrize("zone", ["SUNGAI", "PANTAI", "LINDUNG", "REL", "LAIN"])
def test_e8_refuses_forbidden_land(zone: str) -> None:
    assert answer("E8", zone=zone).result == "GAGAL"


def test_what_was_decided_on_is_plain_data() -> None:
    found = answer("E6", income=1_900_000)
    assert found.data == {"penghasilan": 1_900_000, "umk": UMK_2026, "ump": None}
