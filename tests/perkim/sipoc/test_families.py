"""Promise 2: what a parent's fate does to the cases below it, and that no parent passes over an unfinished child."""

from types import SimpleNamespace

import pytest

from perkim.accounts.roles import Role
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.regions.models import Region
from perkim.sipoc.actions.assigning import Instruction, assign
from perkim.sipoc.actions.correcting import correct
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.actions.opening import NewCase, open_case, open_many
from perkim.sipoc.actions.timing import pause
from perkim.sipoc.exceptions import BlockedError, RefusedError, SipocError
from perkim.sipoc.models import Berkas, Participant, Tenggat, Tugas
from tests.cast import SUMBERWULUH, employ
from tests.perkim.sipoc.conftest import MONDAY
from tests.samples.family import BUNDLE, FAMILY, VISIT, YEAR
from tests.samples.office import take_move
from tests.samples.registering import register_for_test


@pytest.fixture
def family(db, monkeypatch) -> SimpleNamespace:
    """A year with two bundles; the first holds three visits, of which a facilitator has two."""
    register_for_test(monkeypatch, FAMILY)
    since = MONDAY.date()
    people = {
        "staf": employ(Role.STAF, starts=since),
        "kabid": employ(Role.KABID_PRM, starts=since),
        "korfas": employ(Role.KORFAS, starts=since),
        "tfl": employ(Role.TFL, starts=since),
        "tfl2": employ(Role.TFL, username="tfl2", starts=since),
    }
    place = [Region.objects.get(pk=SUMBERWULUH)]

    def new(title: str) -> NewCase:
        return NewCase(title=title, regions=place)

    staf = people["staf"]
    year = open_case(actor=staf, programme=FAMILY, process=YEAR, new=new("Tahun"), now=MONDAY)
    first, second = open_many(
        actor=staf, programme=FAMILY, process=BUNDLE, new=[new("Satu"), new("Dua")], now=MONDAY, parent=year
    )
    houses = [new(f"Rumah {number}") for number in (1, 2, 3)]
    visits = open_many(actor=staf, programme=FAMILY, process=VISIT, new=houses, now=MONDAY, parent=first)
    hand_over(actor=people["korfas"], cases=visits[:2], role=Role.TFL, to=people["tfl"], now=MONDAY)
    return SimpleNamespace(year=year, first=first, second=second, visits=visits, new=new, **people)


def fresh(case: Berkas) -> Berkas:
    return Berkas.objects.get(pk=case.pk)


def settle(family) -> None:
    """All visits done and the first bundle on its way."""
    hand_over(actor=family.korfas, cases=family.visits, role=Role.TFL, to=family.tfl, now=MONDAY)
    for visit in family.visits:
        take_move(family.tfl, visit, "catat")
    take_move(family.staf, family.first, "lanjut")


def waiting(case: Berkas) -> list[tuple[str, str]]:
    found = Tugas.objects.waiting().filter(berkas=case).order_by("id")
    return [(tugas.title, tugas.person.username if tugas.person else tugas.role) for tugas in found]


def test_a_case_that_nobody_works_yet_waits_for_who_hands_it_out(family) -> None:
    assert waiting(family.visits[2]) == [("Tunjuk tenaga fasilitator lapangan untuk berkas ini", "KORFAS")]
    assert waiting(family.visits[0]) == [("Kunjungi rumah", "tfl")]


def test_a_facilitator_sees_and_works_only_what_was_handed_over(family) -> None:
    assert set(Berkas.objects.visible_to(family.tfl)) == set(family.visits[:2])
    with pytest.raises(RefusedError):
        take_move(family.tfl, family.visits[2], "catat")


def test_handing_over_moves_the_work_and_ends_the_other_ones_part(family) -> None:
    hand_over(actor=family.korfas, cases=family.visits[:1], role=Role.TFL, to=family.tfl2, now=MONDAY)
    assert waiting(family.visits[0]) == [("Kunjungi rumah", "tfl2")]
    assert set(Berkas.objects.visible_to(family.tfl)) == {family.visits[1]}
    assert Participant.objects.filter(berkas=family.visits[0], until__isnull=False).count() == 1


def test_handing_over_twice_changes_nothing(family) -> None:
    hand_over(actor=family.korfas, cases=family.visits[:1], role=Role.TFL, to=family.tfl, now=MONDAY)
    assert Participant.objects.live().filter(berkas=family.visits[0]).count() == 1
    assert waiting(family.visits[0]) == [("Kunjungi rumah", "tfl")]


def test_only_who_hands_out_hands_over_and_only_to_who_holds_the_role(family) -> None:
    with pytest.raises(RefusedError, match="dibagikan oleh koordinator"):
        hand_over(actor=family.staf, cases=family.visits[:1], role=Role.TFL, to=family.tfl2, now=MONDAY)
    with pytest.raises(SipocError, match="tidak bertugas sebagai"):
        hand_over(actor=family.korfas, cases=family.visits[:1], role=Role.TFL, to=family.staf, now=MONDAY)


def test_a_bundle_waits_for_the_visits_below_it(family) -> None:
    with pytest.raises(BlockedError, match="3 dari 3 berkas belum selesai"):
        take_move(family.staf, family.first, "lanjut")
    with pytest.raises(BlockedError, match="baru ada 0"):
        take_move(family.staf, family.second, "lanjut")
    settle(family)
    assert fresh(family.first).stage == "putus"


def test_a_good_end_waits_for_every_open_case_below(family) -> None:
    settle(family)
    with pytest.raises(BlockedError, match="Masih ada berkas di bawahnya"):
        take_move(family.kabid, family.first, "selesai")
    for visit in family.visits:
        take_move(family.staf, visit, "selesai")
    assert take_move(family.kabid, family.first, "selesai").outcome == "SELESAI"


def test_ending_a_parent_ends_everything_below_with_the_same_reason(family) -> None:
    take_move(family.staf, family.year, "lanjut")
    take_move(family.kabid, family.year, "tolak", reason="Tidak ada anggaran.")
    for case in map(fresh, (family.first, family.second, *family.visits)):
        assert (case.outcome, case.closed_at) == ("DITOLAK", MONDAY)
        assert case.visits.latest("id").reason == "Tidak ada anggaran."
        assert waiting(case) == []
    assert not Tenggat.objects.filter(met_at=None, voided_at=None).exists()
    assert list(verify(kept_heads())) == []


def test_what_had_ended_before_keeps_its_own_end(family) -> None:
    settle(family)
    take_move(family.staf, family.visits[0], "selesai")
    take_move(family.kabid, family.first, "tolak", reason="Tidak ada anggaran.")
    assert [fresh(visit).outcome for visit in family.visits] == ["SELESAI", "DITOLAK", "DITOLAK"]


def test_sending_a_parent_back_freezes_everything_below(family) -> None:
    settle(family)
    take_move(family.kabid, family.first, "kembali", reason="Belum lengkap.")
    visit = fresh(family.visits[0])
    assert (visit.state, waiting(visit)) == ("Dibekukan", [])
    with pytest.raises(SipocError, match="induknya sedang dikembalikan"):
        take_move(family.staf, visit, "selesai")
    with pytest.raises(SipocError, match="dibekukan"):
        assign(actor=family.staf, case=visit, instructions=[Instruction(title="Cek", person=family.tfl)], now=MONDAY)


def test_nothing_new_is_put_below_a_case_that_ended_or_froze(family) -> None:
    take_move(family.staf, family.first, "batal", reason="Ditarik desa.")
    with pytest.raises(SipocError, match="sudah ditutup"):
        open_case(
            actor=family.staf,
            programme=FAMILY,
            process=VISIT,
            new=family.new("Rumah 4"),
            now=MONDAY,
            parent=family.first,
        )


def test_going_on_lets_everything_below_go_on(family) -> None:
    settle(family)
    pause(actor=family.staf, case=family.visits[1], reason="Menunggu.", now=MONDAY)
    take_move(family.kabid, family.first, "kembali", reason="Belum lengkap.")
    take_move(family.staf, family.first, "lanjut")
    assert [fresh(visit).state for visit in family.visits] == ["Berjalan", "Dijeda", "Berjalan"]
    assert waiting(family.visits[0]) == [("Periksa kunjungan", "STAF")]
    assert take_move(family.staf, family.visits[0], "selesai").outcome == "SELESAI"


def test_correcting_a_wrong_end_brings_everything_below_back(family) -> None:
    take_move(family.staf, family.year, "lanjut")
    before = {case.pk: waiting(case) for case in (family.first, *family.visits)}
    due = fresh(family.visits[0]).earliest_due
    take_move(family.kabid, family.year, "tolak", reason="Salah tekan.")
    correct(actor=family.kabid, case=family.year, reason="Salah tekan.", now=MONDAY)
    assert fresh(family.year).stage == "putus"
    assert {pk: waiting(Berkas.objects.get(pk=pk)) for pk in before} == before
    assert fresh(family.visits[0]).earliest_due == due
    assert not Berkas.objects.exclude(outcome="").exists()
    assert list(verify(kept_heads())) == []


def test_correcting_a_wrong_return_thaws_everything_below(family) -> None:
    settle(family)
    take_move(family.kabid, family.first, "kembali", reason="Salah tekan.")
    correct(actor=family.kabid, case=family.first, reason="Salah tekan.", now=MONDAY)
    assert [fresh(visit).frozen for visit in family.visits] == [False, False, False]
    assert fresh(family.first).paused_at is None


def test_a_child_is_opened_below_a_parent_of_the_right_kind(family) -> None:
    for parent in (None, family.year, family.visits[0]):
        with pytest.raises(SipocError, match="berkas induk yang sesuai"):
            open_case(
                actor=family.staf,
                programme=FAMILY,
                process=VISIT,
                new=family.new("Rumah"),
                now=MONDAY,
                parent=parent,
            )
