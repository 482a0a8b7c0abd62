"""A survey is saved group by group, complete or not; who saves it, and what lacks, is always known."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from perkim.audit.heads import kept_heads
from perkim.audit.models import Entry
from perkim.audit.verification import verify
from perkim.sipoc.exceptions import BlockedError, RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import (
    Assessment,
    HouseSurvey,
    HouseSurveyEvent,  # type: ignore[attr-defined]
)
from perkim.swadaya.survey.questions import GROUPS, is_complete, lacking
from tests.samples.houses import ANSWERS, SURVEY, answer, fill_in, open_house
from tests.samples.office import MONDAY, take_move

pytestmark = pytest.mark.django_db


def missing(case: Berkas) -> list[str]:
    return list(SURVEY.missing(case.as_queryset()).get(case.pk, []))


def test_every_question_of_the_survey_stands_on_one_page() -> None:
    asked = [name for group in GROUPS for name in group.fields]
    own = {"id", "berkas", "saved_by", "saved_at"}
    stored = {field.name for field in HouseSurvey._meta.fields} - own
    assert len(asked) == len(set(asked))
    assert set(asked) == stored == set(ANSWERS)


def test_one_group_is_kept_while_the_others_lack(office, house) -> None:
    answer(office.tfl, house, "struktur", kolom="")
    survey = HouseSurvey.objects.get(berkas=house)
    assert (survey.pondasi, survey.kolom, survey.saved_by) == ("A", "", office.tfl)
    assert missing(house)[0].startswith("Survei rumah belum lengkap: keluarga (7 isian)")
    assert "struktur (1 isian)" in missing(house)[0]


def test_a_survey_that_nobody_began_is_missing(house) -> None:
    assert missing(house) == ["Survei rumah belum diisi."]


def test_a_whole_survey_lacks_nothing(office, house) -> None:
    survey = fill_in(office.tfl, house)
    assert is_complete(survey)
    assert missing(house) == []
    assert SURVEY.fact(house) == "8 dari 8 bagian lengkap, 22 Juni 2026."


def test_the_stage_is_not_left_without_it(office, house) -> None:
    for group in GROUPS[:-1]:
        answer(office.tfl, house, group.key)
    with pytest.raises(BlockedError, match="bantuan sebelumnya dan pernyataan \\(3 isian\\)"):
        take_move(office.tfl, house, "layak")


@pytest.mark.parametrize(
    ("group", "changes", "lacks"),
    [
        ("penghasilan", {"income_days": None}, ["income_days"]),
        ("penghasilan", {"income_method": "BULANAN", "income_days": None}, []),
        ("tanah", {"land_status": "KELUARGA"}, ["land_letter"]),
        ("tanah", {"land_proof": "TIDAK_ADA", "land_number": "", "land_holder": ""}, []),
        ("pernyataan", {"aid_said": True}, ["aid_programme", "aid_year"]),
        ("keluarga", {"decile": None}, []),
    ],
)
def test_some_answers_ask_for_others(office, house, group: str, changes: dict, lacks: list[str]) -> None:
    survey = answer(office.tfl, house, group, **changes)
    asked = next(each for each in GROUPS if each.key == group)
    assert lacking(survey, asked) == lacks


@pytest.mark.parametrize(
    ("method", "amount", "days", "income"),
    [
        ("BULANAN", 1_900_000, None, 1_900_000),
        ("HARIAN", 75_000, 24, 1_800_000),
        ("HARIAN", 75_000, None, None),
        ("MUSIMAN", 20_000_000, None, 1_666_667),
        ("MUSIMAN", 18, None, 2),  # half a rupiah is rounded up
        ("", 1_900_000, None, None),
    ],
)
def test_income_is_a_months(method: str, amount: int, days: int | None, income: int | None) -> None:
    assert HouseSurvey(income_method=method, income_amount=amount, income_days=days).income == income


def test_the_same_answers_sent_twice_are_kept_once(office, house) -> None:
    answer(office.tfl, house, "rumah")
    version = Berkas.objects.get(pk=house.pk).lock_version
    answer(office.tfl, house, "rumah", seen="what the page showed before the line broke")
    assert Berkas.objects.get(pk=house.pk).lock_version == version
    assert Entry.objects.filter(subject=house.subject, action="survei.disimpan").count() == 1


def test_a_colleagues_answers_are_not_overwritten_unseen(office, house) -> None:
    answer(office.tfl, house, "rumah")
    with pytest.raises(StaleError):
        answer(office.tfl, house, "rumah", seen="an older page", occupied_years=2)
    assert HouseSurvey.objects.get(berkas=house).occupied_years == 12


def test_another_group_saved_meanwhile_is_no_reason_to_refuse(office, house) -> None:
    answer(office.tfl, house, "rumah")
    answer(office.tfl, house, "kesehatan")
    assert answer(office.tfl, house, "rumah", occupied_years=2).occupied_years == 2


@pytest.mark.parametrize("who", ["korfas", "tim", "kabid", "operator", "apip"])
def test_only_the_facilitator_who_has_the_case_surveys(office, house, who: str) -> None:
    with pytest.raises(RefusedError, match="tenaga fasilitator lapangan"):
        answer(getattr(office, who), house, "rumah")


def test_a_facilitator_without_this_case_does_not_see_it(office) -> None:
    other = open_house(office, handed=False)
    with pytest.raises(RefusedError, match="tidak untuk Anda"):
        answer(office.tfl, other, "rumah")


def test_after_the_stage_the_survey_is_only_read(office, house) -> None:
    fill_in(office.tfl, house)
    take_move(office.tfl, house, "layak")
    with pytest.raises(RefusedError, match="hanya bisa dibaca"):
        answer(office.tfl, house, "rumah", occupied_years=2)


def test_a_house_larger_than_its_land_is_refused(office, house) -> None:
    answer(office.tfl, house, "tanah", land_area=Decimal(40))
    with pytest.raises(SipocError, match="melebihi luas tanah"):
        answer(office.tfl, house, "rumah", house_area=Decimal("40.01"))
    assert answer(office.tfl, house, "rumah", house_area=Decimal(80), floors=2).house_area == 80


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("residents", 0),
        ("residents", 31),
        ("households", 11),
        ("decile", 11),
        ("house_area", 0),
        ("income_amount", -1),
        ("house_area", Decimal("96.51")),
        ("wall_state", "T"),
    ],
)
def test_the_database_itself_refuses_what_cannot_be(office, house, field: str, value) -> None:
    fill_in(office.tfl, house)
    with pytest.raises(IntegrityError), transaction.atomic():
        HouseSurvey.objects.filter(berkas=house).update(**{field: value})


def test_how_it_looked_before_is_kept(office, house) -> None:
    answer(office.tfl, house, "rumah")
    answer(office.tfl, house, "rumah", occupied_years=2, now=MONDAY + timedelta(minutes=5))
    before = HouseSurveyEvent.objects.filter(pgh_obj__berkas=house).order_by("pgh_id").last()
    assert before.occupied_years == 12


def test_the_log_names_questions_but_no_answers(office, house) -> None:
    answer(office.tfl, house, "penghasilan")
    entry = Entry.objects.get(subject=house.subject, action="survei.disimpan")
    assert entry.data["bagian"] == "penghasilan"
    assert "income_amount" in entry.data["isian"]
    assert "75000" not in str(entry.data)
    assert list(verify(kept_heads())) == []


def test_missing_costs_the_same_for_one_house_and_for_many(office, django_assert_num_queries) -> None:
    for number in range(1, 6):
        nik, kk = f"350803150385990{number}", f"350803120319990{number}"
        answer(office.tfl, open_house(office, nik=nik, kk=kk, spouse_nik=""), "rumah")
    with django_assert_num_queries(2):
        assert len(SURVEY.missing(Berkas.objects.filter(programme="rumah"))) == 5


def test_an_assessment_of_an_unfinished_survey_gives_way(office, house) -> None:
    for group in GROUPS:
        answer(office.tfl, house, group.key)
    assert Assessment.objects.filter(berkas=house).count() == 1
    assert Assessment.objects.get(berkas=house).complete
