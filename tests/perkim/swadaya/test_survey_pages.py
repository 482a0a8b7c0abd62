"""The pages of the survey and of its verdict: what is typed is kept, what is refused is said, who may not sees none."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from perkim.accounts.roles import Role
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import HouseSurvey, Override
from perkim.swadaya.survey.actions import fingerprint
from perkim.swadaya.survey.questions import BY_KEY, GROUPS
from perkim.swadaya.verdict.panel import verdict_panel
from tests.cast import TOMPOKERSAN, employ
from tests.pages import one_line
from tests.samples.houses import ANSWERS, answer, fill_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(client: Client):
    """A browser in which somebody is signed in."""

    def enter(user) -> Client:
        client.force_login(user)
        return client

    return enter


THIS_YEAR = localdate().year


def page(case: Berkas, name: str, *rest: str) -> str:
    return reverse(f"swadaya:{name}", args=[case.public_id, *rest])


def typed(key: str, case: Berkas, **changes: str) -> dict[str, str]:
    """A group as a browser sends it, with the usual answers but for these."""
    group = BY_KEY[key]
    words = {"True": "ya", "False": "tidak", "None": ""}
    sent = {name: words.get(str(ANSWERS[name]), str(ANSWERS[name])) for name in group.fields}
    survey = HouseSurvey.objects.filter(berkas=case).first()
    return {**sent, "seen": fingerprint(survey, group), **changes}


def test_a_survey_is_filled_in_page_by_page(office, house, at) -> None:
    browser = at(office.tfl)
    here = browser.get(page(house, "start", "lembar_survei"))["Location"]
    for group in GROUPS:
        assert here == page(house, "group", group.key)
        assert browser.get(here).status_code == 200
        here = browser.post(here, typed(group.key, house))["Location"]
    assert here == page(house, "survey")
    assert "Layak diusulkan" in browser.get(here).content.decode()
    assert browser.get(page(house, "start", "lembar_survei"))["Location"] == page(house, "survey")


def test_a_page_says_where_it_stands_and_what_the_village_wrote(office, house, at) -> None:
    text = at(office.tfl).get(page(house, "group", "penghasilan")).content.decode()
    assert "Langkah 2 dari 8" in text
    assert "Suparman" in text
    text = at(office.tfl).get(page(house, "group", "keluarga")).content.decode()
    assert 'name="residents" value="5"' in text


def test_whoever_stops_comes_to_the_whole(office, house, at) -> None:
    answered = at(office.tfl).post(page(house, "group", "rumah"), {**typed("rumah", house), "berhenti": "1"})
    assert answered["Location"] == page(house, "survey")


def test_an_empty_page_is_saved_as_a_draft(office, house, at) -> None:
    answered = at(office.tfl).post(page(house, "group", "kesehatan"), {"seen": fingerprint(None, BY_KEY["kesehatan"])})
    assert answered.status_code == 302
    assert HouseSurvey.objects.get(berkas=house).water == ""


@pytest.mark.parametrize(
    ("group", "name", "value", "sentence"),
    [
        ("keluarga", "residents", "31", "Isi angka bulat dari 1 sampai 30."),
        ("keluarga", "residents", "lima", "Isi angka bulat dari 1 sampai 30."),
        ("penghasilan", "income_amount", "1,9 juta", "Tulis rupiah bulat tanpa sen, misalnya 1.900.000."),
        ("tanah", "land_area", "12 x 8", "Tulis angka saja, misalnya 36 atau 36,5."),
        ("tanah", "land_area", "9" * 40, "Angka ini terlalu besar. Isi paling banyak 100.000."),
        ("tanah", "land_area", "9" * 70, "Angka ini terlalu besar. Isi paling banyak 100.000."),
        ("rumah", "house_area", "9999", "Luas rumah paling banyak 2.000 m². Periksa angkanya."),
        ("rumah", "built_year", "98", f"Isi angka bulat dari 1900 sampai {THIS_YEAR}."),
        ("rumah", "built_year", "2099", f"Isi angka bulat dari 1900 sampai {THIS_YEAR}."),
        ("pernyataan", "aid_year", "2099", f"Isi angka bulat dari 1900 sampai {THIS_YEAR}."),
        ("penghasilan", "income_amount", "999.999.999.999", "Isi paling banyak Rp1.000.000.000."),
        ("penghasilan", "income_amount", "900.000.000", "Penghasilan sebulan menjadi Rp"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    office, house, at, group: str, name: str, value: str, sentence: str
) -> None:
    answered = at(office.tfl).post(page(house, "group", group), typed(group, house, **{name: value}))
    text = answered.content.decode()
    assert answered.status_code == 422
    assert sentence in text
    assert f'value="{value}"' in text
    assert not HouseSurvey.objects.exists()


@pytest.mark.parametrize(("value", "stored"), [("36", "36.00"), ("36,5", "36.50"), ("36.5 m2", "36.50")])
def test_areas_are_read_as_people_write_them(office, house, at, value: str, stored: str) -> None:
    at(office.tfl).post(page(house, "group", "rumah"), typed("rumah", house, house_area=value))
    assert str(HouseSurvey.objects.get(berkas=house).house_area) == stored


@pytest.mark.parametrize("value", ["75000", "75.000", "Rp 75.000", "Rp75.000,-"])
def test_rupiah_is_read_as_people_write_it(office, house, at, value: str) -> None:
    at(office.tfl).post(page(house, "group", "penghasilan"), typed("penghasilan", house, income_amount=value))
    assert HouseSurvey.objects.get(berkas=house).income_amount == 75_000


def test_a_house_too_large_for_its_land_is_said_at_its_field(office, house, at) -> None:
    answer(office.tfl, house, "tanah", land_area=Decimal(20))
    answered = at(office.tfl).post(page(house, "group", "rumah"), typed("rumah", house))
    assert answered.status_code == 422
    assert "melebihi luas tanah" in answered.content.decode()
    assert answered.context["form"].errors["house_area"]


@pytest.mark.parametrize(("residents", "status"), [("4", 422), ("1", 302)])
def test_who_lives_alone_lives_with_nobody(office, house, at, residents: str, status: int) -> None:
    sent = typed("keluarga", house, family_status="SENDIRI", residents=residents)
    answered = at(office.tfl).post(page(house, "group", "keluarga"), sent)
    assert answered.status_code == status
    if status == 422:
        said = "Tertulis hidup sendiri, tetapi penghuninya 4 orang. Betulkan salah satunya."
        assert answered.context["form"].errors == {"residents": [said]}


def test_an_answer_that_cannot_be_is_refused_whoever_writes_it(office, house) -> None:
    for group, changes in (("rumah", {"built_year": 2099}), ("keluarga", {"family_status": "SENDIRI"})):
        with pytest.raises(SipocError, match="belum tiba|hidup sendiri"):
            answer(office.tfl, house, group, **changes)
    HouseSurvey.objects.update(built_year=2099)
    answer(office.tfl, house, "kesehatan")


def test_a_page_sent_twice_over_a_bad_line_is_no_fault(office, house, at) -> None:
    sent = typed("rumah", house)
    for _ in range(2):
        assert at(office.tfl).post(page(house, "group", "rumah"), sent).status_code == 302


def test_a_colleagues_answers_are_shown_before_they_are_replaced(office, house, at) -> None:
    old = typed("rumah", house, occupied_years="2")
    answer(office.tfl, house, "rumah")
    browser = at(office.tfl)
    answered = browser.post(page(house, "group", "rumah"), old)
    assert answered.status_code == 409
    assert 'name="occupied_years" value="2"' in answered.content.decode()
    again = {**old, "seen": answered.context["form"]["seen"].value()}
    assert browser.post(page(house, "group", "rumah"), again).status_code == 302
    assert HouseSurvey.objects.get(berkas=house).occupied_years == 2


def test_who_sees_the_case_reads_the_survey_but_changes_nothing(office, house, at) -> None:
    fill_in(office.tfl, house)
    browser = at(office.operator)
    text = browser.get(page(house, "survey")).content.decode()
    assert "Buruh tani" in text
    assert "Rp1.800.000" in text
    assert browser.get(page(house, "group", "rumah")).status_code == 403
    assert browser.post(page(house, "group", "rumah"), typed("rumah", house)).status_code == 403


@pytest.mark.parametrize(
    ("name", "rest"), [("survey", ()), ("group", ("rumah",)), ("start", ("x",)), ("verdict", ()), ("rule", ("e6",))]
)
def test_who_does_not_see_the_case_finds_no_page(office, house, at, name: str, rest: tuple) -> None:
    stranger = employ(Role.OPERATOR_DESA, username="operator.jauh", region=TOMPOKERSAN)
    assert at(stranger).get(page(house, name, *rest)).status_code == 404


def test_there_is_no_page_for_a_group_or_rule_that_is_not_there(office, house, at) -> None:
    fill_in(office.tfl, house)
    assert at(office.tfl).get(page(house, "group", "dapur")).status_code == 404
    assert at(office.tim).get(page(house, "rule", "e12")).status_code == 404


def test_the_village_reads_why(office, house, at) -> None:
    fill_in(office.tfl, house, income_amount=300_000, zone="SUNGAI", willing="BELUM")
    text = one_line(at(office.operator).get(page(house, "verdict")))
    assert "Tidak layak: 2 syarat tidak terpenuhi</h1>" in text
    assert "Penghasilan Rp7.200.000 sebulan, di atas UMK Rp2.578.320." in text
    assert "Rumah berada di lahan terlarang: sempadan sungai." in text
    assert "pernyataannya belum ditandatangani" in text
    assert "BSPS_2026" in text
    assert "Putuskan berbeda" not in text
    assert "Nilai ulang" not in text


def test_before_anything_was_asked_the_page_says_so(office, house, at) -> None:
    assert "Kelayakan belum dinilai" in at(office.operator).get(page(house, "verdict")).content.decode()


def test_another_role_decides_differently_on_its_page(office, house, at) -> None:
    fill_in(office.tfl, house, income_amount=300_000)
    browser = at(office.tim)
    assert "Putuskan berbeda" in browser.get(page(house, "verdict")).content.decode()
    sent = {"seen": "GAGAL", "after": "LOLOS", "reason": "Dicek ke desa."}
    assert browser.get(page(house, "rule", "e6")).status_code == 200
    assert browser.post(page(house, "rule", "e6"), sent).status_code == 302
    text = browser.get(page(house, "verdict")).content.decode()
    assert "Dicek ke desa." in text
    assert "Semua syarat terpenuhi" in text
    assert browser.post(page(house, "withdraw", "e6")).status_code == 302
    assert not Override.objects.live().exists()


def test_a_decision_without_a_reason_is_told_how_to_mend_it(office, house, at) -> None:
    fill_in(office.tfl, house, income_amount=300_000)
    answered = at(office.tim).post(page(house, "rule", "e6"), {"seen": "GAGAL", "after": "LOLOS", "reason": ""})
    assert answered.status_code == 422
    assert "Tulis alasan memutuskan berbeda." in answered.content.decode()


def test_the_facilitator_is_refused_there(office, house, at) -> None:
    fill_in(office.tfl, house, income_amount=300_000)
    sent = {"seen": "GAGAL", "after": "LOLOS", "reason": "Saya yakin."}
    assert at(office.tfl).post(page(house, "rule", "e6"), sent).status_code == 403
    assert at(office.tfl).post(page(house, "withdraw", "e6")).status_code == 403


def test_assessing_anew_is_a_button(office, house, at) -> None:
    assert at(office.tfl).post(page(house, "assess")).status_code == 302
    assert "Survei belum lengkap" in at(office.tfl).get(page(house, "verdict")).content.decode()
    assert at(office.apip).post(page(house, "assess")).status_code == 403


def test_the_panel_of_the_case_page(office, house) -> None:
    assert verdict_panel(house, office.tfl) == {"case": house, "heading": None, "surveyed": False, "fills": True}
    fill_in(office.tfl, house, income_amount=300_000)
    shown = verdict_panel(Berkas.objects.get(pk=house.pk), office.tim)
    assert (shown["heading"].word, shown["overrides"], shown["fills"]) == ("Tidak layak", True, False)
    assert [line.rule.value for line in shown["eligibility"].blocking] == ["E6"]


def test_the_pages_cost_a_bounded_number_of_queries(office, house, at, django_assert_max_num_queries) -> None:
    fill_in(office.tfl, house)
    browser = at(office.tfl)
    browser.get(page(house, "verdict"))
    for name, rest in (("verdict", ()), ("survey", ()), ("group", ("rumah",))):
        with django_assert_max_num_queries(45):
            assert browser.get(page(house, name, *rest)).status_code == 200
