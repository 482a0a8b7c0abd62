"""One household goes from a proposal of its village into another, of any programme, without being typed again."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.lib.calendar import JAKARTA
from perkim.parameters.models import Parameter
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.models import Berkas, StageVisit
from perkim.swadaya.candidates.carrying import carried_from, survey_before
from perkim.swadaya.candidates.takeable import known_households
from perkim.swadaya.models import Calon, HouseSurvey
from perkim.swadaya.parameters import SURVEY_AGE
from perkim.swadaya.survey.ages import months_after
from tests.cast import TOMPOKERSAN, employ
from tests.every_programme.walker import Walker
from tests.pages import one_line
from tests.perkim.schemes.taking import draft_of, household_in, running_twice, serve, take_into
from tests.rtlh.rankings import frozen, year_with
from tests.rtlh.walks import reach

NELAYAN, RTLH = "nelayan", "rtlh"


@pytest.fixture
def today(monkeypatch, walker: Walker) -> None:
    """Requests are made at the walker's moment."""
    monkeypatch.setattr(timezone, "now", lambda: walker.now)


@pytest.fixture
def village(walker: Walker, client: Client, today) -> Client:
    client.force_login(walker.holder(Role.OPERATOR_DESA))
    return client


def eligible(walker: Walker) -> Berkas:
    serve(walker, RTLH)
    return reach(walker, "layak")


def page_of(draft: Berkas) -> str:
    return reverse("swadaya:carry", args=[draft.public_id])


def test_from_the_list_of_one_programme_into_that_of_another_and_back(walker: Walker, village: Client) -> None:
    home = draft_of(walker, RTLH)
    first = household_in(walker, home)
    draft = draft_of(walker, NELAYAN)
    listed = one_line(village.get(reverse("swadaya:candidates", args=[draft.public_id])))
    assert "1 calon dari desa ini belum mendapat tempat" in listed
    page = one_line(village.get(page_of(draft)))
    assert "RTLH, usulan yang belum dikirim" in page
    assert "Dalam daftar desa" in page
    assert village.post(page_of(draft), {"calon": [first.pk]}).status_code == 302
    second = Calon.objects.get(berkas__parent=draft)
    left = StageVisit.objects.get(berkas=first, move="dipindah")
    assert left.reason == "Diambil ke usulan Rumah nelayan tahun 2026."
    assert Berkas.objects.get(pk=first.pk).outcome == "BATAL"
    assert carried_from([second.berkas_id]) == {second.berkas_id: first}
    assert "lanjutan dari" in one_line(village.get(second.berkas.get_absolute_url())).lower()
    assert "dilanjutkan sebagai" in one_line(village.get(first.get_absolute_url())).lower()
    listed = one_line(village.get(reverse("swadaya:candidates", args=[draft.public_id])))
    assert "Dari RTLH 2026" in listed
    (third,) = take_into(walker, home, [second.berkas])
    assert third.person == second.person
    assert carried_from([third.berkas_id]) == {third.berkas_id: second.berkas}
    assert not running_twice()
    assert list(verify(kept_heads())) == []


def test_no_page_of_a_case_offers_it(walker: Walker, village: Client) -> None:
    case = household_in(walker, draft_of(walker, RTLH))
    page = one_line(village.get(case.get_absolute_url()))
    assert "Keluarkan dari daftar" in page
    assert "Ambil ke usulan lain" not in page


def test_who_has_a_place_or_is_surveyed_stays_and_the_page_says_why(walker: Walker, village: Client) -> None:
    serve(walker, RTLH)
    year, (within, reserve) = year_with(walker, 20, 15)
    frozen(walker, year, units=1)
    surveyed = reach(walker, "survei")
    draft = draft_of(walker, NELAYAN)
    known = {each.calon.berkas: each.barred for each in known_households(walker.holder(Role.STAF), draft)}
    assert known[within].startswith("Calon ini mendapat tempat di dalam kuota")
    assert known[surveyed].startswith("Sudah di tahap survei rumah.")
    assert not known[reserve]
    page = village.get(page_of(draft)).content.decode()
    assert "1 calon dapat diambil" in page
    assert page.count("disabled") == 2
    for case in (within, surveyed):
        refused = village.post(page_of(draft), {"calon": [case.pk, reserve.pk]})
        assert refused.status_code == 422
        assert known[case] in one_line(refused)
    assert not Calon.objects.filter(berkas__parent=draft).exists()
    take_into(walker, draft, [reserve])
    assert Berkas.objects.get(pk=reserve.pk).state == "Dibatalkan"
    assert not running_twice()


def test_the_survey_goes_along_and_only_the_verdict_is_reached_anew(walker: Walker, client: Client, today) -> None:
    house = eligible(walker)
    draft = draft_of(walker, NELAYAN)
    client.force_login(walker.holder(Role.OPERATOR_DESA))
    assert "Survei tanggal 22 Juni 2026 ikut" in one_line(client.get(page_of(draft)))
    (made,) = take_into(walker, draft, [house])
    case = made.berkas
    assert [photo.slot for photo in case.foto.order_by("id")] == [photo.slot for photo in house.foto.order_by("id")]
    assert {each.key for each in case.dokumen.all()} == {"bukti_tanah", "verifikasi"}
    assert not case.penilaian.exists()
    walker.pass_by(draft, ("draf", "pemeriksaan"))
    korfas, tfl = walker.holder(Role.KORFAS), walker.holder(Role.TFL)
    hand_over(actor=korfas, cases=[Berkas.objects.get(pk=case.pk)], role=Role.TFL, to=tfl, now=walker.tick())
    client.force_login(tfl)
    survey = one_line(client.get(reverse("swadaya:survey", args=[case.public_id])))
    assert "rumahnya dikunjungi 22 Juni 2026" in survey
    assert "Nilai kelayakan" in survey
    assert "Periksa jawaban survei rumahnya" in one_line(client.get(case.get_absolute_url()))
    assert client.post(reverse("swadaya:assess", args=[case.public_id])).status_code == 302
    assert case.penilaian.get().complete
    way = Berkas.objects.get(pk=case.pk).declared_stage.move("layak")
    assert walker.take(case, way).stage == "siap"
    assert case.kunjungan.count() == 1
    assert list(verify(kept_heads())) == []


def test_the_same_files_are_read_by_who_may_see_the_new_case(walker: Walker, client: Client, today) -> None:
    house = eligible(walker)
    (made,) = take_into(walker, draft_of(walker, NELAYAN), [house])
    uploads = [photo.upload for photo in made.berkas.foto.all()] + [each.upload for each in made.berkas.dokumen.all()]
    assert len(uploads) == 7
    far = employ(Role.OPERATOR_DESA, username="jauh", region=TOMPOKERSAN)
    for reader, status in ((walker.holder(Role.OPERATOR_DESA), 200), (far, 404)):
        client.force_login(reader)
        answers = [client.get(each.get_absolute_url()) for each in uploads]
        assert {answer.status_code for answer in answers if b"".join(answer)} == {status}


def test_a_survey_of_two_years_ago_is_made_again(walker: Walker, client: Client, monkeypatch) -> None:
    house = eligible(walker)
    walker.now = datetime(2028, 7, 3, 9, tzinfo=JAKARTA)
    draft = draft_of(walker, NELAYAN)
    monkeypatch.setattr(timezone, "now", lambda: walker.now)
    client.force_login(walker.holder(Role.OPERATOR_DESA))
    sentence = "Survei tanggal 22 Juni 2026 sudah lebih lama dari 12 bulan, jadi rumahnya disurvei lagi."
    assert sentence in one_line(client.get(page_of(draft)))
    (made,) = take_into(walker, draft, [house])
    case = made.berkas
    assert not HouseSurvey.objects.filter(berkas=case).exists()
    assert not case.kunjungan.exists()
    assert not case.foto.exists()
    assert not case.dokumen.exists()
    assert "Survei dan kelayakannya dibuat baru." in one_line(client.get(case.get_absolute_url()))
    (again,) = take_into(walker, draft_of(walker, RTLH), [case])
    before = survey_before(again.berkas)
    assert before is not None
    assert before.berkas == house


def test_how_old_it_may_be_is_a_value_of_the_office(walker: Walker) -> None:
    house = eligible(walker)
    draft = draft_of(walker, NELAYAN)
    Parameter.objects.filter(key=SURVEY_AGE.key).update(value=0)
    walker.now += timedelta(days=2)
    (made,) = take_into(walker, draft, [house])
    assert not HouseSurvey.objects.filter(berkas=made.berkas).exists()


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 6, 22), 12, date(2027, 6, 22)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later
