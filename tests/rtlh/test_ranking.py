"""A year's households are ranked, cut at the quota, announced, objected to, approved, and awarded in one decision."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from perkim.accounts.roles import Role
from perkim.announcements.models import Objection
from perkim.funds.amounts import aid_as_table
from perkim.notices.models import Notice
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Tugas
from perkim.sipoc.registry import programme
from perkim.swadaya.models import Quota, Ranking
from perkim.swadaya.ranking.actions import freeze_ranking
from perkim.swadaya.ranking.announcing import (
    announce,
    answer_objection,
    approve_ranking,
    close_objections,
    record_objection,
    send_back,
)
from perkim.swadaya.ranking.quota import QuotaLimits, state_quota
from perkim.swadaya.ranking.requirements import NOTHING_TO_COMPARE
from tests.cast import SUMBERWULUH
from tests.every_programme.walker import Walker
from tests.races import at_once
from tests.rtlh.rankings import (
    EACH,
    HOUSE,
    SAME,
    announced,
    approved,
    closed,
    earns,
    frozen,
    houses_live_in,
    order_of,
    quota,
    year_with,
)
from tests.rtlh.walks import sentences, take


def test_more_points_go_first_and_the_quota_of_houses_cuts(walker: Walker) -> None:
    year, (a, b, c) = year_with(walker, 10, 20, 15)
    assert order_of(frozen(walker, year, units=2)) == [(b.pk, None), (c.pk, None), (a.pk, 1)]


def test_of_equal_points_lower_income_then_the_larger_household_goes_first(walker: Walker) -> None:
    year, (a, b, c) = year_with(walker, 10, 10, 10)
    for house, income, residents in ((a, 1_500_000, 4), (b, 1_500_000, 6), (c, 900_000, 2)):
        earns(house, income)
        houses_live_in(house, residents)
    assert [pk for pk, _ in order_of(frozen(walker, year, units=3))] == [c.pk, b.pk, a.pk]


def test_rupiah_for_two_houses_and_a_half_awards_two(walker: Walker) -> None:
    year, (a, b, c) = year_with(walker, 30, 20, 10)
    quota(walker, year, rupiah=EACH * 5 // 2)
    ranking = freeze_ranking(actor=walker.holder(Role.KABID_PRM), case=year, seen=None, now=walker.tick())
    assert order_of(ranking) == [(a.pk, None), (b.pk, None), (c.pk, 1)]


def test_a_quota_is_limited_positive_and_worth_a_house(walker: Walker) -> None:
    year, _ = year_with(walker, 10)
    for limits, sentence in (
        (QuotaLimits(aid=SAME), "Isi kuota rumah"),
        (QuotaLimits(aid=SAME, units=0), "lebih dari nol"),
        (QuotaLimits(aid=SAME, rupiah=EACH - 1), "lebih kecil dari nilai satu rumah"),
        (QuotaLimits(aid={"PK": HOUSE}, units=1), "untuk setiap jenis pekerjaan"),
    ):
        with pytest.raises(SipocError, match=sentence):
            state_quota(actor=walker.holder(Role.KABID_PRM), case=year, limits=limits, now=walker.tick())
    with pytest.raises(IntegrityError, match="quota_is_positive"), transaction.atomic():
        Quota.objects.create(
            berkas=year,
            units=0,
            aid=aid_as_table(SAME),
            stated_by=walker.holder(Role.KABID_PRM),
            stated_at=walker.tick(),
        )


def test_only_who_works_the_award_ranks(walker: Walker) -> None:
    year, _ = year_with(walker, 10)
    for role in (Role.STAF, Role.KADIS, Role.TIM_TEKNIS):
        with pytest.raises(RefusedError):
            state_quota(actor=walker.holder(role), case=year, limits=QuotaLimits(aid=SAME, units=1), now=walker.tick())


def test_the_announcement_lasts_its_days_with_the_first_and_the_last(walker: Walker) -> None:
    year, _ = year_with(walker, 10)
    ranking = announced(walker, frozen(walker, year, units=1))
    assert ranking.announcement.until - ranking.announcement.starts == timedelta(days=6)
    assert ranking.announcement.length.key == "swadaya.pengumuman"
    kabid = walker.holder(Role.KABID_PRM)
    walker.now += timedelta(days=6)
    with pytest.raises(SipocError, match="Tutup sesudah hari itu"):
        close_objections(actor=kabid, ranking=ranking, now=walker.tick())
    walker.now += timedelta(days=1)
    assert close_objections(actor=kabid, ranking=ranking, now=walker.tick()).is_closed
    with pytest.raises(StaleError):
        announce(actor=kabid, ranking=ranking, starts=walker.now.date(), now=walker.tick())


def objection(walker: Walker, ranking: Ranking, **changes) -> Objection:
    told = {"objector": "Warga RT 003", "text": "Rumah ini sudah dibangun anaknya.", "place": ranking.places.first()}
    told |= {"received_on": walker.now.date(), **changes}
    return record_objection(actor=walker.holder(Role.STAF), ranking=ranking, now=walker.tick(), **told)


def test_an_objection_comes_in_time_and_says_something(walker: Walker) -> None:
    year, _ = year_with(walker, 10)
    ranking = frozen(walker, year, units=1)
    with pytest.raises(SipocError, match="belum dibuka"):
        objection(walker, ranking)
    ranking = announced(walker, ranking)
    with pytest.raises(SipocError, match="tidak sesudah hari ini"):
        objection(walker, ranking, received_on=ranking.announcement.until)
    with pytest.raises(SipocError, match="Isi nama penyanggah"):
        objection(walker, ranking, text="  ")
    assert objection(walker, ranking).subject == ranking.places.get(position=1).berkas


def test_the_award_waits_for_every_answer(walker: Walker) -> None:
    year, _ = year_with(walker, 10)
    answers = next(each for each in year.declared_stage.requirements if each.key == "sanggah")
    assert NOTHING_TO_COMPARE in sentences(year, "tetapkan")
    ranking = frozen(walker, year, units=1)
    assert NOTHING_TO_COMPARE not in sentences(year, "tetapkan")
    assert answers.fact(year) == ""
    assert answers.unneeded(year) == "Belum ada yang diumumkan, jadi belum ada sanggahan."
    ranking = announced(walker, ranking)
    assert answers.fact(year) == "Tidak ada sanggahan yang masuk."
    said = objection(walker, ranking)
    assert answers.fact(year) == "0 dari 1 sanggahan dijawab."
    assert "1 sanggahan belum dijawab." in sentences(year, "tetapkan")
    walker.now += timedelta(days=8)
    with pytest.raises(SipocError, match="belum dijawab"):
        close_objections(actor=walker.holder(Role.STAF), ranking=ranking, now=walker.tick())
    kabid = walker.holder(Role.KABID_PRM)
    answer_objection(actor=kabid, objection=said, upheld=False, answer="Sudah diperiksa.", now=walker.tick())
    with pytest.raises(StaleError):
        answer_objection(actor=kabid, objection=said, upheld=True, answer="Diterima.", now=walker.tick())
    close_objections(actor=walker.holder(Role.STAF), ranking=ranking, now=walker.tick())
    assert not [each for each in sentences(year, "tetapkan") if "sanggah" in each.lower()]


def test_an_objection_that_is_upheld_asks_for_a_new_ranking_and_announcement(walker: Walker) -> None:
    year, (a, b) = year_with(walker, 20, 10)
    first = announced(walker, frozen(walker, year, units=1))
    kabid = walker.holder(Role.KABID_PRM)
    answer_objection(actor=kabid, objection=objection(walker, first), upheld=True, answer="Benar.", now=walker.tick())
    walker.now += timedelta(days=8)
    with pytest.raises(SipocError, match="bekukan dan umumkan peringkat lagi"):
        close_objections(actor=kabid, ranking=first, now=walker.tick())
    take(walker, a, "survei_ulang", by=Role.KABID_PRM)
    second = freeze_ranking(actor=kabid, case=year, seen=first.pk, now=walker.tick())
    assert order_of(second) == [(b.pk, None)]
    assert "Peringkat belum diumumkan." in sentences(year, "tetapkan")


def test_the_head_agrees_after_the_objections_and_his_task_is_done(walker: Walker) -> None:
    year, _ = year_with(walker, 10)
    ranking = announced(walker, frozen(walker, year, units=1))
    with pytest.raises(SipocError, match="Masa sanggah belum ditutup"):
        approve_ranking(actor=walker.holder(Role.KADIS), ranking=ranking, now=walker.tick())
    head = walker.holder(Role.KADIS)
    assert not Notice.objects.filter(recipient=head).exists(), "nothing can be done yet"
    ranking = closed(walker, ranking)
    assert Notice.objects.filter(recipient=head).count() == 1
    with pytest.raises(RefusedError):
        approve_ranking(actor=walker.holder(Role.KABID_PRM), ranking=ranking, now=walker.tick())
    approve_ranking(actor=walker.holder(Role.KADIS), ranking=ranking, now=walker.tick())
    assert Tugas.objects.get(berkas=year, key="persetujuan").done_by == walker.holder(Role.KADIS)


def test_another_list_must_be_agreed_to_again(walker: Walker) -> None:
    year, _ = year_with(walker, 10)
    ranking = approved(walker, frozen(walker, year, units=1))
    again = freeze_ranking(actor=walker.holder(Role.KABID_PRM), case=year, seen=ranking.pk, now=walker.tick())
    waiting = Tugas.objects.waiting().filter(berkas=year, key="persetujuan")
    assert not waiting.exists(), "nobody can agree before the days for objections are over"
    closed(walker, again)
    assert waiting.count() == 1
    assert "Persetujuan kepala dinas atas daftar penerima belum ada." in sentences(year, "tetapkan")


def test_sent_back_for_an_amended_decree_the_list_is_agreed_to_again(walker: Walker) -> None:
    year, _ = year_with(walker, 10)
    walker.pass_by(year, ("penetapan",))
    take(walker, year, "ubah_sk")
    assert "Persetujuan kepala dinas atas daftar penerima belum ada." in sentences(year, "tetapkan")
    approve_ranking(
        actor=walker.holder(Role.KADIS), ranking=Ranking.objects.current().get(berkas=year), now=walker.tick()
    )
    assert not sentences(year, "tetapkan")


def test_the_head_sends_it_back_with_what_to_mend(walker: Walker) -> None:
    year, _ = year_with(walker, 10)
    ranking = closed(walker, frozen(walker, year, units=1))
    with pytest.raises(SipocError, match="Tulis apa yang perlu diperbaiki"):
        send_back(actor=walker.holder(Role.KADIS), ranking=ranking, reason=" ", now=walker.tick())
    told = send_back(actor=walker.holder(Role.KADIS), ranking=ranking, reason="Alamat keliru.", now=walker.tick())
    assert (told.role, told.instruction) == (Role.KABID_PRM, "Alamat keliru.")
    assert Tugas.objects.waiting().filter(berkas=year, key="persetujuan").exists()


def test_a_village_gets_no_more_than_its_own_quota(walker: Walker) -> None:
    year, (a, b) = year_with(walker, 30, 20)
    quota(walker, year, units=5, **{SUMBERWULUH.replace(".", "_"): 1})
    ranking = freeze_ranking(actor=walker.holder(Role.KABID_PRM), case=year, seen=None, now=walker.tick())
    assert order_of(ranking) == [(a.pk, None), (b.pk, 1)]


def test_places_are_given_once_by_the_database(walker: Walker) -> None:
    year, (a, b) = year_with(walker, 20, 10)
    places = frozen(walker, year, units=1).places
    with pytest.raises(IntegrityError, match="place_is_given_once"), transaction.atomic():
        places.filter(berkas=b).update(position=1)
    with pytest.raises(IntegrityError, match="place_of_a_household_is_one"), transaction.atomic():
        places.filter(berkas=b).update(berkas=a)


def test_of_two_who_freeze_at_once_the_second_is_told(fresh_database) -> None:
    walker = Walker(programme("rtlh"))
    year, _ = year_with(walker, 10)
    quota(walker, year, units=1)
    now, kabid = walker.tick(), walker.holder(Role.KABID_PRM)
    done = at_once(*[lambda: freeze_ranking(actor=kabid, case=year, seen=None, now=now)] * 2)
    assert sorted(type(each).__name__ for each in done) == ["Ranking", "StaleError"]
