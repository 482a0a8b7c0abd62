"""A household waits for its village and for the regent's decree; it leaves by every road that life has."""

from uuid import uuid4

import pytest

from perkim.accounts.roles import Role
from perkim.sipoc.actions.moving import Decision, move_many
from perkim.sipoc.exceptions import BlockedError, RefusedError
from perkim.sipoc.models import Berkas, Tenggat, Tugas
from perkim.sipoc.registry import process
from perkim.swadaya.ranking.requirements import NOT_WITHIN
from tests.every_programme.providing import provide
from tests.every_programme.walker import Walker
from tests.rtlh.walks import above, reach, sentences, take

PENERIMA = process("rtlh", "penerima")


def test_it_is_not_awarded_before_village_and_decree(walker: Walker) -> None:
    house = reach(walker, "layak")
    assert sentences(house, "tetapkan") == [
        "Verifikasi lapangan desa belum selesai pada berkas induknya.",
        "Penetapan dengan SK Bupati belum selesai pada berkas induknya.",
        NOT_WITHIN,
    ]
    walker.pass_by(above(house, "usulan"), ("draf", "pemeriksaan", "verifikasi"))
    assert sentences(house, "tetapkan")[0] == "Penetapan dengan SK Bupati belum selesai pada berkas induknya."
    walker.pass_by(above(house, "kegiatan"), ("tim", "penetapan"))
    assert take(walker, house, "tetapkan").stage == "ditetapkan"


def test_nobody_is_asked_while_it_waits(walker: Walker) -> None:
    house = reach(walker, "layak")
    assert not Tugas.objects.waiting().filter(berkas=house).exists()
    assert Berkas.objects.get(pk=house.pk).earliest_due is None


def test_the_head_of_division_awards_many_at_once(walker: Walker) -> None:
    first = reach(walker, "layak")
    village = above(first, "usulan")
    houses = [first, *(reach(walker, "layak", parent=village) for _ in range(4))]
    walker.pass_by(village, ("draf", "pemeriksaan", "verifikasi"))
    walker.pass_by(above(first, "kegiatan"), ("tim", "penetapan"))
    fresh = list(Berkas.objects.filter(pk__in=[house.pk for house in houses]))
    moved = move_many(
        actor=walker.holder(Role.KABID_PRM),
        cases=fresh,
        decision=Decision(move="tetapkan", key=uuid4()),
        lock_versions={case.pk: case.lock_version for case in fresh},
        now=walker.tick(),
    )
    assert {case.stage for case in moved} == {"ditetapkan"}
    facilitator = walker.holder(Role.TFL)
    assert Tugas.objects.waiting().filter(person=facilitator, key="").count() == len(moved)


def test_an_award_is_frozen_while_the_decree_is_amended(walker: Walker) -> None:
    house = reach(walker, "ditetapkan")
    year = above(house, "kegiatan")
    take(walker, year, "ubah_sk")
    assert Berkas.objects.get(pk=house.pk).state == "Dibekukan"
    walker.pass_by(year, ("penetapan",))
    assert Berkas.objects.get(pk=house.pk).state == "Berjalan"


@pytest.mark.parametrize("stage", ["survei", "layak", "ditetapkan", "rekening", "rencana", "pengerjaan_1"])
def test_who_dies_or_moves_away_before_the_work_drops_out(walker: Walker, stage: str) -> None:
    house = take(walker, reach(walker, stage), "gugur")
    assert house.state == "Dibatalkan"


@pytest.mark.parametrize("stage", ["lpd_1", "pengerjaan_2", "lpd_2", "serah_terima"])
def test_once_money_has_flowed_nobody_simply_drops_out(stage: str) -> None:
    assert "gugur" not in [way.key for way in PENERIMA.stage(stage).moves]


def test_a_report_goes_back_with_its_faults_and_comes_again(walker: Walker) -> None:
    house = reach(walker, "lpd_1")
    back = take(walker, house, "kembali", by=Role.VERIFIKATOR)
    assert (back.stage, back.state) == ("pengerjaan_1", "Dikembalikan")
    assert take(walker, back, "ajukan").stage == "lpd_1"
    promised = Tenggat.objects.filter(berkas=house, key="lpd_1").order_by("id")
    assert [(each.cycle, each.amount) for each in promised] == [(1, 3), (2, 3)]


def test_who_verified_a_report_does_not_decide_it(walker: Walker) -> None:
    house = reach(walker, "lpd_1")
    both = walker.holder(Role.VERIFIKATOR)
    walker.also(both, Role.PPK)
    walker.fulfil(house, PENERIMA.stage("lpd_1").move("setujui"))
    with pytest.raises(RefusedError, match="Anda memeriksa berkas ini"):
        take(walker, house, "setujui", by=Role.VERIFIKATOR)
    assert take(walker, house, "setujui").stage == "pengerjaan_2"


def test_faults_at_the_handover_lead_back_to_the_work(walker: Walker) -> None:
    house = take(walker, reach(walker, "serah_terima"), "perbaiki")
    assert (house.stage, house.state) == ("pengerjaan_2", "Dikembalikan")


def test_who_was_handed_out_to_nobody_waits_for_the_coordinator(walker: Walker) -> None:
    village = above(reach(walker, "survei"), "usulan")
    alone = take(walker, walker.open(PENERIMA, parent=village, handed=False), "mulai")
    waiting = Tugas.objects.waiting().get(berkas=alone)
    assert (waiting.role, waiting.hands_out) == (Role.KORFAS, True)
    with pytest.raises(RefusedError):
        take(walker, alone, "gugur", by=Role.TFL)


def test_the_survey_is_not_left_without_visit_photos_answers_land_and_sheet(walker: Walker) -> None:
    house = reach(walker, "survei")
    assert [sentence.split(" belum")[0] for sentence in sentences(house, "layak")] == [
        "Kunjungan rumah",
        "Foto 0 %",
        "Survei rumah",
        "Bukti penguasaan tanah",
        "Lembar verifikasi kelayakan",
        "Kelayakan",
    ]
    for requirement in PENERIMA.stage("survei").inputs[:4]:
        provide(requirement, walker, Berkas.objects.get(pk=house.pk))
    with pytest.raises(BlockedError, match="Lembar verifikasi kelayakan belum ada"):
        walker.take(house, PENERIMA.stage("survei").move("layak"))


def test_nobody_is_eligible_before_the_rules_say_so(walker: Walker) -> None:
    house = reach(walker, "survei")
    assert sentences(house, "layak")[-1] == "Kelayakan belum dinilai. Isi survei rumahnya dahulu."


def test_who_meets_every_rule_is_not_refused_by_hand(walker: Walker) -> None:
    house = reach(walker, "survei")
    walker.fulfil(house, PENERIMA.stage("survei").move("layak"))
    with pytest.raises(BlockedError, match="Belum ada syarat yang tidak terpenuhi"):
        take(walker, house, "tidak_layak", by=Role.TFL)
