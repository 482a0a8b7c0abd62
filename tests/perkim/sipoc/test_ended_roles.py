"""A part in a case counts as long as the role in which it was given is held; what lay with its holder goes back."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.notices.models import Notice
from perkim.regions.models import Region
from perkim.sipoc import log
from perkim.sipoc.actions.assigning import Instruction, assign
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.actions.opening import NewCase, open_case, open_many
from perkim.sipoc.actions.reclaiming import take_back_all
from perkim.sipoc.actions.step import Step
from perkim.sipoc.announcements import announce_tugas
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.policies import may_do, may_see, parts_of, sees_whole, works_as
from tests.cast import SUMBERWULUH, employ, give
from tests.samples.family import BUNDLE, FAMILY, VISIT, YEAR
from tests.samples.office import MONDAY, take_move
from tests.samples.registering import register_for_test

# The bundle is seen by who was handed a visit that lies in it.
BELOW = replace(BUNDLE, seen_from_below=(Role.TFL,))
PROGRAMME = replace(FAMILY, processes=(YEAR, BELOW, VISIT))
LATER = MONDAY + timedelta(days=60)


@pytest.fixture
def office(db, monkeypatch) -> SimpleNamespace:
    """Two visits in one bundle; the first is in a facilitator's hands, and a technician was told to look at it."""
    register_for_test(monkeypatch, PROGRAMME)
    people = {
        name: employ(role, username=name, starts=MONDAY.date())
        for name, role in {
            "staf": Role.STAF,
            "kabid": Role.KABID_PRM,
            "korfas": Role.KORFAS,
            "tfl": Role.TFL,
            "tfl2": Role.TFL,
            "kadis": Role.KADIS,
        }.items()
    }
    place, staf = [Region.objects.get(pk=SUMBERWULUH)], people["staf"]
    year = open_case(
        actor=staf, programme=PROGRAMME, process=YEAR, new=NewCase(title="Tahun", regions=place), now=MONDAY
    )
    new = [NewCase(title=title, regions=place) for title in ("Satu", "Dua")]
    bundle = open_many(actor=staf, programme=PROGRAMME, process=BELOW, new=new[:1], now=MONDAY, parent=year)[0]
    visits = open_many(actor=staf, programme=PROGRAMME, process=VISIT, new=new, now=MONDAY, parent=bundle)
    hand_over(actor=people["korfas"], cases=visits[:1], role=Role.TFL, to=people["tfl"], now=MONDAY)
    told = [Instruction(title="Baca riwayatnya", person=people["kadis"])]
    assign(actor=staf, case=visits[0], instructions=told, now=MONDAY)
    return SimpleNamespace(year=year, bundle=bundle, visits=visits, **people)


def end(user: User) -> User:
    """The last day of all its roles was before today, and before LATER."""
    user.assignments.update(starts=MONDAY.date(), ends=MONDAY.date())
    return anew(user)


def anew(user: User) -> User:
    """As the next request reads it."""
    return User.objects.get(pk=user.pk)


def seen(user: User) -> set[int]:
    """What a list shows; the rule of one case, and the rows that may be read whole, agree with it."""
    rows = set(Berkas.objects.visible_to(user).values_list("pk", flat=True))
    whole = set(Berkas.objects.seen_whole_by(user).values_list("pk", flat=True))
    for case in Berkas.objects.all():
        assert may_see(user, case) is (case.pk in rows), case.title
        assert sees_whole(user, case, parts_of(user, [case])) is (case.pk in whole), case.title
    return rows


def tasks(user: User) -> set[str]:
    """What waits for the account; the rule of one Tugas agrees with it."""
    mine = set(Tugas.objects.for_user(user))
    assert mine == {each for each in Tugas.objects.waiting().select_related("berkas") if may_do(user, each)}
    return {each.title for each in mine}


def test_a_facilitator_sees_and_works_what_he_was_handed_and_what_it_lies_in(office) -> None:
    tfl, visit = anew(office.tfl), office.visits[0]
    assert seen(tfl) == {visit.pk, office.bundle.pk}
    assert tasks(tfl) == {"Kunjungi rumah"}
    assert set(Berkas.objects.seen_whole_by(tfl)) == {visit}
    # The bundle may be worked in his role by what lies in it, and is not worked by who was handed nothing there.
    bundle = Berkas.objects.get(pk=office.bundle.pk)
    assert works_as(tfl, bundle, [Role.TFL], parts_of(tfl, [bundle]))
    assert not works_as(anew(office.tfl2), bundle, [Role.TFL], parts_of(anew(office.tfl2), [bundle]))
    assert seen(anew(office.tfl2)) == set()


@pytest.mark.parametrize("post", ["ended", "another programme", "another area"])
def test_a_part_ends_with_the_role_in_which_it_was_given(office, post) -> None:
    for user, role in ((office.tfl, Role.TFL), (office.kadis, Role.KADIS)):
        end(user)
        if post == "another programme":
            give(user, role, programme="lain")
        if post == "another area":
            give(user, role, region="35.08.10")
        reader = anew(user)
        assert seen(reader) == set()
        assert tasks(reader) == set()
        assert not Tugas.objects.for_user(reader).exists()


def test_another_role_does_not_take_over_what_was_handed_in_the_ended_one(office) -> None:
    end(office.tfl)
    give(office.tfl, Role.FO)
    assert seen(anew(office.tfl)) == set()


def test_the_same_role_given_again_is_enough(office) -> None:
    end(office.tfl)
    give(office.tfl, Role.TFL, region=SUMBERWULUH)
    assert seen(anew(office.tfl)) == {office.visits[0].pk, office.bundle.pk}
    assert tasks(anew(office.tfl)) == {"Kunjungi rumah"}


def test_nobody_is_informed_of_a_case_that_he_could_not_see(office) -> None:
    visit = Berkas.objects.get(pk=office.visits[0].pk)
    elsewhere = employ(Role.FO, username="fo", starts=MONDAY.date())
    for person in (end(office.tfl2), elsewhere):
        with pytest.raises(SipocError, match="tidak sedang bertugas untuk berkas ini"):
            assign(actor=office.staf, case=visit, instructions=[Instruction(title="Cek", person=person)], now=MONDAY)


def test_nobody_is_written_to_about_what_lies_with_him_no_more(office) -> None:
    Notice.objects.all().delete()
    end(office.tfl)
    step = Step(actor=office.staf, now=LATER, cases=[office.visits[0]])
    waiting = list(Tugas.objects.waiting().filter(person=office.tfl).select_related("berkas"))
    assert waiting
    announce_tugas(step, waiting, "Giliran Anda")
    assert not Notice.objects.filter(recipient=office.tfl).exists()


def test_what_lay_with_him_goes_back_to_who_gave_it_once(office) -> None:
    end(office.tfl)
    end(office.kadis)
    Notice.objects.all().delete()
    assert take_back_all(now=LATER) == 2
    assert tasks(anew(office.korfas)) >= {"Tunjuk tenaga fasilitator lapangan untuk berkas ini"}
    told = Tugas.objects.waiting().get(person=office.staf)
    assert (told.title, told.given_by, told.berkas) == ("Baca riwayatnya", office.staf, office.visits[0])
    assert f"{office.kadis.name} tidak lagi bertugas" in told.instruction
    assert set(Notice.objects.values_list("recipient__username", flat=True)) == {"korfas", "staf"}
    assert Entry.objects.filter(action=log.TAKEN_BACK.action, subject=office.visits[0].subject).count() == 1
    assert take_back_all(now=LATER) == 0
    assert Tugas.objects.waiting().filter(hands_out=True, berkas=office.visits[0]).count() == 1
    hand_over(actor=anew(office.korfas), cases=office.visits[:1], role=Role.TFL, to=anew(office.tfl2), now=LATER)
    assert tasks(anew(office.tfl2)) == {"Kunjungi rumah"}


def test_what_lies_with_who_still_holds_his_role_stays_there(office) -> None:
    assert take_back_all(now=LATER) == 0
    assert tasks(anew(office.tfl)) == {"Kunjungi rumah"}


def test_an_instruction_whose_giver_is_gone_too_goes_to_who_works_the_stage(office) -> None:
    end(office.kadis)
    end(office.staf)
    other = employ(Role.KORFAS, username="korfas2", starts=MONDAY.date())
    assert take_back_all(now=LATER) == 1
    # The stage is worked by facilitators in person: their coordinators hear of it.
    assert "Baca riwayatnya" in tasks(anew(other))


def test_a_stage_is_entered_without_asking_who_may_not_work_it_any_more(office) -> None:
    visit = office.visits[0]
    take_move(office.tfl, visit, "catat")
    end(office.tfl)
    take_move(office.staf, visit, "kembali", reason="Ulangi.", at=LATER)
    waiting = Tugas.objects.waiting().filter(berkas=visit, given_by=None)
    assert [(each.role, each.person, each.hands_out) for each in waiting] == [(Role.KORFAS, None, True)]


def test_all_of_it_ends_with_the_day_itself(office) -> None:
    """The last day counts."""
    office.tfl.assignments.update(ends=timezone.localdate())
    assert seen(anew(office.tfl)) == {office.visits[0].pk, office.bundle.pk}
