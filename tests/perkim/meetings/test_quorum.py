"""When enough of the invited came."""

import pytest

from perkim.meetings.models import Attendance, Presence
from perkim.meetings.quorum import EachParty, PercentOfInvited


def rows(**presence: Presence) -> list[Attendance]:
    return [Attendance(party=name, presence=each) for name, each in presence.items()]


def test_each_agency_comes_or_sends_somebody() -> None:
    wanted = EachParty(parties=("PUPR", "DLH", "BPN"))
    came = rows(PUPR=Presence.PRESENT, DLH=Presence.REPRESENTED, BPN=Presence.ABSENT)
    assert wanted.lacking(came) == "belum ada wakil BPN"
    assert wanted.lacking(came[:2]) == "belum ada wakil BPN"
    assert EachParty(parties=("PUPR", "DLH")).lacking(came) == ""


@pytest.mark.parametrize(("came", "enough"), [(7, False), (8, True), (10, True)])
def test_eighty_of_a_hundred_that_were_invited(came: int, enough: bool) -> None:
    seats = [Attendance(presence=Presence.PRESENT if number < came else Presence.ABSENT) for number in range(10)]
    assert (PercentOfInvited(percent=80).lacking(seats) == "") is enough


def test_a_part_of_a_person_counts_as_one_and_nobody_invited_is_no_quorum() -> None:
    seats = rows(a=Presence.PRESENT, b=Presence.ABSENT, c=Presence.ABSENT)
    assert PercentOfInvited(percent=50).lacking(seats) == "hadir 1 dari paling sedikit 2 undangan"
    assert PercentOfInvited(percent=50).lacking([]) == "hadir 0 dari paling sedikit 1 undangan"
