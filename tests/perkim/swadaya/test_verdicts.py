"""A verdict follows the facts, keeps its data and parameters, and says which moves it allows."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from perkim.accounts.models import User
from perkim.audit.models import Entry
from perkim.parameters.actions import NewValue, set_value
from perkim.people.actions import record_aid_many, withdraw_aid_many
from perkim.people.identities import ListedAid
from perkim.people.models import Aid
from perkim.sipoc.exceptions import BlockedError, RefusedError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Assessment, Calon, Verdict
from perkim.swadaya.parameters import THRESHOLDS, UMK, UMP
from perkim.swadaya.verdict.assessing import assess_many
from perkim.swadaya.verdict.deciding import decide
from perkim.swadaya.verdict.eligibility import eligibility_of
from perkim.swadaya.verdict.facts import facts_of, facts_of_many
from perkim.swadaya.verdict.numbers import numbers_on
from perkim.swadaya.verdict.requirements import (
    ELIGIBLE,
    NOT_ASSESSED,
    NOT_ELIGIBLE,
    NOTHING_FAILS,
    OUTDATED,
    VerdictReached,
)
from tests.samples.houses import NIK, SPOUSE_NIK, answer, fill_in, open_house
from tests.samples.office import MONDAY, take_move

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + timedelta(days=1)


def results(case: Berkas) -> dict[str, str]:
    standing = eligibility_of(case.pk)
    return {line.rule.value: line.result.value for line in standing.lines} if standing else {}


def lacks(asked: VerdictReached, case: Berkas) -> str:
    return " ".join(asked.missing(case.as_queryset()).get(case.pk, []))


def told(office, origin: str = "Daftar DAK 2023", **fields) -> Aid:
    known = {"nik": NIK, "holder_name": "Suparman", "programme": "BSPS", "source": Aid.Source.APBN, "year": 2023}
    return record_aid_many(actor=office.admin, aids=[ListedAid(**{**known, **fields})], origin=origin, now=MONDAY)[0]


def reassess(office, case: Berkas, now=TUESDAY):
    return decide(actor=User.objects.get(pk=office.tfl.pk), case=Berkas.objects.get(pk=case.pk), now=now)


def test_nothing_is_decided_before_anybody_asked(house) -> None:
    assert eligibility_of(house.pk) is None
    assert lacks(ELIGIBLE, house) == NOT_ASSESSED


def test_missing_data_leaves_rules_open(office, house) -> None:
    answer(office.tfl, house, "penghasilan")
    found = results(house)
    assert found["E6"] == "LOLOS"
    assert {found[rule] for rule in ("E1", "E2", "E3", "E4", "E5", "E7", "E8", "E9", "IND")} == {"BELUM"}


def test_what_the_village_wrote_counts_until_somebody_looked(office, house) -> None:
    Calon.objects.filter(berkas=house).update(income=9_000_000)
    assert facts_of(house, MONDAY.date()).income == 9_000_000
    answer(office.tfl, house, "penghasilan")
    assert facts_of(house, MONDAY.date()).income == 1_800_000


def test_a_complete_survey_gets_every_verdict_with_its_data(office, house) -> None:
    fill_in(office.tfl, house)
    assert set(results(house).values()) == {"LOLOS"}
    standing = eligibility_of(house.pk)
    assert standing.line("E6").verdict.facts == {"penghasilan": 1_800_000, "umk": 2_578_320, "ump": None}
    assert standing.line("IND").verdict.reason == (
        "5 dari 6 indikator tidak memenuhi: lantai, dinding, struktur, atap, dan penghasilan di bawah UMK. "
        "Paling sedikit 2."
    )
    made = standing.assessment
    assert (made.kind, made.area_each, made.shortage, made.meets_spm) == ("PK", Decimal("6.00"), 6, False)
    # Two parts of the structure B; roof B, wall and floor C; shared latrine; too small; decile 1.
    assert made.score == 2 + 7 + 1 + 2 + 3
    assert sum(line["poin"] for line in made.score_lines) == made.score


def test_the_parameters_used_are_kept(office, house) -> None:
    fill_in(office.tfl, house)
    made = eligibility_of(house.pk).assessment
    used = {row.key: row for row in made.parameters.all()}
    assert made.thresholds == "BSPS_2026"
    assert used[THRESHOLDS.key].value["jeda"] == 5
    assert used[UMK.key].value == 2_578_320
    assert len(used) == 7


@pytest.mark.parametrize(
    ("day", "name", "years"), [(date(2025, 12, 31), "BSPS_LAMA", 10), (date(2026, 1, 1), "BSPS_2026", 5)]
)
def test_the_set_of_the_day_applies(office, day: date, name: str, years: int) -> None:
    found = numbers_on(day).thresholds
    assert (found.name, found.jeda) == (name, years)


def test_a_new_number_does_not_change_what_was_decided(office, house) -> None:
    fill_in(office.tfl, house)
    before = eligibility_of(house.pk).assessment
    stated = NewValue(kind=UMK, value=1_000_000, starts=TUESDAY.date(), basis="Keputusan contoh")
    set_value(actor=office.admin, new=stated, now=MONDAY)
    assert lacks(ELIGIBLE, house) == ""
    assert eligibility_of(house.pk).assessment == before
    reassess(office, house)
    assert results(house)["E6"] == "GAGAL"
    before.refresh_from_db()
    assert before.superseded_at == TUESDAY


def test_the_province_decides_where_it_is_stated(office, house) -> None:
    stated = NewValue(kind=UMP, value=1_700_000, starts=MONDAY.date(), basis="Keputusan contoh")
    set_value(actor=office.admin, new=stated, now=MONDAY)
    fill_in(office.tfl, house)
    assert results(house)["E6"] == "GAGAL"
    assert eligibility_of(house.pk).line("IND").verdict.facts["gagal"]["penghasilan"] is True


def test_facts_that_change_are_decided_anew(office, house) -> None:
    fill_in(office.tfl, house)
    told(office)
    assert results(house)["E5"] == "LOLOS"
    assert lacks(ELIGIBLE, house) == OUTDATED
    assert lacks(NOT_ELIGIBLE, house) == OUTDATED
    reassess(office, house)
    assert results(house)["E5"] == "GAGAL"
    withdraw_aid_many(actor=office.admin, origin="Daftar DAK 2023", reason="Salah daftar.", now=TUESDAY)
    reassess(office, house)
    assert results(house)["E5"] == "LOLOS"
    assert Assessment.objects.filter(berkas=house).count() == 3


def test_what_says_the_same_is_kept_once(office, house) -> None:
    fill_in(office.tfl, house)
    version = Berkas.objects.get(pk=house.pk).lock_version
    reassess(office, house)
    reassess(office, house, TUESDAY + timedelta(days=1))
    assert Assessment.objects.filter(berkas=house).count() == 1
    assert Berkas.objects.get(pk=house.pk).lock_version == version


@pytest.mark.parametrize(
    ("fields", "result"),
    [
        ({}, "GAGAL"),
        ({"nik": SPOUSE_NIK}, "GAGAL"),
        ({"nik": "", "kk": "3508031203199901"}, "GAGAL"),
        ({"year": 2019}, "LOLOS"),
        ({"exception": Aid.Exemption.FIRE}, "LOLOS"),
        ({"nik": "", "latitude": Decimal("-8.152100"), "longitude": Decimal("113.021400")}, "DITAHAN"),
        ({"nik": "", "latitude": Decimal("-8.152400"), "longitude": Decimal("113.021400")}, "LOLOS"),  # 33 m away
    ],
)
def test_aid_is_found_by_person_family_spouse_and_place(office, fields: dict, result: str) -> None:
    house = open_house(office, latitude=Decimal("-8.152100"), longitude=Decimal("113.021450"))
    told(office, **fields)
    fill_in(office.tfl, house)
    assert results(house)["E5"] == result


def test_aid_they_tell_of_themselves_counts(office, house) -> None:
    fill_in(office.tfl, house, aid_said=True, aid_programme="Baznas", aid_year=2024)
    standing = eligibility_of(house.pk)
    assert standing.line("E5").verdict.result == "GAGAL"
    assert "Baznas tahun 2024" in standing.line("E5").reason


def test_the_second_candidate_of_a_family_gives_way(office, house) -> None:
    second = open_house(office, nik="3508030101709903", spouse_nik="", title="Paimin")
    fill_in(office.tfl, second)
    fill_in(office.tfl, house)
    assert results(house)["E5"] == "LOLOS"
    assert results(second)["E5"] == "GAGAL"
    assert house.number in eligibility_of(second.pk).line("E5").reason


def test_who_is_eligible_goes_on(office, house) -> None:
    fill_in(office.tfl, house)
    assert lacks(NOT_ELIGIBLE, house) == NOTHING_FAILS
    with pytest.raises(BlockedError, match="tidak bisa dinyatakan tidak layak"):
        take_move(office.tfl, house, "tidak_layak", reason="Tidak cocok.")
    assert take_move(office.tfl, house, "layak").stage == "layak"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"citizen": False}, "bukan warga negara"),
        ({"disputed": True}, "sengketa"),
        ({"other_house": True}, "rumah lain"),
        ({"occupied_years": 0}, "paling sedikit 1 tahun"),
        ({"aid_said": True, "aid_programme": "BSPS", "aid_year": 2024}, "belum lewat 5 tahun"),
        ({"income_amount": 300_000}, "di atas UMK"),
        ({"zone": "SUNGAI"}, "sempadan sungai"),
    ],
)
def test_who_fails_a_rule_is_refused_and_told_why(office, house, changes: dict, words: str) -> None:
    fill_in(office.tfl, house, **changes)
    with pytest.raises(BlockedError, match=words):
        take_move(office.tfl, house, "layak")
    assert take_move(office.tfl, house, "tidak_layak", reason="Tidak memenuhi syarat.").outcome == "DITOLAK"


def test_a_house_with_one_failing_indicator_is_not_proposed(office, house) -> None:
    sound = dict.fromkeys(["kolom", "rangka_atap", "roof_state", "wall_state", "floor_state"], "A")
    fill_in(office.tfl, house, **sound, wall="TEMBOK", floor="KERAMIK")
    assert results(house)["IND"] == "GAGAL"
    with pytest.raises(BlockedError, match="1 dari 6 indikator"):
        take_move(office.tfl, house, "layak")


@pytest.mark.parametrize("rule", ["willing", "stays"])
def test_a_promise_without_signature_holds_the_household(office, house, rule: str) -> None:
    fill_in(office.tfl, house, **{rule: "BELUM"})
    with pytest.raises(BlockedError, match="belum ditandatangani"):
        take_move(office.tfl, house, "layak")
    assert lacks(NOT_ELIGIBLE, house) == NOTHING_FAILS
    answer(office.tfl, house, "pernyataan")
    assert take_move(office.tfl, house, "layak").stage == "layak"


def test_only_who_works_the_case_has_it_assessed(office, house) -> None:
    with pytest.raises(RefusedError):
        decide(actor=User.objects.get(pk=office.apip.pk), case=house, now=MONDAY)
    by_team = decide(actor=User.objects.get(pk=office.tim.pk), case=house, now=MONDAY)
    assert by_team.assessment.decided_by == office.tim


def test_after_the_stage_nothing_is_assessed_anew(office, house) -> None:
    fill_in(office.tfl, house)
    take_move(office.tfl, house, "layak")
    with pytest.raises(RefusedError, match="hanya bisa dibaca"):
        reassess(office, house)


def test_the_log_tells_what_was_decided(office, house) -> None:
    fill_in(office.tfl, house)
    entry = Entry.objects.get(subject=house.subject, action="kelayakan.dinilai")
    assert entry.data["hasil"]["E6"] == "LOLOS"
    assert entry.data["nilai"] == 15


def test_facts_cost_the_same_for_one_house_and_for_many(office) -> None:
    houses = [
        open_house(office, nik=f"350803150385990{number}", kk=f"350803120319990{number}", spouse_nik="")
        for number in range(1, 7)
    ]
    for each in houses:
        answer(office.tfl, each, "rumah")

    def cost(cases: list[Berkas]) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert len(facts_of_many({case.pk: MONDAY.date() for case in cases})) == len(cases)
        return len(asked)

    def cost_of_asking(cases: list[Berkas]) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert len(ELIGIBLE.missing(Berkas.objects.filter(pk__in=[case.pk for case in cases]))) == len(cases)
        return len(asked)

    assert cost(houses[:1]) == cost(houses) <= 8
    assert cost_of_asking(houses[:1]) == cost_of_asking(houses) <= 12


def test_the_rules_alone_write_nothing(office, house) -> None:
    assess_many({house.pk: MONDAY.date()})
    assert not Verdict.objects.exists()


def test_a_verdict_says_one_of_four(office, house) -> None:
    fill_in(office.tfl, house)
    assert Verdict.objects.current().filter(assessment__berkas=house).count() == 10


def test_a_household_of_the_list_and_the_survey_are_one(office, house) -> None:
    fill_in(office.tfl, house)
    found = facts_of(house, MONDAY.date())
    assert found.age == 41
    assert replace(found, on=date(2027, 3, 15)).age == 42
