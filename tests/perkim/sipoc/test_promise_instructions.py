"""Whom an instruction may tell, how many, and until when: a village its own desk, nobody for a year too far."""

from datetime import datetime, timedelta

import pytest

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.lib.calendar import JAKARTA
from perkim.sipoc.actions.assigning import Instruction, assign
from perkim.sipoc.actions.timing import Rebase, rebase
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.instructions import AT_HOME, MOST_INSTRUCTIONS
from perkim.sipoc.models import Berkas, Participant, Tugas
from tests.cast import TOMPOKERSAN, employ, give
from tests.perkim.sipoc.conftest import MONDAY, letter, office, take  # noqa: F401

SINCE = MONDAY.date().replace(month=1)
LAST = datetime(2027, 6, 23, 23, 59, tzinfo=JAKARTA)


@pytest.fixture
def draft(letter) -> Berkas:  # noqa: F811
    return letter()


@pytest.fixture
def sent(draft, office, take) -> Berkas:  # noqa: F811
    return take(office.operator, draft, "kirim")


def tell(actor: User, case: Berkas, *told: Instruction, part_of: Tugas | None = None) -> list[Tugas]:
    fresh = User.objects.get(pk=actor.pk)
    return assign(actor=fresh, case=Berkas.objects.get(pk=case.pk), instructions=told, now=MONDAY, part_of=part_of)


def to(person: User | None = None, role: Role | None = None, due: datetime | None = None) -> Instruction:
    return Instruction(title="Cek", person=person, role=role, due=due)


class TestWhom:
    @pytest.mark.parametrize("name", ["staf", "tim", "kabid", "kadis"])
    def test_a_village_instructs_nobody_of_the_office(self, draft, office, name) -> None:  # noqa: F811
        with pytest.raises(RefusedError, match=AT_HOME):
            tell(office.operator, draft, to(office.kades), to(getattr(office, name)))
        assert not Tugas.objects.filter(title="Cek").exists()
        assert not Participant.objects.filter(capacity="penerima disposisi").exists()

    @pytest.mark.parametrize("role", [Role.STAF, Role.TIM_TEKNIS, Role.KABID_PRM])
    def test_a_village_puts_nothing_into_a_queue_of_the_office(self, draft, office, role) -> None:  # noqa: F811
        with pytest.raises(RefusedError, match=AT_HOME):
            tell(office.kades, draft, to(role=role))

    def test_a_village_instructs_nobody_of_another_village(self, draft, office) -> None:  # noqa: F811
        other = employ(Role.OPERATOR_DESA, username="operator.lain", region=TOMPOKERSAN, starts=SINCE)
        with pytest.raises(RefusedError, match=AT_HOME):
            tell(office.operator, draft, to(other))

    def test_a_village_instructs_its_own_desk_and_its_own_queue(self, draft, office) -> None:  # noqa: F811
        made = tell(office.kades, draft, to(office.operator), to(role=Role.OPERATOR_DESA))
        assert [each.person or each.role for each in made] == [office.operator, Role.OPERATOR_DESA]

    def test_an_instruction_of_the_office_to_a_village_is_not_passed_on_to_the_office(self, sent, office) -> None:  # noqa: F811
        (told,) = tell(office.staf, sent, to(office.kades))
        with pytest.raises(RefusedError, match=AT_HOME):
            tell(office.kades, sent, to(office.tim), part_of=told)
        assert tell(office.kades, sent, to(office.operator), part_of=told)[0].parent == told

    def test_the_office_instructs_the_village_and_whom_else_it_likes(self, sent, office) -> None:  # noqa: F811
        told = (to(office.kades), to(office.kadis), to(role=Role.TIM_TEKNIS))
        assert len(tell(office.staf, sent, *told)) == 3

    def test_who_is_of_the_office_too_instructs_as_the_office(self, draft, office) -> None:  # noqa: F811
        give(office.operator, Role.STAF, starts=SINCE)
        assert tell(office.operator, draft, to(office.tim))


class TestHowMany:
    def test_one_instruction_tells_no_more_than_may_be(self, sent, office) -> None:  # noqa: F811
        with pytest.raises(SipocError, match=f"paling banyak untuk {MOST_INSTRUCTIONS} penerima"):
            tell(office.staf, sent, *[to(office.tim)] * (MOST_INSTRUCTIONS + 1))
        assert len(tell(office.staf, sent, *[to(office.tim)] * MOST_INSTRUCTIONS)) == MOST_INSTRUCTIONS


class TestUntilWhen:
    @pytest.mark.parametrize(
        ("due", "sentence"),
        [
            (MONDAY, "sudah lewat"),
            (MONDAY - timedelta(days=400), "sudah lewat"),
            (LAST + timedelta(minutes=1), "paling lama 23 Juni 2027"),
            (datetime(9999, 12, 31, 23, 59, tzinfo=JAKARTA), "terlalu jauh"),
        ],
    )
    def test_a_due_moment_that_is_past_or_too_far_is_refused(self, sent, office, due, sentence) -> None:  # noqa: F811
        with pytest.raises(SipocError, match=sentence):
            tell(office.staf, sent, to(office.tim, due=due))
        assert not Tugas.objects.filter(title="Cek").exists()

    @pytest.mark.parametrize("due", [MONDAY + timedelta(minutes=1), LAST])
    def test_the_first_and_the_last_moment_may_be(self, sent, office, due) -> None:  # noqa: F811
        assert tell(office.staf, sent, to(office.tim, due=due))[0].own_due == due

    @pytest.mark.parametrize(
        ("started", "sentence"),
        [(MONDAY - timedelta(days=1), "sebelum berkasnya dibuka"), (LAST + timedelta(days=1), "terlalu jauh")],
    )
    def test_a_deadline_counts_from_no_moment_outside_of_the_case(self, sent, office, started, sentence) -> None:  # noqa: F811
        change = Rebase(key="cek", reason="Permintaan.", started=started)
        with pytest.raises(SipocError, match=sentence):
            rebase(actor=office.staf, case=sent, change=change, now=MONDAY)
